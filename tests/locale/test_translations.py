"""What holds for every language: places for values stay, what is written is what is compiled."""

from __future__ import annotations

import gettext
import importlib.util
import re

import pytest
from babel.messages.pofile import read_po
from repository import ROOT
from repository import SRC

PLACE = re.compile(r"\{\w*\}|%\(\w+\)s")
WRITTEN = sorted(SRC.glob("locale/*/LC_MESSAGES/quietmuscle.po"))
WANTED = 0.9
"""The share of all sentences that a language should have; the rest is shown in English."""


def language_of(path):
    return path.parent.parent.name


@pytest.fixture(params=WRITTEN, ids=language_of)
def written(request):
    with request.param.open("rb") as file:
        return request.param, read_po(file, locale=language_of(request.param))


def forms(message):
    """The sentence and its translation, form by form."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    return [(message.id[min(n, 1)], string) for n, string in enumerate(message.string)]


def test_german_is_there():
    assert "de" in {language_of(path) for path in WRITTEN}


def test_values_keep_their_places(written):
    _path, catalogue = written
    wrong = [
        (sentence, string)
        for message in catalogue
        if message.id
        for sentence, string in forms(message)
        if string and set(PLACE.findall(sentence)) != set(PLACE.findall(string))
    ]
    assert wrong == []


def test_nothing_is_half_done(written):
    _path, catalogue = written
    for message in catalogue:
        strings = [string for _, string in forms(message)]
        assert not message.fuzzy, message.id
        assert all(strings) or not any(strings), message.id
        assert all(string == string.strip() for string in strings if message.id), message.id


def test_what_is_compiled_is_what_was_written(written):
    path, catalogue = written
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    expected = {}
    for message in catalogue:
        if not message.id or not message.string:
            continue
        if isinstance(message.id, str):
            expected[message.id] = message.string
        else:
            for number, string in enumerate(message.string):
                expected[message.id[0], number] = string
    compiled.pop("")
    assert compiled == expected, "compile it as docs/how-to/translate.md says"


@pytest.fixture(scope="module")
def collected():
    """Every sentence of the program, with where it is used."""
    spec = importlib.util.spec_from_file_location(
        "catalogue_writer", ROOT / "tools" / "write_catalogue.py"
    )
    writer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(writer)
    return [message for message in writer.catalogue() if message.id]


def test_in_a_template_a_percent_sign_is_written_twice(written, collected):
    # Jinja fills values in with %, also where a sentence has none.
    _path, catalogue = written
    of_templates = {
        message.id
        for message in collected
        if any(place.endswith((".html", ".svg")) for place, _ in message.locations)
    }
    lone = re.compile(r"%(?!\(\w+\)s)")
    wrong = [
        words
        for sentence in of_templates
        for message in (catalogue.get(sentence),)
        for pair in ([(sentence, "")] if message is None else forms(message))
        for words in pair
        if lone.search((words if isinstance(words, str) else " ".join(words)).replace("%%", ""))
    ]
    assert wrong == []


def test_most_sentences_are_translated(written, collected):
    _path, catalogue = written
    there = {
        message.id for message in catalogue if message.id and all(s for _, s in forms(message))
    }
    share = len(there.intersection(message.id for message in collected)) / len(collected)
    assert share >= WANTED
