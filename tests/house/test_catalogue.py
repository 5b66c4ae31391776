"""The list for translators holds every kind of sentence, and a translation is spoken."""

from __future__ import annotations

from importlib.util import module_from_spec
from importlib.util import spec_from_file_location
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from repository import ROOT

from quietmuscle.base import text
from quietmuscle.base.text import Message
from quietmuscle.base.text import say
from quietmuscle.knowledge.sentences import sentences

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


@pytest.fixture(scope="module")
def collector() -> ModuleType:
    """tools/write_catalogue.py."""
    spec = spec_from_file_location("write_catalogue", ROOT / "tools" / "write_catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_sentences_of_code(collector: ModuleType) -> None:
    code = """
Message(_("a"), {"x": _("b")})
Message(_("{count} c"), plural=_("{count} cs"), count=n)
Message(_("{count} d"), {}, _("{count} ds"), n)
Message(name)
"""
    assert [words for _, words in collector.of_python(code)] == [
        ("{count} c", "{count} cs"),
        ("{count} d", "{count} ds"),
        "a",
        "b",
    ]


def test_sentences_of_templates(collector: ModuleType) -> None:
    template = """
<h1>{{ _("a") }}</h1>
{% trans count=n %}one b{% pluralize %}{{ count }} bs{% endtrans %}
{% trans day=day %}on {{ day }}{% endtrans %}{{ _(name) }}
"""
    assert [words for _, words in collector.of_template(template)] == [
        "a",
        ("one b", "%(count)s bs"),
        "on %(day)s",
    ]


def test_the_list_holds_code_templates_and_tables(collector: ModuleType) -> None:
    found = collector.catalogue()
    assert found.get("Please choose at least one place.") is not None
    assert found.get(("{count} twitch", "{count} twitches")) is not None
    assert [each for each in sentences() if found.get(each) is None] == []
    places = {path for message in found for path, _ in message.locations}
    assert any(path.endswith(".html") for path in places)
    assert not any(path.startswith("/") for path in places)


def test_a_translation_is_spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    german = Catalog(locale="de", domain="quietmuscle")
    german.add("not logged", "nicht eingetragen")
    german.add(("{count} twitch", "{count} twitches"), ("{count} Zucken", "{count} Zuckungen"))
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "quietmuscle.mo").open("wb") as file:
        write_mo(file, german)
    monkeypatch.setattr(text, "LOCALE_FOLDER", tmp_path)
    text.catalogue.cache_clear()
    try:
        assert text.languages() == ("en", "de")
        assert say(Message("not logged"), "de") == "nicht eingetragen"
        several = Message("{count} twitch", plural="{count} twitches", count=3)
        assert say(several, "de") == "3 Zuckungen"
        assert say(Message("no twitches"), "de") == "no twitches"
    finally:
        text.catalogue.cache_clear()
