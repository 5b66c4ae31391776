"""Collect every sentence that a person reads, for those who translate.

    ./run python tools/write_catalogue.py

writes src/quietmuscle/locale/quietmuscle.pot: the sentences of the code, of
the templates and of the tables in knowledge, each with the places it is used.
docs/how-to/translate.md says how to go on from there.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from jinja2 import Environment

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "quietmuscle"
TARGET = PACKAGE / "locale" / "quietmuscle.pot"

Sentence = str | tuple[str, str]
"""A sentence, or its form for one and its form for many."""


def of_python(source: str) -> Iterator[tuple[int, Sentence]]:
    """The sentences of a module, with their lines."""
    tree = ast.parse(source)
    told_with_plural = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node) == "Message":
            sentence, plural = message_parts(node)
            if sentence is not None and plural is not None:
                told_with_plural |= {id(sentence), id(plural)}
                yield node.lineno, (words_of(sentence), words_of(plural))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node) == "_" and id(node) not in told_with_plural:
            yield node.lineno, words_of(node)


def name_of(call: ast.Call) -> str:
    """The name of what is called."""
    return call.func.id if isinstance(call.func, ast.Name) else ""


def message_parts(call: ast.Call) -> tuple[ast.Call | None, ast.Call | None]:
    """The marked sentence of a Message and its marked plural, where they stand there."""
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    placed = dict(enumerate(call.args))
    parts = (placed.get(0, named.get("sentence")), placed.get(2, named.get("plural")))
    one, many = (
        each if isinstance(each, ast.Call) and name_of(each) == "_" else None for each in parts
    )
    return one, many


def words_of(call: ast.Call) -> str:
    """The words within `_("…")`."""
    return str(ast.literal_eval(call.args[0]))


def of_template(source: str) -> Iterator[tuple[int, Sentence]]:
    """The sentences of a template, with their lines."""
    environment = Environment(
        extensions=["jinja2.ext.i18n"], autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    for line, _function, words in environment.extract_translations(source):
        forms = [words] if isinstance(words, str) else [each for each in words or () if each]
        if forms:
            yield line, (forms[0], forms[1]) if len(forms) > 1 else forms[0]


def catalogue(package: Path = PACKAGE) -> Catalog:
    """All sentences of the package, in the order of its files."""
    from quietmuscle.knowledge.sentences import sentences

    found = Catalog(project="Quiet Muscle", charset="utf-8", fuzzy=False)
    for path in sorted(package.rglob("*")):
        read = {".py": of_python, ".html": of_template, ".svg": of_template}.get(path.suffix)
        if read is not None:
            place = path.relative_to(package.parent.parent).as_posix()
            for line, sentence in read(path.read_text("utf-8")):
                found.add(sentence, locations=[(place, line)])
    for sentence in sentences():
        found.add(sentence, locations=[("src/quietmuscle/knowledge", 1)])
    return found


def main() -> None:
    """Write the list for translators."""
    found = catalogue()
    with TARGET.open("wb") as file:
        write_po(file, found, width=100, omit_header=False, sort_by_file=False)
    print(f"{TARGET.relative_to(ROOT)}: {len(found)} sentences")


if __name__ == "__main__":
    main()
