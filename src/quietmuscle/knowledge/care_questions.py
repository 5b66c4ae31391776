"""The questions of the care check: care/questions.toml, typed.

The table itself says what each field means.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_rows
from quietmuscle.model.care import Tier
from quietmuscle.model.medicine_class import MedicineClass

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "care/questions.toml"
ANY_CLASS = "any"
LIST_COMPLETE = "medicine_list_complete"
"""The question whether the list of medicines holds all; others may be settled by it."""

DIARY_SAYS = frozenset(
    {"over_2_weeks", "more_than_one_place", "painful", "weak_or_stiff", "disturbs_most_days"}
)
PROFILE_SAYS = frozenset(
    {"adult", "age_45_or_over", "pregnant", "late_pregnancy", "kidney_disease"}
)


class MedicineSignKind(StrEnum):
    """What a medicine must have done to answer a question with yes."""

    TAKING = "taking"
    STOPPED_OR_MISSED = "stopped_or_missed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineSign:
    """What in the medicine list answers a question with yes.

    `classes` None stands for any medicine. TAKING: taken now, or stopped no
    more than `days` ago, and where `at_least_days` is given, started at least
    so long ago. STOPPED_OR_MISSED and CHANGED: within the last `days`; with
    `before_twitch`, within the `days` before the first twitch instead.
    """

    kind: MedicineSignKind
    classes: frozenset[MedicineClass] | None
    days: int
    at_least_days: int = 0
    before_twitch: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Questions that are shown together, with what is written above them."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CareQuestion:
    """A question that is answered with yes, no, or "I don't know"."""

    id: str
    screen: str
    text: str
    help: str
    red_flag: bool
    alone: Tier | None
    only_if: str | None
    medicines: tuple[MedicineSign, ...]
    more_than_medicines: bool
    diary: str | None
    profile: str | None

    @property
    def message(self) -> Message:
        """The question, to be put into words where it is shown."""
        return Message(self.text)


def care_questions() -> Mapping[str, CareQuestion]:
    """Every question by its id, in the order of asking."""
    return _questions()


def care_screens() -> tuple[Screen, ...]:
    """The screens, in the order of asking."""
    return _screens()


@lru_cache(maxsize=1)
def _screens() -> tuple[Screen, ...]:
    rows = read_rows(FILE, "screen")
    for row in rows:
        row.only("id", "title")
    return tuple(Screen(id=row.text("id"), title=row.text("title")) for row in rows)


@lru_cache(maxsize=1)
def _questions() -> Mapping[str, CareQuestion]:
    return read_questions(read_rows(FILE, "question"), _screens())


def read_questions(rows: tuple[Row, ...], screens: tuple[Screen, ...]) -> dict[str, CareQuestion]:
    """The questions that rows describe. Raises KnowledgeError where they do not fit together."""
    names = {screen.id for screen in screens}
    found: dict[str, CareQuestion] = {}
    for row in rows:
        question = read_question(row)
        if question.id in found:
            raise KnowledgeError(f"{row.place}: the id stands twice")
        if question.screen not in names:
            raise KnowledgeError(f"{row.place}: there is no screen {question.screen!r}")
        if question.only_if is not None and question.only_if not in found:
            raise KnowledgeError(f"{row.place}: {question.only_if!r} is not asked before it")
        found[question.id] = question
    return found


def read_question(row: Row) -> CareQuestion:
    """The question that a row describes."""
    row.only(
        "id", "screen", "text", "help", "red_flag", "alone", "only_if", "medicines",
        "more_than_medicines", "diary", "profile",
    )  # fmt: skip
    red_flag = row.flag("red_flag")
    alone = row.text("alone", "") or None
    if alone is not None and alone not in set(Tier):
        raise KnowledgeError(f"{row.place}: {alone!r} is no tier")
    if alone is not None and not red_flag:
        raise KnowledgeError(f"{row.place}: only a red flag has a tier of its own")
    return CareQuestion(
        id=row.text("id"),
        screen=row.text("screen"),
        text=row.text("text"),
        help=row.text("help", ""),
        red_flag=red_flag,
        alone=None if alone is None else Tier(alone),
        only_if=row.text("only_if", "") or None,
        medicines=_signs(row),
        more_than_medicines=row.flag("more_than_medicines"),
        diary=_one_of(row, "diary", DIARY_SAYS),
        profile=_one_of(row, "profile", PROFILE_SAYS),
    )


def _one_of(row: Row, name: str, known: frozenset[str]) -> str | None:
    word = row.text(name, "") or None
    if word is not None and word not in known:
        raise KnowledgeError(f"{row.place}: {name} may be one of {sorted(known)}, not {word!r}")
    return word


def _signs(row: Row) -> tuple[MedicineSign, ...]:
    entries = row.fields.get("medicines", [])
    if not isinstance(entries, list):
        raise KnowledgeError(f"{row.place}: 'medicines' must hold a list")
    return tuple(_sign(entry, row.place) for entry in entries)


def _sign(entry: object, place: str) -> MedicineSign:
    if not isinstance(entry, dict):
        raise KnowledgeError(f"{place}: a sign of a medicine has fields")
    kinds = [kind for kind in MedicineSignKind if kind in entry]
    unknown = set(entry) - set(MedicineSignKind) - {"days", "at_least_days", "before_twitch"}
    if len(kinds) != 1 or unknown:
        raise KnowledgeError(f"{place}: a sign of a medicine names one of {list(MedicineSignKind)}")
    names, days, long = entry[kinds[0]], entry.get("days"), entry.get("at_least_days", 0)
    before_twitch = entry.get("before_twitch", False)
    if not isinstance(names, list) or not names or type(days) is not int or type(long) is not int:
        raise KnowledgeError(f"{place}: a sign of a medicine needs classes and days")
    if not isinstance(before_twitch, bool):
        raise KnowledgeError(f"{place}: before_twitch is true or false")
    unknown_classes = [name for name in names if name not in [*MedicineClass, ANY_CLASS]]
    if unknown_classes:
        raise KnowledgeError(f"{place}: there is no class of medicine {unknown_classes}")
    return MedicineSign(
        kind=kinds[0],
        classes=None if ANY_CLASS in names else frozenset(map(MedicineClass, names)),
        days=days,
        at_least_days=long,
        before_twitch=before_twitch,
    )
