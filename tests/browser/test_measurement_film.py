"""A film is looked into: where it twitched, and a clip that plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from diary_server import ThreadServer
from looking import in_themes
from looking import wrong_in
from twitching_film import put_film
from twitching_film import twitching_film

from quietmuscle.store.diary import open_diary

if TYPE_CHECKING:
    from datetime import datetime

    from quietmuscle.store.location import Location


def test_a_clip_plays_when_it_is_asked_for_and_not_before(
    location: Location, now_utc: datetime, visit
) -> None:
    diary = open_diary(location, now_utc)
    kept = put_film(diary, now_utc, film=twitching_film())
    diary.close()
    with ThreadServer(location.folder).running(now_utc) as made:
        address = f"{made.introduce().address}/measure/{kept.id}/film"
        page = visit(address, reduced_motion="reduce")
        assert wrong_in(page, in_themes(360, 740)) == []
        still = page.evaluate(
            """async () => {
            const picture = new Image();
            picture.src = document.querySelector("svg image").getAttribute("href");
            await picture.decode();
            return [picture.naturalWidth, picture.naturalHeight]; }"""
        )
        assert still == [240, 180]
        clip = page.locator("video").first
        assert clip.evaluate("clip => [clip.readyState, clip.paused]") == [0, True]
        clip.focus()
        page.keyboard.press("Space")
        page.wait_for_function(
            "() => { const clip = document.querySelector('video'); "
            "return clip.readyState >= 3 && clip.currentTime > 0.1; }"
        )
        told = clip.evaluate("clip => [clip.duration, clip.videoWidth, clip.videoHeight]")
        assert told == [pytest.approx(4.0, abs=0.2), 328, 160]
        assert clip.evaluate("clip => clip.loop && clip.muted")
        other = page.locator("video").nth(1)
        assert other.evaluate("clip => clip.readyState") == 0
        webm = page.evaluate(
            """async (address) => {
            const clip = document.createElement("video");
            clip.src = address;
            await new Promise((ready, wrong) => { clip.oncanplay = ready; clip.onerror = wrong; });
            return clip.readyState; }""",
            f"{address}/twitch/1?form=webm",
        )
        assert webm >= 3
