from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.advise import kinds as module
from quietmuscle.advise.kinds import kinds
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.kinds import KindSign
from quietmuscle.knowledge.kinds import kind_questions
from quietmuscle.knowledge.lookalikes import lookalikes
from quietmuscle.model.kinds import DONT_KNOW
from quietmuscle.model.kinds import Fit
from quietmuscle.model.kinds import KindAnswer
from quietmuscle.model.kinds import KindOutcome
from quietmuscle.model.kinds import KindResult

SCENARIOS = sorted((Path(__file__).parents[1] / "scenarios" / "kinds").glob("*.json"))
SAFE = ("warning", "illness", "medicines")
NEED_EXAMINATION = {"benign_fasciculation", "pseudorelapse", "seizure", "motor_neurone"}


def answer(question: str, *answers: str) -> KindAnswer:
    return KindAnswer(question=question, answers=answers)


def told(**answers: str | tuple[str, ...]) -> list[KindAnswer]:
    """Answers, with nothing of the warnings unless it is said."""
    every = {**dict.fromkeys(SAFE, "none"), **answers}
    return [answer(q, *((a,) if isinstance(a, str) else a)) for q, a in every.items()]


def names(result: KindResult, fit: Fit) -> set[str]:
    return {finding.lookalike for finding in result.of(fit)}


def interview(answers: dict[str, KindAnswer]) -> tuple[KindResult, int]:
    """The questions one by one, as the page asks them; what is not told is not known."""
    given: list[KindAnswer] = []
    result = kinds(given)
    while result.next_question:
        question = result.next_question
        given.append(answers.get(question, answer(question, DONT_KNOW)))
        result = kinds(given)
    return result, len(given)


def holds(result: KindResult, expected: dict[str, list[str]]) -> None:
    assert result.outcome.value == expected["outcome"]
    if result.outcome is KindOutcome.CARE:
        assert result.findings == ()
        return
    assert sorted(names(result, Fit.FITS)) == expected["fits"]
    assert set(expected["partly"]) <= names(result, Fit.PARTLY)
    assert set(expected["never"]) <= names(result, Fit.NOT)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_vignette_comes_out_as_the_clinical_table_says(path: Path) -> None:
    scene = json.loads(path.read_text("utf-8"))
    answers = {q: answer(q, *a) for q, a in scene["answers"].items()}
    holds(kinds(answers.values()), scene)
    asked, count = interview(answers)
    holds(asked, scene)
    assert count <= 14


def test_what_only_helps_is_told_as_speaking_for_it() -> None:
    found = kinds(told(visible="yes", when="resting"))
    (twitch,) = (each for each in found.findings if each.lookalike == "fasciculation")
    assert [each.question for each in twitch.speaks_for] == ["visible", "when"]
    assert twitch.speaks_for[1].answers == ("resting",)


def a_sign(lookalike: str, **answers: frozenset[str]) -> KindSign:
    whole = dict.fromkeys(("needs", "helps", "against", "excludes"), frozenset[str]()) | answers
    return KindSign(
        lookalike=lookalike, question="visible", fact=fact("fasciculation_flicker"), **whole
    )


@pytest.mark.parametrize(
    ("signs", "worth"),
    [
        ([], 0),
        ([a_sign("a", against=frozenset({"no"}))], 0.5),
        ([a_sign("a", helps=frozenset({"yes"}))], 1),
        ([a_sign("a", helps=frozenset({"yes"})), a_sign("b", excludes=frozenset({"yes"}))], 2),
        ([a_sign("a", helps=frozenset({"yes"})), a_sign("b", against=frozenset({"yes"}))], 2),
        ([a_sign("a", helps=frozenset({"yes"})), a_sign("b", excludes=frozenset({"no"}))], 1),
        ([a_sign("a", needs=frozenset({"yes"})), a_sign("b", needs=frozenset({"no"}))], 2),
        ([a_sign("a", helps=frozenset({"yes"})), a_sign("elsewhere")], 1),
    ],
)
def test_a_question_is_worth_what_its_likely_answers_settle(
    monkeypatch: pytest.MonkeyPatch, signs: list[KindSign], worth: float
) -> None:
    monkeypatch.setattr(module, "kind_signs", lambda: tuple(signs))
    question = next(each for each in kind_questions() if each.id == "visible")
    assert module._worth(question, {"a", "b"}) == worth


def test_there_are_three_vignettes_for_each_look_alike() -> None:
    starts = {
        "benign_fasciculation": "bfs_",
        "eyelid_myokymia": "eyelid_",
        "facial_myokymia": "facial_",
        "hemifacial_spasm": "hemifacial_",
        "tonic_spasm": "tonic_",
        "restless_legs": "legs_",
        "motor_neurone": "mnd_",
    }
    for each in lookalikes():
        start = starts.get(each.id, f"{each.id}_")
        assert sum(path.stem.startswith(start) for path in SCENARIOS) >= 3, each.id


def test_a_clear_answer_takes_fewer_questions() -> None:
    counts = sorted(
        interview(
            {q: answer(q, *a) for q, a in json.loads(path.read_text("utf-8"))["answers"].items()}
        )[1]
        for path in SCENARIOS
    )
    assert counts[len(counts) // 2] <= 11
    assert counts[-1] <= 14


def test_warnings_are_asked_first_and_in_order() -> None:
    assert kinds([]).next_question == "warning"
    assert kinds([]).outcome is KindOutcome.ASK
    assert kinds([answer("warning", "none")]).next_question == "illness"
    assert (
        kinds([answer("warning", "none"), answer("illness", "none")]).next_question == "medicines"
    )


@pytest.mark.parametrize(
    "warning",
    ["weakness", "thinner", "dropping_tripping", "speech_swallowing", "breathing", "lost_touch"],
)
def test_a_red_flag_leads_to_the_care_check_at_once(warning: str) -> None:
    result = kinds([answer("warning", warning)])
    assert result.outcome is KindOutcome.CARE
    assert result.care == (answer("warning", warning),)
    assert result.next_question is None


def test_not_knowing_about_a_warning_is_never_a_no() -> None:
    for question in SAFE:
        assert kinds(told(**{question: DONT_KNOW})).outcome is KindOutcome.CARE


def test_reasons_are_given_by_fact() -> None:
    result = kinds(
        told(visible="yes", moves_joint="yes", rhythm="regular", when="pressing", eases="position")
    )
    assert result.outcome is KindOutcome.ONE
    clonus = next(each for each in result.findings if each.lookalike == "clonus")
    assert [(why.question, why.fact) for why in clonus.speaks_for] == [
        ("rhythm", "clonus_regular"),
        ("moves_joint", "clonus_moves"),
        ("when", "clonus_press"),
        ("eases", "clonus_stops"),
    ]
    flicker = next(each for each in result.findings if each.lookalike == "fasciculation")
    assert [why.fact for why in flicker.speaks_against[:2]] == [
        "fasciculation_still",
        "fasciculation_random",
    ]
    assert flicker.speaks_against[0].answers == ("yes",)
    partly = kinds(told(rhythm="regular", moves_joint="yes"))
    assert next(each for each in partly.findings if each.lookalike == "clonus").not_told == (
        "when",
        "eases",
    )


def test_of_two_answers_one_that_fits_counts() -> None:
    result = kinds(
        told(lasts=("seconds", "constant"), rhythm="held", moves_joint="yes", company="stiff")
    )
    assert names(result, Fit.FITS) == {"spasm", "spasticity"}
    assert result.outcome is KindOutcome.SEVERAL


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([answer("colour", "red")], "no question colour"),
        ([answer("visible", "perhaps")], "no question visible"),
        ([answer("visible", "yes", "no")], "contradict"),
        ([answer("visible", "yes"), answer("visible", "no")], "contradict"),
        ([answer("warning", "none", "weakness")], "contradict"),
    ],
)
def test_what_makes_no_sense_is_refused(answers: list[KindAnswer], words: str) -> None:
    with pytest.raises(ValueNotUnderstoodError, match=words):
        kinds(answers)


@st.composite
def any_answers(draw: st.DrawFn) -> list[KindAnswer]:
    given = []
    for question in draw(st.permutations(kind_questions())):
        options = [(each,) for each in question.ids]
        if question.several:
            loose = [each.id for each in question.choices if each.id != question.clear]
            options += [tuple(draw(st.sets(st.sampled_from(loose), min_size=1)))]
        chosen = draw(st.sampled_from([None, *options]))
        if chosen is not None:
            given.append(answer(question.id, *chosen))
    return given


@given(any_answers(), st.randoms(use_true_random=False))
def test_whatever_is_answered_the_result_is_sound(
    answers: list[KindAnswer], chance: object
) -> None:
    result = kinds(answers)
    chance.shuffle(answers)  # type: ignore[attr-defined]
    assert kinds(answers) == result
    flagged = {
        each.question
        for each in answers
        for question in kind_questions()
        if question.id == each.question
        and question.care
        and (set(each.answers) & question.care or each.answers == (DONT_KNOW,))
    }
    assert (result.outcome is KindOutcome.CARE) == bool(flagged)
    if flagged:
        return
    safe_asked = set(SAFE) <= {each.question for each in answers}
    assert (result.outcome is KindOutcome.ASK) != safe_asked
    assert len(result.findings) == len(lookalikes())
    assert not names(result, Fit.FITS) & NEED_EXAMINATION
    assert result.next_question not in {each.question for each in answers}
    for finding in result.findings:
        if finding.fit is Fit.FITS:
            assert finding.speaks_for
            assert not finding.speaks_against
            assert not finding.not_told
        if finding.fit is Fit.NOT:
            assert finding.speaks_against
        for why in (*finding.speaks_for, *finding.speaks_against):
            assert fact(why.fact)
            assert DONT_KNOW not in why.answers


@given(any_answers())
def test_the_questions_end(answers: list[KindAnswer]) -> None:
    _, count = interview({each.question: each for each in answers})
    assert count <= 14


def clear_cases() -> list[tuple[dict[str, KindAnswer], set[str]]]:
    """The vignettes in which something fits, with what does."""
    scenes = [json.loads(path.read_text("utf-8")) for path in SCENARIOS]
    return [
        ({q: answer(q, *a) for q, a in scene["answers"].items()}, set(scene["fits"]))
        for scene in scenes
        if scene["fits"]
    ]


def test_an_answer_that_is_not_known_never_points_to_another_kind_alone() -> None:
    for answers, fitting in clear_cases():
        for question in answers.keys() - set(SAFE):
            found = kinds({**answers, question: answer(question, DONT_KNOW)}.values())
            fits = names(found, Fit.FITS)
            assert not fits or fits & fitting, (question, fitting, fits)


def test_one_wrong_answer_seldom_points_to_another_kind_alone() -> None:
    changed, misled = 0, 0
    choices = {question.id: question.choices for question in kind_questions()}
    for answers, fitting in clear_cases():
        for question in answers.keys() - set(SAFE):
            for choice in choices[question]:
                if answers[question].answers != (choice.id,):
                    found = kinds({**answers, question: answer(question, choice.id)}.values())
                    fits = names(found, Fit.FITS)
                    changed += 1
                    misled += bool(fits) and not fits & fitting
    assert changed > 1000
    assert misled / changed < 0.05


def fit_of(result: KindResult, lookalike: str) -> Fit:
    return next(each.fit for each in result.findings if each.lookalike == lookalike)


def test_an_answer_that_rules_out_beside_one_that_does_not_only_speaks_against() -> None:
    flicker = {"visible": "yes", "moves_joint": "no", "rhythm": "random", "lasts": "blink"}
    both = kinds(told(**flicker, where=("eyelid", "limb")))
    assert fit_of(both, "fasciculation") is Fit.PARTLY
    assert fit_of(kinds(told(**flicker, where="eyelid")), "fasciculation") is Fit.NOT
    cramp = {"painful": "yes", "rhythm": "held", "lasts": "minutes", "eases": "stretching"}
    assert fit_of(kinds(told(**cramp, where="spot")), "cramp") is Fit.FITS
    assert fit_of(kinds(told(**cramp, where=("eyelid", "spot"))), "cramp") is Fit.PARTLY


def test_what_only_helps_makes_nothing_fit_even_partly() -> None:
    assert names(kinds(told(company="stress")), Fit.PARTLY) == set()


def test_the_question_that_tells_most_comes_next() -> None:
    clonus = told(rhythm="regular", moves_joint="yes", when="pressing", eases="position")
    answers = {each.question: each for each in clonus}
    asked: list[str] = []
    result = kinds([])
    while result.next_question:
        asked.append(result.next_question)
        result = kinds([answers.get(each, answer(each, DONT_KNOW)) for each in asked])
    assert asked[:6] == [*SAFE, "lasts", "rhythm", "where"]
    assert sorted(asked[6:]) == ["eases", "moves_joint", "painful", "visible", "when"]


def test_it_ends_as_soon_as_one_fits_and_all_others_are_ruled_out() -> None:
    path = next(path for path in SCENARIOS if path.stem == "eyelid_tired")
    scene = json.loads(path.read_text("utf-8"))
    _, count = interview({q: answer(q, *a) for q, a in scene["answers"].items()})
    assert count == 6


def test_a_question_that_could_change_nothing_is_not_asked() -> None:
    open_answers = dict.fromkeys(
        (each.id for each in kind_questions() if each.id not in {*SAFE, "same", "lasts"}), DONT_KNOW
    )
    assert kinds(told(**open_answers, lasts="blink")).next_question is None
    assert kinds(told(**open_answers, lasts=DONT_KNOW)).next_question == "same"
