from __future__ import annotations

import re

import pytest

from quietmuscle.base.text import say
from quietmuscle.knowledge import care_questions as table
from quietmuscle.knowledge.care_questions import MedicineSign
from quietmuscle.knowledge.care_questions import MedicineSignKind
from quietmuscle.knowledge.care_questions import Screen
from quietmuscle.knowledge.care_questions import care_questions
from quietmuscle.knowledge.care_questions import care_screens
from quietmuscle.knowledge.care_questions import read_question
from quietmuscle.knowledge.care_questions import read_questions
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.model.care import Tier
from quietmuscle.model.medicine_class import MedicineClass

GOOD: dict[str, object] = {"id": "made_up", "screen": "one", "text": "Is it so?"}
SIGN = {"taking": ["lithium"], "days": 14}


def row(**fields: object) -> Row:
    return Row(place="care/questions.toml, question 3 (made_up)", fields=GOOD | fields)


def test_every_question_is_a_question_on_a_screen_that_exists() -> None:
    screens = {screen.id for screen in care_screens()}
    for each in care_questions().values():
        assert each.screen in screens
        assert "?" in each.text, each.id
        assert say(each.message) == each.text
    assert {each.screen for each in care_questions().values()} == screens
    assert all(screen.title for screen in care_screens())


def test_every_red_flag_is_asked_in_words_that_a_yes_makes_worse() -> None:
    """A red flag is never "is all well?": "yes" is always the alarming answer."""
    for each in care_questions().values():
        if each.red_flag:
            assert not re.search(r"\b(all well|as always|unchanged|fine)\b", each.text), each.id


def test_no_question_tells_a_dose_but_those_of_steroids_and_caffeine() -> None:
    with_doses = {e.id for e in care_questions().values() if re.search(r"\d ?mg\b", e.text)}
    assert with_doses == {"steroid_course", "much_caffeine_alcohol_nicotine"}


def test_a_question_is_read_with_all_its_fields() -> None:
    found = read_question(
        row(
            help="So it is.", red_flag=True, alone="T1", only_if="gate", more_than_medicines=True,
            medicines=[SIGN, {"changed": ["any", "steroid"], "days": 7, "before_twitch": True}],
            diary="painful", profile="adult",
        )
    )  # fmt: skip
    assert (found.help, found.red_flag, found.alone) == ("So it is.", True, Tier.T1)
    assert (found.only_if, found.more_than_medicines) == ("gate", True)
    assert (found.diary, found.profile) == ("painful", "adult")
    assert found.medicines == (
        MedicineSign(
            kind=MedicineSignKind.TAKING, classes=frozenset({MedicineClass.LITHIUM}), days=14
        ),
        MedicineSign(kind=MedicineSignKind.CHANGED, classes=None, days=7, before_twitch=True),
    )


def test_fields_that_are_left_out_say_nothing() -> None:
    found = read_question(row())
    assert (found.help, found.red_flag, found.alone, found.only_if) == ("", False, None, None)
    assert (found.medicines, found.more_than_medicines) == ((), False)
    assert (found.diary, found.profile) == (None, None)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"text": 3}, "'text' must hold words"),
        ({"id": ""}, "'id' must hold words"),
        ({"red_flag": "yes"}, "'red_flag' must hold true or false"),
        ({"red_flag": True, "alone": "T9"}, "'T9' is no tier"),
        ({"alone": "T1"}, "only a red flag has a tier of its own"),
        ({"more_than_medicines": 1}, "'more_than_medicines' must hold true or false"),
        ({"colour": "red"}, "no field 'colour'"),
        ({"diary": "over_two_weeks"}, "diary may be one of .*, not 'over_two_weeks'"),
        ({"profile": "height"}, "profile may be one of .*, not 'height'"),
        ({"medicines": "lithium"}, "'medicines' must hold a list"),
        ({"medicines": ["lithium"]}, "a sign of a medicine has fields"),
        ({"medicines": [{"days": 3}]}, "names one of"),
        ({"medicines": [SIGN | {"changed": ["lithium"]}]}, "names one of"),
        ({"medicines": [SIGN | {"weeks": 3}]}, "names one of"),
        ({"medicines": [{"taking": ["lithium"]}]}, "needs classes and days"),
        ({"medicines": [SIGN | {"days": True}]}, "needs classes and days"),
        ({"medicines": [SIGN | {"days": "14"}]}, "needs classes and days"),
        ({"medicines": [SIGN | {"at_least_days": "90"}]}, "needs classes and days"),
        ({"medicines": [SIGN | {"taking": []}]}, "needs classes and days"),
        ({"medicines": [SIGN | {"taking": "lithium"}]}, "needs classes and days"),
        ({"medicines": [SIGN | {"taking": ["lithum"]}]}, "no class of medicine .*lithum"),
        ({"medicines": [SIGN | {"taking": [["lithium"]]}]}, "no class of medicine"),
        ({"medicines": [SIGN | {"before_twitch": 1}]}, "before_twitch is true or false"),
    ],
)
def test_a_damaged_question_is_refused_with_its_file_and_entry(change, fault) -> None:
    with pytest.raises(KnowledgeError, match=fault) as refused:
        read_question(row(**change))
    assert str(refused.value).startswith("care/questions.toml, question 3 (made_up): ")


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ((row(), row()), "the id stands twice"),
        ((row(screen="two"),), "there is no screen 'two'"),
        ((row(only_if="later"), row(id="later")), "'later' is not asked before it"),
        ((row(only_if="made_up"),), "'made_up' is not asked before it"),
    ],
)
def test_questions_that_do_not_fit_together_are_refused(rows, fault) -> None:
    with pytest.raises(KnowledgeError, match=fault):
        read_questions(rows, (Screen(id="one", title="One"),))


def test_the_order_of_the_table_is_the_order_of_asking() -> None:
    rows = (row(id="b"), row(id="a", only_if="b"))
    assert list(read_questions(rows, (Screen(id="one", title="One"),))) == ["b", "a"]
    first = next(iter(care_questions()))
    assert first == "breathing"


def test_a_file_that_is_no_table_is_refused_with_its_name(monkeypatch, tmp_path) -> None:
    from quietmuscle.knowledge import rows

    (tmp_path / "care").mkdir()
    (tmp_path / "care" / "questions.toml").write_text("[[question]\nid = 1", "utf-8")
    monkeypatch.setattr(rows, "_folder", lambda: tmp_path)
    table._questions.cache_clear()
    table._screens.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match=r"^care/questions\.toml: .*line 1"):
            care_screens()
    finally:
        table._questions.cache_clear()
        table._screens.cache_clear()
