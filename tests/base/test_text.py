from __future__ import annotations

import gettext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.base import text
from quietmuscle.base.text import Message
from quietmuscle.base.text import catalogue
from quietmuscle.base.text import languages
from quietmuscle.base.text import say


@pytest.fixture
def german(tmp_path, monkeypatch):
    """A catalogue of another language with two sentences, compiled as gettext wants it."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    made = Catalog(locale="de")
    made.add("Saved: {what}.", "{what} ist gespeichert.")
    made.add(("{count} entry", "{count} entries"), ("{count} Eintrag", "{count} Einträge"))
    made.add("left calf", "linke Wade")
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / f"{text.DOMAIN}.mo").open("wb") as file:
        write_mo(file, made)
    monkeypatch.setattr(text, "LOCALE_FOLDER", tmp_path)
    catalogue.cache_clear()
    yield "de"
    catalogue.cache_clear()


def test_a_sentence_without_values_is_said_as_it_is():
    assert say(Message("Saved.")) == "Saved."
    assert say(Message("100 {%} of it")) == "100 {%} of it"


def test_values_go_into_their_places():
    assert say(Message("{a} before {b}", {"b": 2, "a": "one"})) == "one before 2"


@given(st.text())
def test_a_value_is_never_read_as_a_pattern(typed):
    assert say(Message("You typed {words}.", {"words": typed})) == f"You typed {typed}."


def test_braces_in_a_value_stay():
    message = Message("{outer}", {"outer": Message("{inner}", {"inner": "{count} {0.__class__}"})})
    assert say(message) == "{count} {0.__class__}"


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 entries"), (1, "1 entry"), (2, "2 entries"), (101, "101 entries")]
)
def test_english_counts(count, words):
    assert say(Message("{count} entry", plural="{count} entries", count=count)) == words


def test_a_count_beside_other_values():
    message = Message(
        "{count} entry on {day}", {"day": "Monday"}, plural="{count} entries on {day}", count=3
    )
    assert say(message) == "3 entries on Monday"


def test_a_language_with_a_catalogue_is_spoken(german):
    assert say(Message("Saved: {what}.", {"what": Message("left calf")}), german) == (
        "linke Wade ist gespeichert."
    )
    message = Message("{count} entry", plural="{count} entries", count=2)
    assert say(message, german) == "2 Einträge"
    assert say(message) == "2 entries"
    assert languages() == ("en", german)


def test_a_region_of_a_language_speaks_that_language(german):
    for spelling in ("de_AT", "de-AT"):
        assert say(Message("left calf"), spelling) == "linke Wade"


def test_a_sentence_without_translation_stays_english(german):
    assert say(Message("right calf"), german) == "right calf"
    assert say(Message("left calf"), "fr") == "left calf"


def test_english_is_always_there(tmp_path, monkeypatch):
    monkeypatch.setattr(text, "LOCALE_FOLDER", tmp_path)
    assert languages() == ("en",)


def test_a_catalogue_is_read_once():
    assert catalogue("en") is catalogue("en")
    assert isinstance(catalogue("en"), gettext.NullTranslations)


def test_messages_of_the_same_words_are_the_same():
    assert Message("{a}", {"a": 1}) == Message("{a}", {"a": 1})
    assert Message("{a}", {"a": 1}) != Message("{a}", {"a": 2})
