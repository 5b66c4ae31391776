"""A care scenario as it is written in a file: answers, medicines, diary, profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.care import CareProfile
from quietmuscle.model.care import DiaryExtract
from quietmuscle.model.checks import NAME_LIMIT_CHARACTERS
from quietmuscle.model.checks import check_text

MOST_DAYS_AGO = 40_000
MOST_MEDICINES = 200
OLDEST_YEARS = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineForm:
    """A medicine of a scenario, by its name. Days are counted back from today."""

    name: str
    started_days_ago: int | None = None
    changed_days_ago: int | None = None
    stopped_days_ago: int | None = None
    missed_days_ago: int | None = None

    def __post_init__(self) -> None:
        """Refuse nameless medicines and days that have not come yet."""
        if not self.name.strip():
            raise ValueNotUnderstoodError(Message(_("Please give the medicine's name.")))
        check_text(self.name, NAME_LIMIT_CHARACTERS)
        for days in (
            self.started_days_ago,
            self.changed_days_ago,
            self.stopped_days_ago,
            self.missed_days_ago,
        ):
            check_days_ago(days)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioForm:
    """A scenario as a file holds it.

    `answers` are "yes", "no" or "dont_know" by the question's id.
    `medicines` may be names alone; left out, nothing is known of them.
    `medicines_complete` says whether these are all. `ruleset_version` is that
    of the rules the answers were given for.
    """

    schema: int
    answers: Mapping[str, str | bool] = field(default_factory=dict)
    medicines: tuple[MedicineForm | str, ...] | None = None
    medicines_complete: bool | None = None
    diary: DiaryExtract = field(default_factory=DiaryExtract)
    profile: CareProfile = field(default_factory=CareProfile)
    ruleset_version: str | None = None

    def __post_init__(self) -> None:
        """Refuse numbers that cannot be."""
        if self.medicines is not None and len(self.medicines) > MOST_MEDICINES:
            raise ValueNotUnderstoodError(
                Message(_("A list of medicines holds {most} at most."), {"most": MOST_MEDICINES})
            )
        check_days_ago(self.diary.days_since_first_twitch)
        places = self.diary.places_last_14_days
        if places is not None and not 0 <= places <= MOST_MEDICINES:
            raise ValueNotUnderstoodError(
                Message(_("{number} places on the body cannot be."), {"number": places})
            )
        age = self.profile.age_years
        if age is not None and not 0 <= age <= OLDEST_YEARS:
            raise ValueNotUnderstoodError(
                Message(_("An age of {age} years cannot be."), {"age": age})
            )


def check_days_ago(days: int | None) -> None:
    """Refuse a number of days back from today that lies in the future or before our time."""
    if days is not None and days < 0:
        raise ValueNotUnderstoodError(
            Message(
                _(
                    "{days} days ago lies in the future. Give the days back from today, "
                    "0 for today."
                ),
                {"days": days},
            )
        )
    if days is not None and days > MOST_DAYS_AGO:
        raise ValueNotUnderstoodError(
            Message(_("{days} days ago is more than a hundred years."), {"days": days})
        )
