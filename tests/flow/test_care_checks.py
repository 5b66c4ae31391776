"""Care checks that are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import a_care_check
from entries import an_id
from shelves import put_care_check

from quietmuscle.advise.triage import triage
from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.text import say
from quietmuscle.flow.care import care
from quietmuscle.flow.care import care_card
from quietmuscle.flow.care import read_scenario
from quietmuscle.flow.care_check import care_scenario
from quietmuscle.flow.care_checks import CHECKS_A_PAGE
from quietmuscle.flow.care_checks import check_of
from quietmuscle.flow.care_checks import delete_check
from quietmuscle.flow.care_checks import finished
from quietmuscle.flow.care_checks import keep_check
from quietmuscle.flow.care_checks import kept_account
from quietmuscle.flow.care_checks import kept_card
from quietmuscle.flow.care_checks import kept_check
from quietmuscle.flow.care_checks import kept_checks
from quietmuscle.flow.care_checks import restore_check
from quietmuscle.flow.care_checks import tier_name
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.medicines import medicine
from quietmuscle.model.care import Answer
from quietmuscle.model.care import CareScenario
from quietmuscle.model.care import TakenMedicine
from quietmuscle.model.care import Tier

if TYPE_CHECKING:
    from quietmuscle.flow.workspace import Workspace


SCENARIOS = sorted(
    each
    for each in (Path(__file__).parents[1] / "scenarios" / "care").glob("*.json")
    if not each.stem.endswith(".expected")
)


def test_a_check_holds_what_was_said_what_was_known_and_by_which_rules(
    workspace: Workspace,
) -> None:
    lithium = TakenMedicine(name="Lithium", classes=medicine("lithium").classes)
    scenario = CareScenario(
        answers={"takes_lithium": Answer.NO, "breathing": Answer.YES}, medicines=(lithium,)
    )
    result = triage(scenario, care_ruleset())
    check = check_of(workspace, an_id(), scenario, result, "Europe/London")
    assert check.tier is Tier.T0
    assert check.rules[0] == "E01"
    assert check.moment.instant_utc == NOW_UTC
    assert check.moment.zone == "Europe/London"
    assert check.answer("breathing") is Answer.YES
    assert check.answer("takes_lithium") is Answer.YES
    assert check.contradictions == ("takes_lithium",)
    assert "takes_serotonergic" in check.known
    assert check.ruleset_version == care_ruleset().version


def test_checks_are_kept_deleted_and_taken_back(workspace: Workspace) -> None:
    check = a_care_check()
    keep_check(workspace, check, change_id=an_id())
    assert kept_check(workspace, check.id) == check
    delete_check(workspace, check.id, change_id=an_id())
    with pytest.raises(NotFoundError):
        kept_check(workspace, check.id)
    restore_check(workspace, check.id, change_id=an_id())
    assert kept_checks(workspace).checks == (check,)


def test_the_list_comes_in_pages(workspace: Workspace) -> None:
    for days in range(CHECKS_A_PAGE + 1):
        put_care_check(workspace.diary, a_care_check(NOW_UTC - timedelta(days=days)))
    first = kept_checks(workspace)
    assert len(first.checks) == CHECKS_A_PAGE
    assert first.next is not None
    rest = kept_checks(workspace, first.next)
    assert len(rest.checks) == 1
    assert rest.next is None
    delete_check(workspace, rest.checks[0].id, change_id=an_id())
    assert kept_checks(workspace).next is None


def test_no_earlier_check_has_a_say_in_a_later_one(workspace: Workspace) -> None:
    before = care_scenario(workspace, {}, "Europe/London")
    for tier in Tier:
        put_care_check(workspace.diary, a_care_check(tier=tier))
    assert care_scenario(workspace, {}, "Europe/London") == before


def test_a_kept_check_is_read_in_the_words_of_todays_tables() -> None:
    ruleset = care_ruleset()
    check = replace(a_care_check(), rules=("F02", "F99"))
    card = kept_card(check, "GB")
    assert [rule.id for rule in card.rules] == ["F02"]
    assert say(card.do[0]) == ruleset.tiers[Tier.T2].do
    assert card.call is None
    assert kept_card(replace(check, tier=Tier.T0), "GB").call is not None
    account = kept_account(replace(check, known=("place_weak_or_stiff", "of_a_later_version")))
    assert [say(each) for each in account.not_known] == [ruleset.questions["vision"].text]
    assert [say(each) for each in account.known] == [ruleset.questions["place_weak_or_stiff"].text]
    assert account.said_yes == account.contradictions == ()
    minor = kept_account(replace(check, contradictions=("adult", "of_a_later_version")))
    assert [say(each) for each in minor.contradictions] == [ruleset.questions["adult"].text]
    assert say(tier_name(Tier.T2)) == ruleset.tiers[Tier.T2].name


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_card_of_a_kept_check_is_the_one_that_was_shown(
    workspace: Workspace, path: Path
) -> None:
    scenario = read_scenario(path.read_text("utf-8"))
    result = care(scenario)
    if result.tier is not None:
        check = check_of(workspace, an_id(), scenario, result)
        assert kept_card(check, "GB") == care_card(result, "GB")


def test_an_emergency_that_was_not_sure_keeps_its_words(workspace: Workspace) -> None:
    scenario = CareScenario(answers={"breathing": Answer.DONT_KNOW})
    answers = dict(scenario.answers)
    while missing := care(scenario).missing:
        answers |= dict.fromkeys(missing, Answer.NO)
        scenario = CareScenario(answers=answers)
    result = care(scenario)
    assert result.tier is Tier.T1
    card = kept_card(check_of(workspace, an_id(), scenario, result), "GB")
    assert card.unknown == (care_ruleset().questions["breathing"],)


def test_an_unfinished_check_is_not_kept() -> None:
    ruleset = care_ruleset()
    with pytest.raises(ConflictError, match="not finished"):
        finished(triage(CareScenario(), ruleset))
    done = triage(CareScenario(answers={"injury": Answer.YES}), ruleset)
    assert finished(done) is done
