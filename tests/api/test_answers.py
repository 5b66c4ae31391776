from __future__ import annotations

from quietmuscle import api


def test_the_care_check_needs_no_diary() -> None:
    result = api.care('{"schema": 1, "answers": {"breathing": "yes"}}')
    assert (result.tier, result.rules) == ("T0", ("E01",))
    assert api.care(api.CareScenario(answers={"breathing": api.Answer.YES})) == result


def test_facts_and_kinds_need_no_diary() -> None:
    found = api.facts()
    assert any(each.id == "two_weeks" for each in found.statements)
    assert api.kind({"warning": ["weakness"]}).outcome == "care"
