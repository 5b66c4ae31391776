"""The medicine check: what is known of the medicines that a person takes.

Nothing here says that a medicine is safe. Where our list knows nothing, that is
said, and the pharmacist is named. Nothing is guessed from a name that is only
similar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from itertools import combinations

from quietmuscle.knowledge.interactions import Interaction
from quietmuscle.knowledge.interactions import Weight
from quietmuscle.knowledge.interactions import interactions
from quietmuscle.knowledge.medicine_facts import FactTopic
from quietmuscle.knowledge.medicine_facts import MedicineFact
from quietmuscle.knowledge.medicine_facts import SaltEffect
from quietmuscle.knowledge.medicine_facts import facts_about
from quietmuscle.knowledge.medicines import Medicine
from quietmuscle.knowledge.medicines import medicine_named
from quietmuscle.knowledge.medicines import medicine_or_none
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.medicine import MedicineCourse
from quietmuscle.model.medicine import medicine_courses
from quietmuscle.model.medicine import same_name

AS_NEEDED_COUNTS = timedelta(days=30)
"""How long a medicine counts as taken after a dose as needed, where no more is known."""

RECENT = timedelta(days=14)
"""How long a stop, or missed doses, are recent."""

_BY_WEIGHT = {weight: place for place, weight in enumerate(Weight)}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedMedicine:
    """A medicine that is taken, or was until lately, with all that is known of it.

    `medicine` is None where it is not in our list. `conditions` are the
    interactions with illnesses and habits that it has.
    """

    course: MedicineCourse
    medicine: Medicine | None
    facts: tuple[MedicineFact, ...]
    conditions: tuple[Interaction, ...]

    @property
    def name(self) -> str:
        """The name that the person gave it."""
        return self.course.name

    def of(self, topic: FactTopic) -> tuple[MedicineFact, ...]:
        """What is known of it on one topic."""
        return tuple(fact for fact in self.facts if fact.topic is topic)

    @property
    def reactions(self) -> tuple[MedicineFact, ...]:
        """What may have to do with twitching."""
        return self.of(FactTopic.REACTIONS)

    @property
    def salts(self) -> tuple[MedicineFact, ...]:
        """Which salts of the blood it may move."""
        return self.of(FactTopic.SALTS)

    @property
    def stopping(self) -> tuple[MedicineFact, ...]:
        """Why it must not be stopped suddenly; empty where we know of no reason."""
        return self.of(FactTopic.STOPPING)

    @property
    def fluids(self) -> tuple[MedicineFact, ...]:
        """Why advice to drink more is dangerous with it; empty where we know of no reason."""
        return self.of(FactTopic.FLUIDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """Two medicines that are taken and that matter together."""

    first: str
    second: str
    interaction: Interaction


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedTwice:
    """A medicine that was told as started twice without a stop between."""

    name: str
    first_on: date
    again_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SaltMoved:
    """A salt of the blood that medicines may move, with the names of these."""

    effect: SaltEffect
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineCheck:
    """What is known of all that a person takes.

    `combinations` begin with what somebody should hear of today. `same_twice`
    are names of one medicine that is taken under two names. `ended` were
    stopped, `missed` missed within the last two weeks, and must not be stopped
    suddenly.
    """

    taken: tuple[CheckedMedicine, ...]
    combinations: tuple[Combination, ...]
    same_twice: tuple[tuple[str, str], ...]
    started_twice: tuple[StartedTwice, ...]
    salts: tuple[SaltMoved, ...]
    ended: tuple[CheckedMedicine, ...]
    missed: tuple[CheckedMedicine, ...]

    @property
    def not_in_list(self) -> tuple[str, ...]:
        """The medicines of which we know nothing."""
        return tuple(each.name for each in self.taken if each.medicine is None)

    @property
    def fluid_cautions(self) -> tuple[CheckedMedicine, ...]:
        """The medicines with which advice to drink more is dangerous."""
        return tuple(each for each in self.taken if each.fluids)


def check_medicines(changes: tuple[MedicineChange, ...], today: date) -> MedicineCheck:
    """What is known of the medicines that a line of changes tells of.

    What only as-needed doses are known of counts as taken for 30 days.
    """
    courses = medicine_courses(tuple(change for change in changes if change.day <= today))
    taken = tuple(checked(course) for course in courses if is_taken(course, today))
    ended = tuple(
        checked(course)
        for course in courses
        if course.stopped_on is not None
        and today - course.stopped_on <= RECENT
        and not any(same_name(course.name, each.name) for each in taken)
    )
    return MedicineCheck(
        taken=taken,
        combinations=_combinations(taken),
        same_twice=tuple(
            (one.name, other.name)
            for one, other in combinations(taken, 2)
            if one.medicine is not None and one.medicine is other.medicine
        ),
        started_twice=started_twice(changes),
        salts=_salts(taken),
        ended=tuple(each for each in ended if each.stopping),
        missed=tuple(
            each
            for each in taken
            if each.stopping
            and each.course.missed_on is not None
            and today - each.course.missed_on <= RECENT
        ),
    )


def is_taken(course: MedicineCourse, today: date) -> bool:
    """Whether a medicine counts as taken on a day."""
    if course.only_as_needed and course.taken_on is not None:
        return today - course.taken_on <= AS_NEEDED_COUNTS
    return course.stopped_on is None


def checked(course: MedicineCourse) -> CheckedMedicine:
    """A course with what is known of its medicine."""
    found = medicine_of(course)
    if found is None:
        return CheckedMedicine(course=course, medicine=None, facts=(), conditions=())
    return CheckedMedicine(
        course=course,
        medicine=found,
        facts=facts_about(found),
        conditions=tuple(
            each for each in interactions() if each.conditions and each.one.holds(found)
        ),
    )


def medicine_of(course: MedicineCourse) -> Medicine | None:
    """The medicine of our list that was chosen for a course, or that bears exactly its name."""
    return medicine_or_none(course.catalogue_id) or medicine_named(course.name)


def started_twice(changes: tuple[MedicineChange, ...]) -> tuple[StartedTwice, ...]:
    """The medicines that were told as started again while they were taken, by day."""
    open_since: dict[str, date] = {}
    found = []
    for change in sorted(changes, key=lambda change: (change.day, change.id)):
        name = change.name.strip().casefold()
        if change.action is MedicineAction.STOPPED:
            open_since.pop(name, None)
        elif change.action is MedicineAction.STARTED:
            first = open_since.get(name)
            if first is not None:
                found.append(
                    StartedTwice(name=change.name.strip(), first_on=first, again_on=change.day)
                )
            open_since.setdefault(name, change.day)
    return tuple(found)


def _combinations(taken: tuple[CheckedMedicine, ...]) -> tuple[Combination, ...]:
    """What matters between each two of the medicines, what is for today first."""
    found = [
        Combination(first=one.name, second=other.name, interaction=each)
        for one, other in combinations(taken, 2)
        if one.medicine is not None and other.medicine is not None
        for each in interactions()
        if each.joins(one.medicine, other.medicine)
    ]
    return tuple(sorted(found, key=lambda each: _BY_WEIGHT[each.interaction.weight]))


def _salts(taken: tuple[CheckedMedicine, ...]) -> tuple[SaltMoved, ...]:
    """Each salt that may be moved, with the medicines that may move it."""
    return tuple(
        SaltMoved(effect=effect, names=names)
        for effect in SaltEffect
        if (
            names := tuple(
                each.name for each in taken if any(effect in fact.effects for fact in each.salts)
            )
        )
    )
