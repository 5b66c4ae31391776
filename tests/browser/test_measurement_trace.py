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


def test_fingers_move_the_picture_and_its_table_follows(
    location: Location, now_utc: datetime, visit
) -> None:
    diary = open_diary(location, now_utc)
    kept = put_emg(diary, now_utc, emg=traced_emg())
    diary.close()
    with ThreadServer(location.folder).running(now_utc) as made:
        page = visit(f"{made.introduce().address}/measure/{kept.id}/trace")
        page.locator(".uplot canvas").nth(1).wait_for()
        rows = page.locator("#found tbody tr")
        assert rows.count() == 2
        touch = fingers_on(page)
        touch([(0.4,), (0.6,)], [(0.2,), (0.8,)])
        start, stop = shown(page)
        assert 5 < stop - start < 8
        page.get_by_text("Those of the part that the picture shows.").wait_for()
        assert rows.count() == 1
        assert f"from_s={start:.4f}" in page.url
        touch([(0.7,)], [(0.2,)])
        assert shown(page)[0] > start + 2
        page.wait_for_url(lambda url: f"from_s={start:.4f}" not in url)
        page.reload()
        page.locator(".uplot canvas").nth(1).wait_for()
        assert shown(page)[0] > start + 2
        page.get_by_role("link", name="All of it").click()
        rows.nth(1).wait_for()
        rows.nth(1).get_by_role("link").click()
        start, stop = shown(page)
        assert start < SPIKES_S[1] < stop < start + 0.11


def fingers_on(page):
    """Fingers that lie on shares of the picture's width, move in ten steps, and are lifted."""
    session = page.context.new_cdp_session(page)

    def touch(begin, end) -> None:
        over = page.locator(".u-over").first
        over.scroll_into_view_if_needed()
        box = over.bounding_box()

        def points(share: float) -> list[dict[str, float]]:
            at = [
                one[0] + (other[0] - one[0]) * share for one, other in zip(begin, end, strict=True)
            ]
            middle = box["y"] + box["height"] / 2
            return [
                {"x": box["x"] + x * box["width"], "y": middle, "id": n} for n, x in enumerate(at)
            ]

        send = session.send
        send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points(0)})
        for step in range(1, 11):
            send(
                "Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points(step / 10)}
            )
        send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    return touch
