"""The trace of an EMG: drawn, and looked into down to a millisecond by keyboard alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diary_server import ThreadServer
from looking import in_themes
from looking import wrong_in
from traced_emg import SPIKES_S
from traced_emg import put_emg
from traced_emg import traced_emg

from quietmuscle.store.diary import open_diary

if TYPE_CHECKING:
    from datetime import datetime

    from quietmuscle.store.location import Location


def test_a_keyboard_goes_from_twitch_to_twitch_and_down_to_a_millisecond(
    location: Location, now_utc: datetime, visit
) -> None:
    diary = open_diary(location, now_utc)
    kept = put_emg(diary, now_utc, emg=traced_emg())
    diary.close()
    with ThreadServer(location.folder).running(now_utc) as made:
        page = visit(f"{made.introduce().address}/measure/{kept.id}/trace")
        page.locator(".uplot canvas").nth(1).wait_for()
        page.get_by_text("From 0.0000 to 20.0000 s; twitches: 2.").wait_for()
        assert wrong_in(page, in_themes(360, 740)) == []
        page.get_by_label("Channel").select_option("1")
        page.get_by_text("From 0.0000 to 20.0000 s; twitches: 2.").wait_for()
        page.locator(".traces").focus()
        for at_s in reversed(SPIKES_S):
            page.keyboard.press("Home")
            page.keyboard.press("n" if at_s == SPIKES_S[1] else "p")
            page.get_by_text("twitches: 1.").wait_for()
            start, stop = shown(page)
            assert start < at_s < stop
            assert stop - start < 0.11
        for _ in range(8):
            page.keyboard.press("+")
        start, stop = shown(page)
        assert abs(stop - start - 0.001) < 1e-6
        page.keyboard.press("ArrowRight")
        assert shown(page)[0] > start
        page.get_by_role("button", name="All of it").click()
        assert shown(page) == (0.0, 20.0)


def shown(page) -> tuple[float, float]:
    start, stop = re.findall(r"[\d.]+\d", page.locator("#view").inner_text())[:2]
    return float(start), float(stop)
