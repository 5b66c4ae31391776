"""Reading scenarios, and the card of a result."""

from __future__ import annotations

import json

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import say
from quietmuscle.flow.care import care
from quietmuscle.flow.care import care_card
from quietmuscle.flow.care import read_scenario
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.model.care import Answer
from quietmuscle.model.care import Tier
from quietmuscle.model.medicine_class import MedicineClass


def scenario(**fields: object) -> str:
    return json.dumps({"schema": 1, **fields})


def all_no(**but: str) -> dict[str, str]:
    return dict.fromkeys(care_ruleset().questions, "no") | but


def test_answers_are_words_or_truth_values():
    read = read_scenario(
        scenario(answers={"breathing": "no", "injury": True, "painful": "dont_know"})
    )
    assert read.answers == {
        "breathing": Answer.NO,
        "injury": Answer.YES,
        "painful": Answer.DONT_KNOW,
    }


def test_medicines_are_names_alone_or_with_days_and_are_looked_up():
    read = read_scenario(
        scenario(medicines=["Lioresal", {"name": "nobody's herb", "started_days_ago": 3}])
    )
    assert read.medicines is not None
    known, unknown = read.medicines
    assert known.classes is not None
    assert MedicineClass.BACLOFEN_ORAL in known.classes
    assert (unknown.classes, unknown.started_days_ago) == (None, 3)


@pytest.mark.parametrize("complete", [True, False])
def test_whether_the_list_is_complete_is_an_answer(complete):
    read = read_scenario(scenario(medicines=[], medicines_complete=complete))
    assert read.answers == {"medicine_list_complete": Answer.YES if complete else Answer.NO}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (scenario(answers={"colour_of_socks": "no"}), "colour_of_socks"),
        (scenario(answers={"breathing": "maybe"}), "'maybe'"),
        (scenario(answers={"old": "no"}, ruleset_version="2020.1"), "2020.1"),
        (json.dumps({"schema": 2}), "newer Quiet Muscle"),
        (scenario(medicines=[{"name": "x", "started_days_ago": -1}]), "future"),
        (scenario(medicines=[{"name": "x", "started_days_ago": 99999}]), "hundred years"),
        (scenario(medicines=[{"name": "  "}]), "name"),
        (scenario(medicines=["x"] * 201), "200"),
        (scenario(profile={"age_years": 300}), "300"),
        (scenario(diary={"places_last_14_days": -2}), "-2"),
        (scenario(unknown_part=1), "unknown_part"),
        ("no json", "JSON"),
    ],
)
def test_what_is_no_scenario_is_refused_in_one_sentence(text, words):
    with pytest.raises(ValueNotUnderstoodError) as refusal:
        read_scenario(text)
    assert words in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_answers_for_other_rules_that_still_fit_are_taken():
    read = read_scenario(scenario(answers={"breathing": "no"}, ruleset_version="2020.1"))
    assert read.answers == {"breathing": Answer.NO}


def test_an_emergency_card_says_whom_to_call_and_why():
    result = care(read_scenario(scenario(answers={"breathing": "yes"} | {})))
    assert result.tier is Tier.T0
    card = care_card(result, "GB")
    assert card is not None
    assert card.call is not None
    assert "999" in say(card.call)
    assert [rule.id for rule in card.rules] == ["E01"]
    assert "Sit upright." in [say(each) for each in card.do]


def test_a_card_below_an_emergency_names_no_emergency_number():
    result = care(read_scenario(scenario(answers=all_no(adult="yes", vision="yes"))))
    card = care_card(result, "GB")
    assert card is not None
    assert (card.tier, card.call) == (Tier.T1, None)


def test_a_sign_without_a_rule_is_named_on_the_card():
    result = care(read_scenario(scenario(answers=all_no(adult="yes", infection="yes"))))
    card = care_card(result, None)
    assert card is not None
    assert card.rules == ()
    assert card.signs == (care_ruleset().questions["infection"],)


def test_a_sign_that_is_not_known_is_named_on_the_card():
    result = care(read_scenario(scenario(answers=all_no(adult="yes", palpitations="dont_know"))))
    card = care_card(result, None)
    assert card is not None
    assert card.tier is Tier.T3
    assert card.unknown == (care_ruleset().questions["palpitations"],)


@pytest.mark.parametrize(
    ("told", "unknown", "against", "only_for_adults"),
    [
        ({"over_2_weeks": "dont_know"}, ["over_2_weeks"], [], False),
        ({"adult": "dont_know"}, ["adult"], [], False),
        ({"adult": "no"}, [], [], True),
        ({"adult": "no", "painful": "yes"}, [], ["painful"], True),
        ({"painful": "yes", "over_2_weeks": "dont_know"}, [], ["painful"], False),
        ({"clear_trigger": "no"}, [], [], False),
    ],
)
def test_what_is_missing_for_self_care_is_named_on_the_card(
    told, unknown, against, only_for_adults
):
    answers = all_no(adult="yes", clear_trigger="yes") | told
    card = care_card(care(read_scenario(scenario(answers=answers))), None)
    assert card is not None
    assert (card.tier, card.signs, card.rules) == (Tier.T3, (), ())
    assert [each.id for each in card.unknown] == unknown
    assert [each.id for each in card.against] == against
    assert card.only_for_adults is only_for_adults


def test_where_a_rule_asks_for_help_no_age_is_named():
    answers = all_no(adult="no", heat_pattern="yes")
    card = care_card(care(read_scenario(scenario(answers=answers))), None)
    assert card is not None
    assert ([rule.id for rule in card.rules], card.only_for_adults) == (["Q02"], False)


def test_self_care_names_what_explains_the_twitch():
    answers = all_no(adult="yes", clear_trigger="yes")
    card = care_card(care(read_scenario(scenario(answers=answers))), None)
    assert card is not None
    assert (card.tier, [rule.id for rule in card.rules]) == (Tier.T4, ["C01"])


def test_while_questions_are_missing_there_is_no_card():
    result = care(read_scenario(scenario()))
    assert result.tier is None
    assert care_card(result, None) is None


def test_what_is_not_known_is_not_said_in_the_rule_s_words():
    answers = all_no(adult="yes", seizure_emergency="dont_know")
    card = care_card(care(read_scenario(scenario(answers=answers))), "GB")
    assert card is not None
    assert (card.tier, card.rules) == (Tier.T1, ())
    assert card.unknown == (care_ruleset().questions["seizure_emergency"],)
    assert "fampridine" not in " ".join(say(each) for each in (*card.do, *card.say))


def test_an_emergency_of_unknown_circumstances_says_its_words():
    answers = all_no(adult="yes", agitated_sweating="yes", takes_serotonergic="dont_know")
    card = care_card(care(read_scenario(scenario(answers=answers))), None)
    assert card is not None
    assert card.tier is Tier.T0
    assert [rule.id for rule in card.rules] == ["E06"]


def test_what_only_an_emergency_may_say_stands_on_no_milder_card():
    ruleset = care_ruleset()
    unknown = dict.fromkeys(ruleset.red_flags, "dont_know")
    for name in ruleset.red_flags:
        answers = all_no(adult="yes") | {name: unknown[name]}
        card = care_card(care(read_scenario(scenario(answers=answers))), None)
        assert card is not None
        if card.tier is not Tier.T0:
            said = " ".join(say(each) for each in (*card.do, *card.say)).lower()
            assert "next dose" not in said, name
            assert "stop it" not in said, name
            assert "take no more" not in said, name


def test_a_pump_is_asked_for_even_with_a_complete_list():
    read = scenario(
        answers={name: "no" for name in care_ruleset().questions if "pump" not in name}
        | {"adult": "yes"},
        medicines=["Lioresal"],
        medicines_complete=True,
    )
    assert care(read_scenario(read)).missing == ("has_baclofen_pump",)
