"""The nouns of the care check: tiers, answers, the scenario, and its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum

from quietmuscle.model.medicine_class import MedicineClass

SCENARIO_SCHEMA = 1
ADULT_FROM_YEARS = 18
OLDER_FROM_YEARS = 45
LASTING_FROM_DAYS = 14


class Tier(StrEnum):
    """How soon help is needed. T0 is the most serious."""

    T0 = "T0"
    T1 = "T1"
    T2 = "T2"
    T3 = "T3"
    T4 = "T4"

    @property
    def severity(self) -> int:
        """4 for an emergency down to 0 for self-care, to compare tiers by."""
        return 4 - int(self.value[1])


class Answer(StrEnum):
    """An answer to a question of the care check. A question not asked has none."""

    YES = "yes"
    NO = "no"
    DONT_KNOW = "dont_know"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenMedicine:
    """A medicine that the person takes or took, as far as the care check needs it.

    `classes` is None where the medicine is not in our list: then nothing may be
    ruled out by it. Days are counted back from today; None is not known.
    `changed_days_ago` is the last change of the dose, `missed_days_ago` the
    last missed dose.
    """

    name: str
    classes: frozenset[MedicineClass] | None
    started_days_ago: int | None = None
    changed_days_ago: int | None = None
    stopped_days_ago: int | None = None
    missed_days_ago: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryExtract:
    """What the diary of the last two weeks says. None is not known."""

    days_since_first_twitch: int | None = None
    places_last_14_days: int | None = None
    painful_last_14_days: bool | None = None
    weak_or_stiff_last_14_days: bool | None = None
    disturbed_most_days: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CareProfile:
    """What the person told about themselves. None is not known."""

    age_years: int | None = None
    pregnant: bool | None = None
    late_pregnancy: bool | None = None
    kidney_disease: bool | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CareScenario:
    """All that the care check goes by.

    `answers` holds an answer for each question that was asked, by its id.
    `medicines` is None where no list of medicines was given.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    medicines: tuple[TakenMedicine, ...] | None = None
    diary: DiaryExtract = field(default_factory=DiaryExtract)
    profile: CareProfile = field(default_factory=CareProfile)


class ReasonCode(StrEnum):
    """Why the care check came to its result."""

    FIRED = "fired"
    """The rule holds."""
    NOT_RULED_OUT = "not_ruled_out"
    """The rule may hold: something it asks for is not known."""
    SIGN_ALONE = "sign_alone"
    """A warning sign was answered with yes, though no rule has it on its own."""
    SIGN_UNKNOWN = "sign_unknown"
    """A warning sign was answered with "I don't know"."""
    NOT_SURE_ENOUGH = "not_sure_enough"
    """Nothing urgent fits, but self-care needs more: its questions say what, where any does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason for a tier.

    `rule` is the id of the rule, None where it is no rule's. `questions` are
    those whose answers make the reason, `unknown` those of them that were
    answered with "I don't know". Without any, NOT_SURE_ENOUGH says that nothing
    explains the twitch.
    """

    code: ReasonCode
    tier: Tier
    rule: str | None
    questions: tuple[str, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CareResult:
    """What the care check says.

    `tier` is None while questions are `missing` that could still change it;
    `at_least` is then the tier that is sure already, None where none is.
    `rules` are the rules that hold or cannot be ruled out, the most serious
    first. `contradictions` are questions to which the medicine list, or the age
    under 18, says otherwise than the answer; the answer was not believed.
    """

    tier: Tier | None
    at_least: Tier | None
    rules: tuple[str, ...]
    missing: tuple[str, ...]
    reasons: tuple[Reason, ...]
    contradictions: tuple[str, ...]
    ruleset_version: str
