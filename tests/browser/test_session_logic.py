"""The pure parts of the player, in the browser that runs them: plan, clock, pacer."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

STEPS = [{"id": "a", "seconds": 10}, {"id": "b", "seconds": 20}, {"id": "c", "seconds": 5}]


@pytest.fixture
def js(server, visit) -> Callable[..., Any]:
    """A way to run a piece of script that may import a module of ours."""
    page: Page = visit(f"{server.address}/session/settle")

    def run(body: str, argument: object = None) -> Any:
        return page.evaluate(
            """async ([body, argument]) => {
            const app = document.querySelector("[src*='/app.js']").src;
            const load = (name) => import(app.replace("app.js", name));
            const Work = Object.getPrototypeOf(async () => {}).constructor;
            const table = JSON.parse(document.getElementById("table").textContent);
            return new Work("load", "argument", "table", body)(load, argument, table);
        }""",
            [body, argument],
        )

    return run


CLOCK = "const clock = await load('session_clock.js'); let run = clock.begin(argument, 1000);"
PLAN = "const plan = await load('session_plan.js');"
PACER = "const pacer = await load('session_pacer.js');"


def test_it_is_where_the_instant_says_however_seldom_it_is_asked(js) -> None:
    often, once = js(
        CLOCK
        + """
        let often = run;
        for (let now = 1000; now <= 27_300; now += 137) often = clock.settle(often, now);
        often = clock.settle(often, 27_300);
        return [often, clock.settle(run, 27_300)];
        """,
        STEPS,
    )
    assert often["index"] == once["index"] == 1
    assert often["done"] == once["done"] == ["a"]
    assert often["spent"] == once["spent"] == 16_300


def test_a_phone_that_slept_goes_on_at_the_right_place_or_is_at_the_end(js) -> None:
    found = js(
        CLOCK
        + """
        const late = clock.settle(run, 1000 + 31_000);
        const over = clock.settle(run, 1000 + 3_600_000);
        return { late, over, isOver: clock.isOver(over), left: clock.left(late, 1000 + 31_000) };
        """,
        STEPS,
    )
    assert (found["late"]["index"], found["late"]["spent"], found["left"]) == (2, 1000, 4000)
    assert found["isOver"]
    assert found["over"]["done"] == ["a", "b", "c"]
    assert found["over"]["since"] is None


def test_a_pause_holds_and_a_clock_put_back_takes_nothing_away(js) -> None:
    found = js(
        CLOCK
        + """
        run = clock.pause(run, 5000);
        const paused = clock.elapsed(run, 900_000);
        run = clock.resume(run, 900_000);
        const back = clock.elapsed(run, 100);
        const on = clock.settle(run, 903_000);
        const again = clock.resume(on, 950_000);
        return { paused, back, spent: on.spent, same: again === on };
        """,
        STEPS,
    )
    assert found == {"paused": 4000, "back": 4000, "spent": 7000, "same": True}


def test_what_is_skipped_is_not_done_and_back_goes_to_the_beginning_first(js) -> None:
    found = js(
        CLOCK
        + """
        run = clock.skip(run, 3000);
        const skipped = { ...run };
        const again = clock.back(run, 9000);
        const before = clock.back(again, 9500);
        const paused = clock.skip(clock.pause(run, 4000), 5000);
        let end = run;
        for (let time = 0; time < 5; time += 1) end = clock.skip(end, 9000);
        return { skipped, again, before, paused, end };
        """,
        STEPS,
    )
    assert (found["skipped"]["index"], found["skipped"]["done"]) == (1, [])
    assert (found["again"]["index"], found["again"]["spent"]) == (1, 0)
    assert found["before"]["index"] == 0
    assert (found["paused"]["index"], found["paused"]["since"]) == (2, None)
    assert (found["end"]["index"], found["end"]["since"], found["end"]["done"]) == (3, None, [])


def test_who_skipped_what_was_left_did_not_go_through_to_the_end(js) -> None:
    found = js(
        CLOCK
        + """
        const past = (at, ...instants) => instants.reduce((to, now) => clock.skip(to, now), at);
        return {
            all: clock.howItEnded(past(run, 1000, 2000, 3000)),
            rest: clock.howItEnded(past(clock.settle(run, 12_000), 13_000, 14_000)),
            first: clock.howItEnded(clock.settle(past(run, 1000), 60_000)),
            none: clock.howItEnded(clock.settle(run, 60_000)),
        };
        """,
        STEPS,
    )
    assert found == {
        "all": "ended_early",
        "rest": "ended_early",
        "first": "finished",
        "none": "finished",
    }


def test_the_breath_is_four_in_and_six_out_and_never_jumps(js) -> None:
    found = js(
        PACER
        + """
        const breath = { inS: 4, outS: 6 };
        const at = (ms) => pacer.breathAt(ms, breath);
        let jump = 0;
        for (let ms = 0; ms < 60_000; ms += 50) {
            jump = Math.max(jump, Math.abs(at(ms + 50).full - at(ms).full));
        }
        const seen = [0, 3999, 4000, 9999, 10_000].map((ms) => [at(ms).phase, at(ms).leftS]);
        return { jump, seen };
        """
    )
    assert found["seen"] == [["in", 4], ["in", 1], ["out", 6], ["out", 1], ["in", 4]]
    assert found["jump"] < 0.02


def test_holds_come_three_times_for_each_side(js) -> None:
    found = js(
        PACER
        + """
        const holds = table.steps.stretch_calf.holds;
        return [0, 9999, 10_000, 59_999, 60_000, 119_000].map((ms) => pacer.holdAt(ms, holds));
        """
    )
    assert [(each["phase"], each["time"], each["side"], each["leftS"]) for each in found] == [
        ("hold", 1, 1, 10),
        ("hold", 1, 1, 1),
        ("rest", 1, 1, 10),
        ("rest", 3, 1, 1),
        ("hold", 1, 2, 10),
        ("rest", 3, 2, 1),
    ]


def test_every_signal_of_every_step_comes_in_order_and_within_it(js) -> None:
    found = js(
        PACER
        + """
        return Object.entries(table.steps).map(([id, step]) => {
            const signals = pacer.signalsOf(step, step.seconds, { off: "off", side: "s" });
            const times = signals.map(({ at }) => at);
            const pieces = [0, 7, 31, step.seconds].map((to, place, all) => (
                pacer.between(signals, place ? all[place - 1] * 1000 : -1, to * 1000).length));
            const rising = times.every((at, place) => !place || at >= times[place - 1]);
            return { id, rising, first: signals[0].kind,
                last: times.at(-1) < step.seconds * 1000,
                whole: pieces.reduce((a, b) => a + b) === signals.length,
                kinds: signals.map(({ kind }) => kind) };
        });
        """
    )
    for each in found:
        assert each["first"] == "begin"
        assert each["rising"], each
        assert each["last"], each
        assert each["whole"], each
    kinds = {each["id"]: each["kinds"] for each in found}
    assert kinds["breathe"].count("in") == kinds["breathe"].count("out") == 24
    assert kinds["stretch_calf"].count("rest") == 6
    assert kinds["stretch_calf"].count("side") == 1
    assert kinds["warm"][-1] == "end"


def test_only_a_no_opens_what_could_harm(js) -> None:
    items = js(PLAN + "return plan.questionsFor(['breathe', 'stretch_calf', 'warm'], table);")
    assert set(items) >= {"numb_skin", "heat_sensitive", "pump", "fever", "co2_retention"}
    every_no = dict.fromkeys(items, "no")
    body = (
        PLAN
        + """
        const choices = { muscle: "calf", touch: "warm", warmMinutes: 5 };
        return argument.map((answers) => {
            const { steps, leftOut } = plan.planOf(table.sessions.settle, table, choices, answers);
            const out = leftOut.map(({ wanted, taken, known }) => [wanted, taken, known]);
            return { steps: steps.map(({ id }) => id), out };
        });
        """
    )
    cases = [every_no, {}] + [
        {**every_no, item: answer} for item in items for answer in ("yes", "dont_know", None)
    ]
    whole, nothing_known, *others = js(body, cases)
    assert whole["steps"] == ["prepare", "position", "breathe", "stretch_calf", "warm", "close"]
    assert whole["out"] == []
    assert nothing_known["steps"] == ["prepare", "position", "listen", "loosen", "cool", "close"]
    assert ["warm", "cool", False] in nothing_known["out"]
    for case, found in zip(cases[2:], others, strict=True):
        assert found["out"], case
        assert found["steps"] != whole["steps"]
    warm = {"numb_skin", "heat_sensitive", "pump", "fever", "fragile_skin"}
    for case, found in zip(cases[2:], others, strict=True):
        if any(case[item] != "no" for item in warm):
            assert "warm" not in found["steps"], case


@pytest.mark.parametrize(
    ("minutes", "seconds"),
    [(3, 180), (10, 600), (11, 600), (1e9, 600), (0, 300), (-5, 300), (None, 300)],
)
def test_warmth_never_lies_on_for_more_than_ten_minutes(js, minutes, seconds) -> None:
    found = js(
        PLAN + "return plan.secondsOf(table.steps.warm, { warmMinutes: argument });", minutes
    )
    assert found == seconds
    assert js(PLAN + "return plan.secondsOf(table.steps.cool, { warmMinutes: 60 });") == 150


def test_what_a_device_kept_is_read_only_where_it_is_whole_and_of_this_diary(js) -> None:
    found = js(
        """
        const { keep, kept, forget, wish, wishes, ...device } = await load("session_keep.js");
        const { keepAnswers, keptAnswers } = device;
        const state = { id: "x", run: { steps: [], done: [] } };
        keep(state);
        const seen = [kept()?.id];
        localStorage.setItem("session", JSON.stringify({ ...state, diary: "another" }));
        seen.push(kept());
        for (const broken of ["{", "3", "null", '{"run": 1}']) {
            localStorage.setItem("session", broken);
            seen.push(kept());
        }
        keep(state);
        forget();
        seen.push(kept());
        wish({ voice: false });
        wish({ muscle: "foot" });
        wish({ answers: { numb_skin: "no" } });
        const answers = [keptAnswers()];
        keepAnswers({ pump: "yes" });
        keepAnswers({ numb_skin: "dont_know" });
        answers.push(keptAnswers());
        wish({ answersOf: "another" });
        answers.push(keptAnswers());
        return { seen, answers, wishes: wishes() };
        """
    )
    assert found["seen"] == ["x", None, None, None, None, None, None]
    assert (found["wishes"]["voice"], found["wishes"]["sound"]) == (False, True)
    assert found["wishes"]["muscle"] == "foot"
    both = {"pump": "yes", "numb_skin": "dont_know"}
    assert found["answers"] == [{}, both, {}], "answers of another diary, or of none, are not ours"


def test_a_no_that_only_the_device_keeps_never_counts_and_a_yes_always_does(js) -> None:
    cases = [
        (["yes", "no", False], "yes"),
        (["no", "yes", False], "yes"),
        (["no", "dont_know", False], "no"),
        (["dont_know", "no", False], "dont_know"),
        ([None, "no", False], None),
        ([None, "dont_know", False], None),
        (["no", "no", True], None),
        (["yes", "no", True], "yes"),
    ]
    found = js(
        PLAN + "return argument.map((each) => plan.answerBefore(...each));",
        [case for case, _wanted in cases],
    )
    assert found == [wanted for _case, wanted in cases]
