"""Guided sessions as they are used: by themselves, by keyboard, offline, broken off anywhere."""

from __future__ import annotations

import random
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

import pytest
from looking import in_themes
from looking import too_wide
from looking import wrong_in
from steps import until

from quietmuscle.model.health import HealthItem

if TYPE_CHECKING:
    from playwright.sync_api import Page

SETTLE_S = 720
SEEDS = range(5)


def uses(server) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = server.get("/api/session-uses")["uses"]
    return found


def stop_the_clock(page: Page, at: float | None = None) -> None:
    """From now on time passes only as the test says."""
    page.clock.install(time=datetime.fromtimestamp(at, UTC) if at else datetime.now(UTC))


def answer_all(page: Page, answer: str = "no", **others: str) -> None:
    """Answer the questions that decide about the steps."""
    for box in page.locator("[data-ask]:visible").all():
        item = box.get_attribute("data-ask")
        box.locator(f"[data-answer='{others.get(item, answer)}']").click()
    page.locator("#ask-done").click()


def set_up(page: Page, touch: str = "massage", **others: str) -> None:
    """Go through all that is asked, up to the overview."""
    page.locator("#safety-no").click()
    page.locator("[data-muscle='calf']").click()
    page.locator(f"[data-touch='{touch}']").click()
    if touch == "warm":
        page.locator("[data-minutes='10']").click()
    answer_all(page, **others)


def start(page: Page, before: int = 6) -> None:
    page.locator("#overview-done").click()
    page.locator(f"#before [data-score='{before}']").click()
    page.locator("#start").click()
    page.locator("#step-title").wait_for()


def title(page: Page) -> str:
    return page.locator("#step-title").inner_text()


def rate(page: Page, after: int) -> None:
    page.locator("#after-title").wait_for()
    page.locator(f"#after [data-score='{after}']").click()
    page.locator("#after-done").click()
    page.locator("#done-title").wait_for()


def test_it_goes_by_itself_from_the_first_step_to_the_last(server, visit) -> None:
    page = visit("about:blank")
    stop_the_clock(page)
    page.goto(f"{server.address}/session/settle")
    set_up(page)
    start(page)
    seen = [title(page)]
    for _minute in range(SETTLE_S // 10):
        page.clock.run_for(10_000)
        if page.locator("#step").is_visible() and title(page) != seen[-1]:
            seen.append(title(page))
    assert seen == [
        "Get ready",
        "Let something hold you",
        "Breathe slowly",
        "Calf, with a towel",
        "Light massage",
        "Slowly back",
    ]
    (running,) = until(lambda: [use for use in uses(server) if use["ended"] == "finished"], page)
    assert running["bother_after_0_10"] is None, "the end is kept before it is rated"
    rate(page, 3)
    use = until(
        lambda: next((use for use in uses(server) if use["bother_after_0_10"] == 3), None), page
    )
    assert (use["session"], use["bother_before_0_10"], use["lasted_s"]) == ("settle", 6, SETTLE_S)
    assert use["steps_done"][-2:] == ["massage", "close"]
    assert len(uses(server)) == 1
    assert page.evaluate("localStorage.getItem('session')") is None


def test_the_safety_screen_comes_first_and_leads_to_the_care_check(server, visit) -> None:
    page = visit(f"{server.address}/session/stress")
    assert page.locator("#player section:visible").count() == 1
    page.get_by_role("link", name="Yes, or I am not sure: to the care check").tap()
    page.wait_for_url("**/care/check/1")
    assert uses(server) == []


def test_a_newer_yes_of_the_diary_wins_over_an_older_no_of_the_device(server, visit) -> None:
    page = visit(f"{server.address}/session/settle")
    set_up(page, "warm")
    assert "Warm compress" in page.locator("#coming").inner_text()
    server.send("PUT", "/api/health", {"numb_skin": "yes"})
    page.reload()
    page.locator("#safety-no").click()
    page.locator("[data-muscle='calf']").click()
    page.locator("[data-touch='warm']").click()
    page.locator("[data-minutes='10']").click()
    chosen = page.locator("[data-ask='numb_skin'] [aria-pressed='true']")
    assert chosen.get_attribute("data-answer") == "yes"
    for item in ("pump", "heat_sensitive"):
        box = page.locator(f"[data-ask='{item}']")
        assert box.locator("[aria-pressed='true']").count() == 0
        assert box.get_by_text("Last time you said no").is_visible()
    page.locator("#ask-done").click()
    assert "Warm compress" not in page.locator("#coming").inner_text()
    assert "Not offered: Warm compress" in page.locator("#not-offered").inner_text()


def test_with_a_pump_there_is_no_warmth_but_cold_and_it_says_why(server, visit) -> None:
    page = visit(f"{server.address}/session/settle")
    set_up(page, "warm", pump="yes")
    words = page.locator("#not-offered").inner_text()
    assert "Not offered: Warm compress. In its place: Cool it." in words
    assert "No warmth over a medicine pump" in words
    assert "Warm compress" not in page.locator("#coming").inner_text()
    assert "Cool it" in page.locator("#coming").inner_text()
    page.get_by_text("Take care").tap()
    assert "stiff" in page.locator("#cares").inner_text()


def test_what_was_left_open_is_not_offered_and_a_fever_is_asked_each_time(server, visit) -> None:
    server.send("PUT", "/api/health", {item.value: "no" for item in HealthItem})
    page = visit(f"{server.address}/session/settle")
    page.locator("#safety-no").tap()
    page.locator("[data-muscle='calf']").tap()
    page.locator("[data-touch='warm']").tap()
    page.locator("[data-minutes='5']").tap()
    confirmed = page.locator("[data-ask]:visible [aria-pressed='true']")
    asked_anew = page.locator("[data-ask][data-today]:visible").count()
    assert asked_anew == 2
    assert confirmed.count() == page.locator("[data-ask]:visible").count() - asked_anew
    assert page.locator("[data-ask='fever'] [aria-pressed='true']").count() == 0
    page.locator("#ask-done").tap()
    assert "Because this is not ruled out" in page.locator("#not-offered").inner_text()
    assert "Warm compress" not in page.locator("#coming").inner_text()


def test_the_stop_rules_are_one_tap_away_end_it_and_lead_to_the_care_check(server, visit) -> None:
    page = visit(f"{server.address}/session/desk")
    page.locator("#safety-no").tap()
    answer_all(page)
    start(page, before=8)
    wrong = page.get_by_role("button", name="Something feels wrong")
    box = wrong.bounding_box()
    assert box["y"] + box["height"] <= 740, "it is in sight without scrolling"
    wrong.tap()
    assert "New weakness or numbness." in page.locator("#stop").inner_text()
    page.get_by_role("button", name="None of these: go on").tap()
    page.locator("#step-title").wait_for()
    wrong.tap()
    page.get_by_role("link", name="Yes: end, and to the care check").tap()
    page.wait_for_url("**/care/check/1")
    until(lambda: [use["ended"] for use in uses(server)] == ["stop_rule"])
    page.goto(f"{server.address}/session/desk")
    page.locator("#safety-title").wait_for()


def test_pause_back_skip_and_end_at_any_moment(server, visit) -> None:
    page = visit("about:blank")
    stop_the_clock(page)
    page.goto(f"{server.address}/session/settle")
    set_up(page, "")
    start(page)
    page.clock.run_for(20_000)
    page.locator("#pause").click()
    shown = page.locator("#left").inner_text()
    page.clock.run_for(600_000)
    assert page.locator("#left").inner_text() == shown == "1:40"
    page.locator("#pause").click()
    page.locator("#skip").click()
    assert title(page) == "Let something hold you"
    page.locator("#back").click()
    assert title(page) == "Get ready"
    page.clock.run_for(121_000)
    page.locator("#end").click()
    page.locator("#after-done").click()
    until(lambda: [use["ended"] for use in uses(server)] == ["ended_early"], page)
    (use,) = uses(server)
    assert use["steps_done"] == ["prepare"]
    assert use["bother_after_0_10"] is None


@pytest.mark.parametrize("seed", SEEDS)
def test_broken_off_at_any_second_it_goes_on_where_it_was(server, visit, seed) -> None:
    draw = random.Random(seed)
    page = visit("about:blank")
    context = page.context
    now = datetime.now(UTC).timestamp()
    stop_the_clock(page, now)
    page.goto(f"{server.address}/session/settle")
    set_up(page)
    start(page)
    passed = 0.0
    for _time in range(2):
        more = draw.uniform(0, (SETTLE_S - 5 - passed) / 1.5)
        page.clock.run_for(int(more * 1000))
        passed += more
        now = page.evaluate("Date.now()") / 1000
        where, shown = title(page), page.locator("#left").inner_text()
        if draw.random() < 0.5:
            page.reload()
        else:
            page.close(run_before_unload=False)  # as when the system kills it
            now += draw.uniform(1, 40_000)
            page = context.new_page()
            stop_the_clock(page, now)
            page.goto(f"{server.address}/session/desk")
        page.get_by_role("heading", name="Go on where you were?").wait_for()
        assert where in page.locator("#resume-words").inner_text()
        assert page.locator("#session-name").inner_text() == "Settle"
        page.locator("#resume-go").click()
        assert title(page) == where
        assert abs(seconds(page.locator("#left").inner_text()) - seconds(shown)) <= 1
    page.clock.run_for(SETTLE_S * 1000)
    rate(page, 2)
    until(lambda: [use["bother_after_0_10"] for use in uses(server)] == [2], page)
    (use,) = uses(server)
    assert use["ended"] == "finished"
    assert use["steps_done"] == [
        "prepare", "position", "breathe", "stretch_calf", "massage", "close",
    ]  # fmt: skip


def seconds(shown: str) -> int:
    minutes, rest = shown.split(":")
    return int(minutes) * 60 + int(rest)


def test_who_does_not_go_on_has_it_kept_as_broken_off_with_what_was_done(server, visit) -> None:
    page = visit("about:blank")
    stop_the_clock(page)
    page.goto(f"{server.address}/session/settle")
    set_up(page)
    start(page)
    page.clock.run_for(150_000)
    until(lambda: len(uses(server)) == 1, page)
    assert uses(server)[0]["ended"] == "unfinished", "so it is kept if nobody ever comes back"
    page.reload()
    page.get_by_role("button", name="End it here").click()
    until(lambda: uses(server)[0]["steps_done"] == ["prepare"], page)
    assert uses(server)[0]["ended"] == "unfinished"
    assert len(uses(server)) == 1
    page.goto(f"{server.address}/session/settle")
    page.locator("#safety-title").wait_for()


def test_a_phone_that_slept_is_at_the_right_place_when_it_wakes(server, visit) -> None:
    page = visit("about:blank")
    stop_the_clock(page)
    page.goto(f"{server.address}/session/settle")
    set_up(page)
    start(page)
    page.clock.fast_forward(200_000)  # timers stood still meanwhile
    assert title(page) == "Breathe slowly"
    assert page.locator("#left").inner_text() == "3:40"
    page.clock.fast_forward(3_600_000)
    page.locator("#after-title").wait_for()


def test_offline_from_a_cold_phone_and_sent_once_when_the_server_is_back(far_server, phone) -> None:
    context = phone()
    page = context.pages[0]
    page.goto(far_server.address)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(lambda: page.evaluate("Boolean(navigator.serviceWorker.controller)"))
    context.close()
    far_server.kill()

    context = phone()
    page = context.pages[0]
    page.goto(f"{far_server.address}/helps")
    page.get_by_text("The sessions work here all the same").wait_for()
    stop_the_clock(page)
    page.get_by_role("link", name="Night cramp").tap()
    page.locator("#safety-no").tap()
    answer_all(page)
    start(page, before=9)
    page.clock.run_for(60_000)
    page.locator("[data-drawing='calf'] svg").wait_for()
    page.clock.run_for(400_000)
    rate(page, 5)
    page.get_by_text("Waiting to be sent: 1").wait_for()
    context.close()

    far_server.start()
    context = phone()
    page = context.pages[0]
    page.goto(far_server.address)
    until(lambda: [use["bother_after_0_10"] for use in uses(far_server)] == [5])
    (use,) = uses(far_server)
    assert (use["session"], use["ended"]) == ("night_cramp", "finished")
    page.goto(f"{far_server.address}/helps/uses")
    assert "Bother before: 9. After: 5." in page.locator(".uses").inner_text()


def test_by_keyboard_alone(server, visit) -> None:
    page = visit(f"{server.address}/session/desk", width=1280, height=800)

    def press(name: str) -> None:
        """Reach what bears a name with the tab key, and press it."""
        for _time in range(80):
            page.keyboard.press("Tab")
            found = page.evaluate(
                "() => [document.activeElement.textContent.trim(),"
                " document.activeElement.getAttribute('aria-label')]"
            )
            if name in found:
                page.keyboard.press("Enter")
                return
        pytest.fail(f"{name} was not reached")

    press("No, none of it")
    press("Go on")
    assert "Neck and shoulder" in page.locator("#not-offered").inner_text()
    press("Go on")
    press("4")
    press("Begin")
    press("Pause")
    press("Something feels wrong")
    press("None of these: go on")
    press("End")
    press("5")
    press("Save")
    page.locator("#done-title").wait_for()
    until(lambda: [use["bother_after_0_10"] for use in uses(server)] == [5])


def test_voice_sounds_and_vibration_can_be_switched_off_and_stay_off(server, visit) -> None:
    page = visit("about:blank")
    page.add_init_script(
        """
        window.told = { said: [], buzzed: 0 };
        speechSynthesis.speak = (said) => window.told.said.push(said.text);
        navigator.vibrate = () => { window.told.buzzed += 1; return true; };
        """
    )
    stop_the_clock(page)
    sounding = """async () => {
        const app = document.querySelector("[src*='/app.js']").src;
        return (await import(app.replace("app.js", "session_sound.js"))).waiting();
    }"""
    page.goto(f"{server.address}/session/stress")
    page.locator("#safety-no").click()
    answer_all(page)
    start(page)
    page.clock.run_for(65_000)
    assert page.evaluate("told.buzzed") > 0
    assert any("Breathe in for four seconds" in each for each in page.evaluate("told.said"))
    assert page.evaluate(sounding) > 20, "the sounds of all that is left lie ready"
    page.locator("#pause").click()
    assert page.evaluate(sounding) == 0
    page.locator("#end").click()
    page.locator("#after-done").click()
    # Who leaves before it is told is offered to go on.
    page.wait_for_function("() => localStorage.getItem('session') === null")
    page.goto(f"{server.address}/session/stress")
    page.locator("#safety-no").click()
    answer_all(page)
    for name in ("Voice", "Sounds", "Vibration"):
        page.get_by_role("button", name=name).click()
    page.reload()
    page.locator("#safety-no").click()
    page.locator("#ask-done").click()
    assert page.locator("[data-wish][aria-pressed='true']").count() == 0
    start(page)
    page.clock.run_for(65_000)
    assert page.evaluate("told") == {"said": [], "buzzed": 0}
    assert page.evaluate(sounding) == 0


def test_with_reduced_motion_the_pacer_is_a_number_and_nothing_grows(server, visit) -> None:
    page = visit("about:blank", reduced_motion="reduce")
    stop_the_clock(page)
    page.goto(f"{server.address}/session/stress")
    page.locator("#safety-no").click()
    answer_all(page)
    start(page)
    page.clock.run_for(61_000)
    assert page.locator("#pace").inner_text() == "Breathe in 3"
    page.clock.run_for(4_000)
    assert page.locator("#pace").inner_text() == "Breathe out 5"
    assert not page.locator("#pacer").is_visible()
    assert page.locator("#lung").get_attribute("r") == "40"


def screens(page: Page, server):
    """Every screen of the player, one after the other."""
    page.goto(f"{server.address}/session/settle")
    yield "safety"
    page.locator("#safety-no").click()
    yield "muscle"
    page.locator("[data-muscle='neck']").click()
    yield "touch"
    page.locator("[data-touch='warm']").click()
    yield "warmth"
    page.locator("[data-minutes='10']").click()
    answer_all(page, pump="yes")
    yield "overview"
    page.locator("#overview-done").click()
    yield "before"
    page.locator("#start").click()
    for _step in range(5):
        yield title(page)
        page.locator("#skip").click()
    page.locator("#wrong").click()
    yield "stop"
    page.locator("#stop-no").click()
    page.locator("#end").click()
    yield "after"
    page.locator("#after-done").click()
    yield "done"


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 800)])
def test_axe_finds_nothing_on_any_screen_and_nothing_sticks_out(
    server, visit, width, height
) -> None:
    page = visit(server.address, width=width, height=height)
    for name in screens(page, server):
        assert wrong_in(page, in_themes(width, height)) == [], name
        page.evaluate("() => { document.documentElement.dataset.text = 'very_large'; }")
        assert too_wide(page) == [], name
        page.evaluate("() => { document.documentElement.dataset.text = 'normal'; }")


def test_nothing_sticks_out_at_200_per_cent(server, visit) -> None:
    page = visit(server.address, width=640, height=400, device_scale_factor=2)
    for name in screens(page, server):
        assert too_wide(page) == [], name


def test_a_use_is_deleted_and_taken_back(server, visit) -> None:
    use = {
        "session": "desk",
        "began_at_utc": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
        "ended": "finished",
        "bother_before_0_10": 4,
        "bother_after_0_10": 4,
    }
    server.send("PUT", "/api/session-uses/0199d3f0-1111-7abc-8def-0123456789ab", use)
    page = visit(f"{server.address}/helps/uses")
    page.get_by_role("button", name="Delete Desk, today").tap()
    until(lambda: uses(server) == [])
    page.locator("#toast").get_by_role("button", name="Undo").tap()
    until(lambda: len(uses(server)) == 1)
    page.locator("[data-use]").wait_for()
