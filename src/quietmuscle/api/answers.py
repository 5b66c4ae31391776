"""Answers that need no diary: how soon help is needed, what kind of twitch it is, and our facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.flow.care import care as weigh
from quietmuscle.flow.care import read_scenario
from quietmuscle.flow.kinds import kinds_of
from quietmuscle.knowledge.statements import Facts
from quietmuscle.knowledge.statements import stated_facts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from quietmuscle.model.care import CareResult
    from quietmuscle.model.care import CareScenario
    from quietmuscle.model.kinds import KindResult


def care(scenario: CareScenario | str) -> CareResult:
    """How soon help is needed for a scenario, or for the JSON text of one.

    `tier` is None while questions are `missing`. It does not diagnose.
    """
    return weigh(read_scenario(scenario) if isinstance(scenario, str) else scenario)


def kind(answers: Mapping[str, Iterable[str]]) -> KindResult:
    """What kind of twitch the answers point to; never a diagnosis.

    The answers go by the ids of `quietmuscle kind --questions`, such as
    {"visible": ["yes"]}; "dont_know" is never a no.
    """
    return kinds_of(answers)


def facts() -> Facts:
    """Every sentence about health with its status and sources, and how many have which status."""
    return stated_facts()
