from __future__ import annotations

import pytest
from care_drawn import scenarios
from hypothesis import given

from quietmuscle.advise.known import Known
from quietmuscle.advise.known import known_of
from quietmuscle.advise.truth import Truth
from quietmuscle.knowledge.care_questions import Screen
from quietmuscle.knowledge.care_questions import care_questions
from quietmuscle.knowledge.care_questions import read_questions
from quietmuscle.knowledge.rows import Row
from quietmuscle.model.care import Answer
from quietmuscle.model.care import CareProfile
from quietmuscle.model.care import CareScenario
from quietmuscle.model.care import DiaryExtract
from quietmuscle.model.care import TakenMedicine
from quietmuscle.model.medicine_class import MedicineClass

NO, UNKNOWN, YES = Truth
COMPLETE = {"medicine_list_complete": Answer.YES}
LITHIUM, STEROID, PPI = MedicineClass.LITHIUM, MedicineClass.STEROID, MedicineClass.PPI


def question(name: str, **fields: object) -> Row:
    words = {"id": name, "screen": "one", "text": "Is it so?"}
    return Row(place=name, fields=words | fields)


def known(*rows: Row, **scenario: object) -> Known:
    table = read_questions(
        (question("medicine_list_complete"), *rows), (Screen(id="one", title="One"),)
    )
    return known_of(CareScenario(**scenario), table)


def taken(*classes: MedicineClass, ours: bool = True, **days: int) -> TakenMedicine:
    fields = {f"{name}_days_ago": ago for name, ago in days.items()}
    return TakenMedicine(name="x", classes=frozenset(classes) if ours else None, **fields)


LISTED = question("q", medicines=[{"taking": ["lithium"], "days": 14}])


@pytest.mark.parametrize(
    ("answer", "truth"), [(Answer.YES, YES), (Answer.NO, NO), (Answer.DONT_KNOW, UNKNOWN)]
)
def test_an_answer_is_believed_and_not_asked_for_again(answer: Answer, truth: Truth) -> None:
    found = known(question("q"), answers={"q": answer})
    assert (found.truth("q"), found.ask("q")) == (truth, None)
    assert found.bounds("q") == (truth, truth)


def test_what_nobody_said_is_unknown_and_asked_for() -> None:
    found = known(question("q"))
    assert (found.truth("q"), found.ask("q")) == (UNKNOWN, "q")
    assert found.bounds("q") == (NO, YES)
    assert found.contradictions == ()


# ------------------------------------------------------------------ medicines


@pytest.mark.parametrize("answer", list(Answer))
def test_a_medicine_of_the_list_beats_an_answer(answer: Answer) -> None:
    found = known(LISTED, answers={"q": answer}, medicines=(taken(LITHIUM),))
    assert found.truth("q") is YES
    assert found.contradictions == (("q",) if answer is Answer.NO else ())


def test_a_yes_holds_though_the_list_is_complete_and_silent() -> None:
    found = known(LISTED, answers=COMPLETE | {"q": Answer.YES}, medicines=())
    assert (found.truth("q"), found.contradictions) == (YES, ())


@pytest.mark.parametrize(
    ("medicines", "answers", "truth", "ask"),
    [
        (None, {}, UNKNOWN, "q"),
        (None, COMPLETE, UNKNOWN, "q"),
        ((), {}, UNKNOWN, "medicine_list_complete"),
        ((), COMPLETE, NO, None),
        ((), {"medicine_list_complete": Answer.NO}, UNKNOWN, "q"),
        ((), {"medicine_list_complete": Answer.DONT_KNOW}, UNKNOWN, "q"),
        ((taken(STEROID),), COMPLETE, NO, None),
        ((taken(LITHIUM, stopped=15),), COMPLETE, UNKNOWN, "q"),
        ((taken(LITHIUM, stopped=15),), {}, UNKNOWN, "q"),
        ((taken(ours=False),), COMPLETE, UNKNOWN, "q"),
        ((taken(ours=False),), {}, UNKNOWN, "q"),
        ((taken(ours=False), taken(LITHIUM)), {}, YES, None),
    ],
)
def test_a_list_says_no_only_where_it_is_complete_and_holds_nothing_of_the_kind(
    medicines, answers, truth, ask
) -> None:
    found = known(LISTED, answers=answers, medicines=medicines)
    assert (found.truth("q"), found.ask("q")) == (truth, ask)


def test_a_list_says_no_for_two_kinds_only_where_it_holds_neither() -> None:
    two = question(
        "q", medicines=[{"taking": ["lithium"], "days": 1}, {"changed": ["steroid"], "days": 1}]
    )
    for each in (LITHIUM, STEROID):
        stopped_long_ago = (taken(each, stopped=50, started=90),)
        assert known(two, answers=COMPLETE, medicines=stopped_long_ago).truth("q") is UNKNOWN
    assert known(two, answers=COMPLETE, medicines=(taken(PPI),)).truth("q") is NO


def test_a_question_about_more_than_medicines_is_not_denied_by_a_list() -> None:
    more = question("q", medicines=[{"taking": ["lithium"], "days": 14}], more_than_medicines=True)
    found = known(more, answers=COMPLETE, medicines=())
    assert (found.truth("q"), found.ask("q")) == (UNKNOWN, "q")
    assert known(more, medicines=()).ask("q") == "q"
    assert known(more, medicines=(taken(LITHIUM),)).truth("q") is YES


TAKING = {"taking": ["lithium"], "days": 14}
LONG = {"taking": ["lithium"], "days": 7, "at_least_days": 90}
STOPPED = {"stopped_or_missed": ["lithium"], "days": 14}
CHANGED = {"changed": ["lithium"], "days": 14}


@pytest.mark.parametrize(
    ("sign", "days", "shows"),
    [
        (TAKING, {}, True),
        (TAKING, {"stopped": 14}, True),
        (TAKING, {"stopped": 15}, False),
        (TAKING, {"stopped": 0}, True),
        (LONG, {}, False),
        (LONG, {"started": 90}, True),
        (LONG, {"started": 89}, False),
        (LONG, {"started": 90, "stopped": 7}, True),
        (LONG, {"started": 90, "stopped": 8}, False),
        (STOPPED, {"stopped": 14}, True),
        (STOPPED, {"stopped": 15}, False),
        (STOPPED, {"missed": 0}, True),
        (STOPPED, {"missed": 15}, False),
        (STOPPED, {"stopped": 90, "missed": 3}, True),
        (STOPPED, {"started": 1, "changed": 1}, False),
        (STOPPED, {}, False),
        (CHANGED, {"started": 14}, True),
        (CHANGED, {"started": 15}, False),
        (CHANGED, {"changed": 14}, True),
        (CHANGED, {"stopped": 14}, True),
        (CHANGED, {"missed": 1}, False),
        (CHANGED, {}, False),
    ],
)
def test_a_medicine_shows_what_its_days_say(sign, days, shows) -> None:
    found = known(question("q", medicines=[sign]), medicines=(taken(LITHIUM, **days),))
    assert found.truth("q") is (YES if shows else UNKNOWN)
    other = known(question("q", medicines=[sign]), medicines=(taken(STEROID, **days),))
    assert other.truth("q") is UNKNOWN


@pytest.mark.parametrize(
    ("first", "days", "shows"),
    [
        (5, {"started": 5}, True),
        (5, {"started": 4}, False),
        (5, {"changed": 19}, True),
        (5, {"stopped": 20}, False),
        (None, {"started": 5}, False),
        (5, {"started": 90, "stopped": 8}, True),
        (0, {"started": 0}, True),
    ],
)
def test_a_change_counts_in_the_days_before_the_first_twitch(first, days, shows) -> None:
    before = question("q", medicines=[CHANGED | {"before_twitch": True}])
    diary = DiaryExtract(days_since_first_twitch=first)
    found = known(before, medicines=(taken(LITHIUM, **days),), diary=diary)
    assert found.truth("q") is (YES if shows else UNKNOWN)


def test_any_medicine_counts_where_the_kind_does_not_matter_also_an_unknown_one() -> None:
    change = question("q", medicines=[{"changed": ["any"], "days": 28}])
    for medicine in (taken(started=28), taken(started=28, ours=False), taken(LITHIUM, stopped=3)):
        assert known(change, medicines=(medicine,)).truth("q") is YES
    assert known(change, answers=COMPLETE, medicines=(taken(started=29),)).truth("q") is UNKNOWN


def test_a_medicine_that_we_do_not_know_shows_nothing() -> None:
    assert known(LISTED, medicines=(taken(ours=False),)).truth("q") is UNKNOWN


# ------------------------------------------------------------- diary, profile


@pytest.mark.parametrize(
    ("name", "field", "speaks", "silent"),
    [
        ("over_2_weeks", "days_since_first_twitch", 15, 14),
        ("more_than_one_place", "places_last_14_days", 2, 1),
        ("painful", "painful_last_14_days", True, False),
        ("weak_or_stiff", "weak_or_stiff_last_14_days", True, False),
        ("disturbs_most_days", "disturbed_most_days", True, False),
    ],
)
def test_a_diary_says_yes_or_nothing(name, field, speaks, silent) -> None:
    asked = question("q", diary=name)
    assert known(asked, diary=DiaryExtract(**{field: speaks})).truth("q") is YES
    for nothing in (silent, None):
        found = known(asked, diary=DiaryExtract(**{field: nothing}))
        assert (found.truth("q"), found.ask("q")) == (UNKNOWN, "q")
    denied = known(asked, answers={"q": Answer.NO}, diary=DiaryExtract(**{field: speaks}))
    assert (denied.truth("q"), denied.contradictions) == (NO, ())


@pytest.mark.parametrize(
    ("name", "fields", "truth"),
    [
        ("adult", {"age_years": 18}, YES),
        ("adult", {"age_years": 17}, NO),
        ("adult", {}, UNKNOWN),
        ("age_45_or_over", {"age_years": 45}, YES),
        ("age_45_or_over", {"age_years": 44}, NO),
        ("age_45_or_over", {}, UNKNOWN),
        ("pregnant", {"pregnant": True}, YES),
        ("pregnant", {"pregnant": False}, NO),
        ("pregnant", {"late_pregnancy": True, "pregnant": False}, YES),
        ("pregnant", {"late_pregnancy": False}, UNKNOWN),
        ("pregnant", {}, UNKNOWN),
        ("late_pregnancy", {"late_pregnancy": True}, YES),
        ("late_pregnancy", {"late_pregnancy": False}, NO),
        ("late_pregnancy", {"pregnant": True}, UNKNOWN),
        ("kidney_disease", {"kidney_disease": True}, YES),
        ("kidney_disease", {"kidney_disease": False}, NO),
        ("kidney_disease", {}, UNKNOWN),
    ],
)
def test_what_a_person_told_about_themselves_is_believed(name, fields, truth) -> None:
    found = known(question("q", profile=name), profile=CareProfile(**fields))
    assert found.truth("q") is truth
    assert found.ask("q") == ("q" if truth is UNKNOWN else None)


def test_an_answer_of_now_is_newer_than_the_profile() -> None:
    pregnant = question("q", profile="pregnant")
    told = CareProfile(pregnant=True)
    assert known(pregnant, answers={"q": Answer.NO}, profile=told).truth("q") is NO


@pytest.mark.parametrize("answer", [*Answer, None])
def test_an_age_under_18_is_believed_over_any_answer(answer: Answer | None) -> None:
    answers = {} if answer is None else {"adult": answer}
    found = known(
        question("adult", profile="adult"), answers=answers, profile=CareProfile(age_years=15)
    )
    assert found.truth("adult") is NO
    assert found.contradictions == (("adult",) if answer is Answer.YES else ())


def test_a_no_to_being_of_age_holds_against_an_age_over_18() -> None:
    found = known(
        question("adult", profile="adult"),
        answers={"adult": Answer.NO},
        profile=CareProfile(age_years=30),
    )
    assert (found.truth("adult"), found.contradictions) == (NO, ())


def test_a_list_and_a_profile_deny_a_question_only_together() -> None:
    either = question("q", profile="kidney_disease", medicines=[TAKING])
    healthy, ill = CareProfile(kidney_disease=False), CareProfile(kidney_disease=True)
    assert known(either, answers=COMPLETE, medicines=(), profile=healthy).truth("q") is NO
    assert known(either, answers=COMPLETE, medicines=()).truth("q") is UNKNOWN
    assert known(either, profile=healthy).truth("q") is UNKNOWN
    assert known(either, profile=ill).truth("q") is YES
    assert known(either, medicines=(taken(LITHIUM),), profile=healthy).truth("q") is YES
    assert known(either, medicines=(), profile=healthy).ask("q") == "q"


# --------------------------------------------------------------------- gates

GATED = (question("gate"), question("q", only_if="gate"))


@pytest.mark.parametrize(
    ("gate", "truth", "ask"),
    [
        (None, UNKNOWN, "gate"),
        (Answer.YES, UNKNOWN, "q"),
        (Answer.NO, NO, None),
        (Answer.DONT_KNOW, UNKNOWN, "q"),
    ],
)
def test_a_gate_is_asked_first_and_its_no_is_a_no(gate, truth, ask) -> None:
    found = known(*GATED, answers={} if gate is None else {"gate": gate})
    assert (found.truth("q"), found.ask("q")) == (truth, ask)


@pytest.mark.parametrize("gate", [None, *Answer])
@pytest.mark.parametrize("answer", list(Answer))
def test_an_answer_behind_a_gate_holds_whatever_the_gate_says(gate, answer) -> None:
    answers = {"q": answer} | ({} if gate is None else {"gate": gate})
    found = known(*GATED, answers=answers)
    assert found.truth("q") is {Answer.YES: YES, Answer.NO: NO}.get(answer, UNKNOWN)
    assert found.ask("q") is None


def test_of_gates_behind_gates_the_outermost_is_asked_first() -> None:
    rows = (*GATED, question("inner", only_if="q"))
    assert known(*rows).ask("inner") == "gate"
    assert known(*rows, answers={"gate": Answer.YES}).ask("inner") == "q"
    assert known(*rows, answers={"gate": Answer.NO}).truth("inner") is NO


def test_a_gate_with_medicines_is_settled_by_whether_the_list_is_complete() -> None:
    gate = question("gate", medicines=[TAKING])
    found = known(gate, question("q", only_if="gate"), medicines=())
    assert found.ask("q") == "medicine_list_complete"


# ------------------------------------------------------------------ all at once


@given(scenarios())
def test_every_question_has_a_truth_and_only_what_is_unknown_and_unasked_is_asked(
    scenario: CareScenario,
) -> None:
    questions = care_questions()
    found = known_of(scenario, questions)
    assert set(found.truths) == set(questions)
    for name in questions:
        target = found.ask(name)
        if target is not None:
            assert found.truth(name) is UNKNOWN
            assert name not in scenario.answers
            assert target not in scenario.answers
        elif found.truth(name) is UNKNOWN:
            assert scenario.answers.get(name) is Answer.DONT_KNOW


@given(scenarios())
def test_answers_to_questions_that_we_do_not_have_change_nothing(scenario: CareScenario) -> None:
    more = CareScenario(
        answers={**scenario.answers, "colour_of_socks": Answer.YES},
        medicines=scenario.medicines,
        diary=scenario.diary,
        profile=scenario.profile,
    )
    questions = care_questions()
    assert known_of(more, questions) == known_of(scenario, questions)


def test_what_a_complete_list_covers_reaches_as_far_back_as_any_question_asks() -> None:
    text = care_questions()["medicine_list_complete"].text
    assert "6 months" in text
    signs = [sign for each in care_questions().values() for sign in each.medicines]
    assert max(sign.days for sign in signs) <= 183
