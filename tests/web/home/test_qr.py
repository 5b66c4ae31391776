from __future__ import annotations

import re

import segno

from quietmuscle.web.home.qr import qr_svg
from quietmuscle.web.home.qr import qr_terminal

ADDRESS = "https://quietmuscle.local:8766/pair#" + "aB3_-" * 8 + "xyz"


def modules_of(svg: str) -> list[list[bool]]:
    """The dark modules as a browser would draw them: the path's moves and strokes."""
    side = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])
    drawn = [[False] * side for _row in range(side)]
    path = re.search(r'stroke="#000"[^>]* d="([^"]+)"', svg)[1]
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        values = [float(each) for each in numbers.split()]
        if command == "M":
            x, y = values
        elif command == "m":
            x, y = x + values[0], y + values[1]
        else:
            for column in range(round(x), round(x + values[0])):
                drawn[int(y)][column] = True
            x += values[0]
    return drawn


def test_the_picture_is_the_address() -> None:
    drawn = modules_of(qr_svg(ADDRESS))
    wanted = segno.make(ADDRESS, error="m", micro=False).matrix_iter(border=4)
    assert drawn == [[bool(each) for each in row] for row in wanted]


def test_the_picture_has_no_style_of_its_own() -> None:
    svg = qr_svg(ADDRESS)
    assert "style" not in svg
    assert "<script" not in svg
    assert 'class="qr"' in svg
    assert 'fill="#fff"' in svg


def test_a_terminal_shows_the_same_in_half_blocks() -> None:
    rows = qr_terminal(ADDRESS).splitlines()
    wanted = [
        [bool(m) for m in row] for row in segno.make(ADDRESS, error="m").matrix_iter(border=4)
    ]
    light = {"█": (True, True), "▀": (True, False), "▄": (False, True), " ": (False, False)}
    for number, row in enumerate(rows):
        for column, block in enumerate(row):
            upper, lower = light[block]
            assert upper is not wanted[2 * number][column]
            if 2 * number + 1 < len(wanted):
                assert lower is not wanted[2 * number + 1][column]
    assert len(rows) == (len(wanted) + 1) // 2
