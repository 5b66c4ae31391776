"""A page as a reader meets it: its words, without the tags."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SILENT = {"script", "style", "title", "template", "option"}
_INLINE = {"a", "strong", "span", "del", "ins", "em", "b", "code", "cite"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.silent += tag in _SILENT
        if tag not in _INLINE:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _SILENT
        if tag not in _INLINE:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def words_of_page(html: str) -> str:
    """All words of a page's content in their order, one space between them."""
    body = html[html.index("<main") : html.index("</main>")] if "<main" in html else html
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return re.sub(r"\s+", " ", "".join(reader.words)).strip()
