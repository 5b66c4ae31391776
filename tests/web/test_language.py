from __future__ import annotations

import pytest

from quietmuscle.web.language import language_asked_for


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("de-DE,de;q=0.9,en;q=0.8", "de"),
        ("en-GB,en;q=0.9,de;q=0.8", "en"),
        ("fr, de;q=0.3, en;q=0.7", "en"),
        ("fr,ja;q=0.5", None),
        ("de;q=0", None),
        ("de;q=much, en;q=0.1", "en"),
        ("DE-at", "de"),
        ("*", None),
        ("", None),
    ],
)
def test_the_best_that_we_have(header: str, language: str | None):
    assert language_asked_for(header, ("en", "de")) == language
