from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from quietmuscle.base.text import say
from quietmuscle.knowledge import care_rules as table
from quietmuscle.knowledge.care_questions import care_questions
from quietmuscle.knowledge.care_rules import CareRule
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.care_rules import read_rule
from quietmuscle.knowledge.care_rules import read_ruleset
from quietmuscle.knowledge.care_rules import read_tier
from quietmuscle.knowledge.conditions import questions_of
from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_rows
from quietmuscle.model.care import Tier

if TYPE_CHECKING:
    from collections.abc import Mapping

RULES = care_ruleset().rules
GOOD: dict[str, object] = {
    "id": "E99", "tier": "T0", "when": "breathing", "why": "It may be so.", "say": "It is so.",
    "status": "read", "sources": ["R2"],
}  # fmt: skip


def row(**fields: object) -> Row:
    return Row(place="care/rules.toml, rule 3 (E99)", fields=GOOD | fields)


def test_all_rules_of_the_clinical_table_are_there_in_their_tiers() -> None:
    expected = [
        *((f"E{n:02}", Tier.T0) for n in range(1, 21)),
        *((f"S{n:02}", Tier.T1) for n in range(1, 19)),
        *((f"F{n:02}", Tier.T2) for n in range(1, 10)),
        *((f"Q{n:02}", Tier.T3) for n in range(1, 6)),
        *((f"C{n:02}", Tier.T4) for n in range(1, 4)),
    ]
    assert [(rule.id, rule.tier) for rule in RULES] == expected
    assert len(RULES) == 55
    assert care_ruleset().rule("S07").id == "S07"
    with pytest.raises(KnowledgeError, match="no rule 'E99'"):
        care_ruleset().rule("E99")


CLINICAL_SOURCES = {
    "E01": "R2", "E02": "R2 M11", "E03": "R2", "E04": "R2", "E05": "M12 R19a",
    "E06": "R11 R12 R25", "E07": "R13 R14", "E08": "R16 diazepam_label clonazepam_label",
    "E09": "R71 M14",
    "E10": "R72 R39 M15", "E11": "R73", "E12": "R74", "E13": "R19c R34b M16", "E14": "R19b R34b",
    "E15": "R68 M11", "E16": "R45 M17", "E17": "M18", "E18": "R75 M19", "E19": "M20", "E20": "R24",
    "S01": "R4 R5 R6 R7 M21", "S02": "R2", "S03": "R2", "S04": "R4 R5 R67 R68 M21",
    "S05": "R19b R19c R46 R34b", "S06": "R7", "S07": "R13 R16 R15b", "S08": "R19a",
    "S09": "R48 R49", "S10": "R53 R54", "S11": "R41", "S12": "R44 R25", "S13": "R39 R40",
    "S14": "R28 M22",
    "S15": "R2 R8", "S16": "M23", "S17": "R67 M21", "S18": "M24", "F01": "R2 R8 R9", "F02": "R1",
    "F03": "R1 M10", "F04": "R67 M21", "F05": "R1", "F06": "M25 R28", "F07": "R67", "F08": "R57 M8",
    "F09": "R28", "Q01": "R1", "Q02": "R56", "Q03": "R67 M21", "Q04": "R51 R52", "Q05": "R76",
    "C01": "R1 R47 R50", "C02": "R64", "C03": "R51 R52",
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_names_the_sources_of_the_clinical_table(rule: CareRule) -> None:
    assert set(CLINICAL_SOURCES[rule.id].split()) <= {each.id for each in rule.sources}
    weakest = any(each.id.startswith("M") for each in rule.sources)
    assert rule.status is (FactStatus.RECALLED if weakest else FactStatus.READ)


# ------------------------------------------------------------------ the cards


def card(rule: CareRule) -> list[str]:
    """Every sentence of the card of a rule: of its tier and its own."""
    words = care_ruleset().tiers[rule.tier]
    ours = (words.name, words.do, words.sooner, words.say)
    return [*ours, *map(say, rule.sentences)]


TOLD_TO_STOP = re.compile(
    r"\bstop(s|ping)? (it|taking|using|your|the|this|all)\b|\bdo not take\b|\btake no\b"
    r"|\b(skip|halve|double|leave out) (a|the|your)\b",
    re.IGNORECASE,
)
DOSE = re.compile(r"\d+(\.\d+)? ?(mg|µg|mcg|g|ml|mmol|units|tablets?|drops)\b", re.IGNORECASE)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_card_holds_no_forbidden_word_but_its_exceptions(rule: CareRule) -> None:
    text = "\n".join(card(rule)).lower()
    forbidden = care_ruleset().forbidden
    found = {word for word in forbidden if re.search(rf"(?<!\w){re.escape(word)}", text)}
    assert found == set(rule.excepted)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_card_tells_to_stop_a_medicine_or_a_dose_but_where_a_label_does(rule: CareRule) -> None:
    text = "\n".join(card(rule))
    assert (TOLD_TO_STOP.search(text) is not None) == (rule.id in {"E05", "E06", "E16"})
    assert (DOSE.search(text) is not None) == (rule.id == "Q05")


def test_exceptions_stand_only_with_an_emergency_call_and_for_caffeine() -> None:
    excepted = {rule.id: rule.excepted for rule in RULES if rule.excepted}
    assert excepted.pop("Q05") == ("mg",)
    assert set(excepted) == {"E05", "E06", "E16"}
    assert all(care_ruleset().rule(rule).tier is Tier.T0 for rule in excepted)
    assert "fampridine" in care_ruleset().rule("E05").do
    assert "emergency doctor or nurse" in care_ruleset().rule("E06").do
    assert "lithium" in care_ruleset().rule("E16").do


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_card_names_an_illness_as_found_or_soothes(rule: CareRule) -> None:
    text = "\n".join(card(rule))
    assert not re.search(r"\byou have (MS|ALS|a stroke|a relapse|PML)\b", text, re.IGNORECASE)
    if rule.tier in {Tier.T0, Tier.T1}:
        assert not re.search(r"harmless|nothing to worry|do not worry|usually fine", text)


def test_every_emergency_card_says_to_call_and_none_other_does_so_first() -> None:
    tiers = care_ruleset().tiers
    assert "Call the emergency number now" in tiers[Tier.T0].do
    assert all("emergency" not in tiers[tier].do for tier in Tier if tier is not Tier.T0)
    for tier in (Tier.T2, Tier.T3, Tier.T4):
        for sign in ("weak", "swallowing", "breathing", "numb", "bladder", "fever", "confused"):
            assert sign in tiers[tier].sooner


TEMPO = {
    "E03": "hours; days; 4 weeks", "E05": "5 minutes", "E06": "last 5 weeks", "E07": "1 to 3 days",
    "E10": "3 months", "E18": "20 weeks", "E20": "last 12 weeks; for weeks",
    "S01": "24 hours; 30 days", "S02": "weeks or months", "S03": "hours or days; minutes",
    "S05": "days or weeks", "S07": "72 hours; not tomorrow", "S09": "24 hours",
    "S10": "half a minute to 3 minutes; several a day", "S11": "3 months; 24 hours",
    "S12": "14 days", "S13": "last 7 days", "S17": "month", "F01": "weeks or months",
    "F03": "2 weeks; 45", "F04": "most days; once an hour", "F06": "over weeks",
    "F08": "most nights", "Q01": "2 weeks", "Q02": "within a day", "Q04": "12 months",
    "C01": "2 weeks",
    "C02": "24 to 48 hours",
}  # fmt: skip


@pytest.mark.parametrize("rule_id", TEMPO)
def test_words_of_tempo_are_those_of_the_clinical_table(rule_id: str) -> None:
    rule = care_ruleset().rule(rule_id)
    asked = [care_questions()[name].text for name in rule.questions]
    text = "\n".join([*asked, *card(rule)]).lower()
    assert [words for words in TEMPO[rule_id].split("; ") if words not in text] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_card_says_why_and_what_to_say_in_whole_sentences(rule: CareRule) -> None:
    for text in card(rule)[1:]:
        assert text[0].isupper()
        assert text.endswith("."), text
    assert rule.why
    assert rule.say
    assert rule.when_text


# -------------------------------------------------------------------- damage


def test_a_rule_is_read_with_all_its_fields() -> None:
    found = read_rule(
        row(when="breathing or not adult", do="Sit.", sooner="At once.", excepted=["mg"]),
        care_questions(),
    )
    assert found.questions == ("breathing", "adult")
    assert (found.do, found.sooner, found.excepted) == ("Sit.", "At once.", ("mg",))
    assert len(found.sentences) == 4
    assert len(read_rule(row(), care_questions()).sentences) == 2


def test_any_red_flag_stands_for_all_of_them() -> None:
    found = read_rule(row(when="any_red_flag"), care_questions())
    assert found.questions == care_ruleset().red_flags
    assert set(found.questions) == {q.id for q in care_questions().values() if q.red_flag}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"tier": "T9"}, "the tier or the status is not known"),
        ({"status": "sure"}, "the tier or the status is not known"),
        ({"when": "breathing and"}, "is no condition"),
        ({"when": "breathin"}, r"there is no question \['breathin'\]"),
        ({"when": "not breathing"}, r"\['breathing'\] may not speak against help"),
        ({"when": "adult and not (adult or vision)"}, r"\['vision'\] may not speak against help"),
        ({"sources": []}, "the status is not that of the weakest source"),
        ({"sources": ["R2", "M11"]}, "the status is not that of the weakest source"),
        ({"status": "recalled"}, "the status is not that of the weakest source"),
        ({"sources": ["R999"]}, "R999"),
        ({"why": ""}, "'why' must hold words"),
        ({"dose": "2"}, "there is no field 'dose'"),
        ({"excepted": "mg"}, "'excepted' must hold a list of words"),
    ],
)
def test_a_damaged_rule_is_refused(change: Mapping[str, object], fault: str) -> None:
    with pytest.raises(KnowledgeError, match=fault) as refused:
        read_rule(row(**change), care_questions())
    if "sources" not in change or "R999" not in change["sources"]:
        assert str(refused.value).startswith("care/rules.toml, rule 3 (E99): ")


def test_routine_and_self_care_may_count_signs_against_themselves() -> None:
    found = read_rule(row(tier="T3", when="adult and not vision"), care_questions())
    assert found.tier is Tier.T3


def test_a_rule_of_our_judgement_says_so() -> None:
    own = next(
        each["id"]
        for each in (entry.fields for entry in read_rows("sources.toml", "source"))
        if str(each["id"]).startswith("own_")
    )
    found = read_rule(row(status="judgement", sources=["R2", own]), care_questions())
    assert found.status is FactStatus.JUDGEMENT


@pytest.mark.parametrize(
    ("change", "fault"),
    [({"id": "T7"}, "this is no tier"), ({"name": ""}, "'name'"), ({"x": "y"}, "no field 'x'")],
)
def test_damaged_words_of_a_tier_are_refused(change, fault) -> None:
    good = {"id": "T0", "name": "N", "do": "D", "sooner": "S", "say": "T"}
    assert read_tier(Row(place="here", fields=good)).tier is Tier.T0
    with pytest.raises(KnowledgeError, match=fault):
        read_tier(Row(place="here", fields=good | change))


def tables() -> dict[str, tuple[Row, ...]]:
    return {name: read_rows(table.FILE, name) for name in ("ruleset", "tier", "rule")}


def test_rules_that_contradict_each_other_are_refused() -> None:
    whole, questions = tables(), care_questions()

    def refused(match: str, asked=questions, **change: tuple[Row, ...]) -> None:
        found = whole | change
        with pytest.raises(KnowledgeError, match=match):
            read_ruleset(found["ruleset"], found["tier"], found["rule"], asked)

    refused("there is one", ruleset=())
    refused("there is one", ruleset=whole["ruleset"] * 2)
    refused("each tier has its words once", tier=whole["tier"][1:])
    refused("each tier has its words once", tier=(*whole["tier"], whole["tier"][0]))
    refused("an id stands twice", rule=(*whole["rule"], whole["rule"][0]))
    without_e10 = tuple(each for each in whole["rule"] if each.fields["id"] != "E10")
    refused(r"no rule asks for \['heart_salt_risk'\]", rule=without_e10)
    (head,) = whole["ruleset"]
    damaged = Row(place=head.place, fields={**head.fields, "self_care": "grown_up"})
    refused("no question .*grown_up", ruleset=(damaged,))
    without_list = {name: each for name, each in questions.items() if "complete" not in name}
    refused("no question 'medicine_list_complete'", asked=without_list)


def test_self_care_needs_what_the_clinical_table_says() -> None:
    asked = questions_of(care_ruleset().self_care)
    assert set(asked) >= {
        "adult", "pregnant", "over_2_weeks", "more_than_one_place", "painful",
        "risky_medicine_change", "started_jerk_medicine", "stopped_baclofen_benzodiazepine",
        "steroid_course",
    }  # fmt: skip
