from __future__ import annotations

from pictures import of_class
from pictures import read_picture
from pictures import sticking_out
from pictures import words_of_picture

from quietmuscle.report import svg
from quietmuscle.report.legend import Sign
from quietmuscle.report.legend import legend


def drawn(*words: str, width: float = 328):
    """A legend in a picture of its own, and where it ends."""
    signs = tuple(Sign(markup='<path class="sign" d="M0 0"/>', words=each) for each in words)
    markup, bottom = legend(signs, 10, width)
    spoken = svg.Spoken(title="t", words="w", id_prefix="p")
    return read_picture(svg.picture(width, bottom, markup, spoken)), bottom


def test_short_signs_share_a_row_and_others_begin_a_new_one() -> None:
    root, bottom = drawn("one day", "not logged", "a medicine was changed")
    assert words_of_picture(root) == ["one day", "not logged", "a medicine was changed"]
    assert len(of_class(root, "sign")) == 3
    assert bottom == 10 + 2 * 22
    assert sticking_out(root) == []


def test_long_words_are_broken_into_lines() -> None:
    root, bottom = drawn("a word " * 12, "one day")
    assert len(words_of_picture(root)) == 4
    assert sticking_out(root) == []
    assert bottom > 10 + 3 * 18


def test_a_last_sign_of_several_lines_leaves_no_empty_row() -> None:
    _root, alone = drawn("a word " * 12)
    _root, followed = drawn("a word " * 12, "one day")
    assert followed - alone == 22


def test_no_signs_take_no_room() -> None:
    assert legend((), 10, 328) == ("", 10)
