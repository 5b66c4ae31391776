from __future__ import annotations

import re

import pytest
from camera import read_code
from camera import without_margin

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


@pytest.mark.parametrize("address", [ADDRESS, "http://quietmuscle.local:8767"])
def test_a_camera_reads_the_address(address) -> None:
    drawn = modules_of(qr_svg(address))
    assert read_code(without_margin(drawn)) == address


def test_the_picture_has_the_margin_that_cameras_need() -> None:
    drawn = modules_of(qr_svg(ADDRESS))
    inner = len(without_margin(drawn))
    assert len(drawn) == inner + 8
    assert not any(any(row) for row in (*drawn[:4], *drawn[-4:]))


def test_the_picture_has_no_style_of_its_own() -> None:
    svg = qr_svg(ADDRESS)
    assert "style" not in svg
    assert "<script" not in svg
    assert 'class="qr"' in svg
    assert 'fill="#fff"' in svg


def test_a_camera_reads_it_from_a_dark_terminal() -> None:
    light = {"█": (True, True), "▀": (True, False), "▄": (False, True), " ": (False, False)}
    rows = [[light[block] for block in line] for line in qr_terminal(ADDRESS).splitlines()]
    drawn = [[not pair[half] for pair in row] for row in rows for half in (0, 1)]
    # Half a line may be left over below, and is as dark as the terminal.
    del drawn[len(drawn[0]) :]
    assert read_code(without_margin(drawn)) == ADDRESS
