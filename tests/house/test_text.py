"""Every sentence a person reads goes through the catalogue, so that it can be translated."""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment
from repository import SRC
from repository import files_under
from repository import shown
from repository import tree_of

if TYPE_CHECKING:
    from pathlib import Path

READ_ALOUD = {"alt", "aria-label", "aria-description", "content", "placeholder", "title"}
NAMES = {"Quiet", "Muscle"}
UNITS = {"KiB", "MB", "ml"}
NOT_PROSE = {"code", "kbd", "script", "style"}
HOLE = " "
"""What stands where a template puts something in."""


class Words(HTMLParser):
    """The words of a page that a person would read or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in NOT_PROSE
        if tag == "meta":
            return
        self.found += [value or "" for name, value in attrs if name in READ_ALOUD]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in NOT_PROSE

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def untranslated_html(source: str) -> list[str]:
    """The words that a template has outside of `_()` and `{% trans %}`."""
    page, tag, inside_trans = [], [], False
    for _line, kind, value in Environment(autoescape=True).lex(source):
        if kind == "data" and not inside_trans:
            page.append(value)
        elif kind in {"variable_begin", "block_begin"}:
            page.append(HOLE)
            tag = []
        elif kind == "name":
            tag.append(value)
        elif kind == "block_end" and tag:
            inside_trans = tag[0] in {"trans", "pluralize"}
    words = Words()
    words.feed("".join(page))
    words.close()
    # A macro may hold attributes alone: they end up as text, and their names are no words.
    plain = (re.sub(r'data-[\w-]+=" "', " ", text) for text in words.found)
    found = (re.sub(r"[/&?]\w+=?", " ", text).strip(" \n·") for text in plain)
    return [text for text in found if {*re.findall(r"[^\W\d_]+", text)} - NAMES - UNITS]


def untranslated_python(tree: ast.AST) -> list[str]:
    """The sentences of a module that the catalogue would not find."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name == "_":
            if not all(isinstance(arg, ast.Constant) for arg in node.args):
                found.append(ast.unparse(node))
        elif name == "Message":
            sentences = [
                *node.args[:1],
                *(k.value for k in node.keywords if k.arg in {"sentence", "plural"}),
            ]
            if any(is_bare(sentence) for sentence in sentences):
                found.append(ast.unparse(node))
    return found


def is_bare(sentence: ast.expr) -> bool:
    """Whether words stand here that are not marked; a mere place for a value has none."""
    if isinstance(sentence, ast.Constant):
        return bool(re.search(r"[^\W\d_]", re.sub(r"\{\w+\}", "", str(sentence.value))))
    return isinstance(sentence, ast.JoinedStr | ast.BinOp)


def untranslated_script(source: str) -> list[str]:
    """The sentences that a script holds itself, instead of taking them from its page."""
    source = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", source, flags=re.DOTALL)
    strings = re.findall(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`", source)
    return [text for text in strings if re.match(r".[A-Z][a-z]+(,? [a-z]+){2,}", text)]


@pytest.mark.parametrize("path", files_under(SRC, ".html", ".svg"), ids=shown)
def test_templates_take_their_words_from_the_catalogue(path: Path) -> None:
    assert untranslated_html(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", files_under(SRC, ".py"), ids=shown)
def test_messages_take_their_words_from_the_catalogue(path: Path) -> None:
    assert untranslated_python(tree_of(path)) == []


@pytest.mark.parametrize("path", files_under(SRC, ".js", ".mjs"), ids=shown)
def test_scripts_take_their_words_from_the_page(path: Path) -> None:
    assert untranslated_script(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<h1>{{ _('History') }}</h1>", []),
        ("<h1>History</h1>", ["History"]),
        ('<a href="/{{ x }}" aria-label="Back">{{ _("x") }}</a>', ["Back"]),
        ("{% trans n=n %}{{ n }} entries{% endtrans %}", []),
        ("{% trans n=n %}one{% pluralize %}{{ n }} entries{% endtrans %} later", ["later"]),
        ("{% if a %}– · 12 {{ b }}{% else %}none{% endif %}", ["–·12none"]),
        ("{% macro a(b) %}/trends?range={{ b }}&amp;look=1{% endmacro %}", []),
        ("<style>.a { color: red }</style>{# a note #}", []),
    ],
)
def test_words_of_a_template_are_found(template: str, words: list[str]) -> None:
    found = untranslated_html(template)
    assert ["".join(text.split()) for text in found] == words


@pytest.mark.parametrize(
    ("code", "is_found"),
    [
        ("Message(_('It is safe.'))", False),
        ("Message(site.name)", False),
        ("Message('{number}', {'number': 3})", False),
        ("Message('It is safe.')", True),
        ("Message(f'{a} is safe.')", True),
        ("Message(_('a'), plural='b')", True),
        ("_(f'{a} is safe.')", True),
        ("_('a' + b)", True),
    ],
)
def test_sentences_of_a_module_are_found(code: str, is_found: bool) -> None:
    assert bool(untranslated_python(ast.parse(code))) is is_found


def test_sentences_of_a_script_are_found() -> None:
    assert untranslated_script('say("Saved on this device")') == ['"Saved on this device"']
    assert untranslated_script("// Saved on this device\nfetch('/api/Saved')") == []
