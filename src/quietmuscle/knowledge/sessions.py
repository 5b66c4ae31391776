"""The guided sessions and their steps: sessions.toml, typed.

A step is said to be offered or not by the limits of the strategy that it
needs; the breathing of our sessions is slow and never deep, whatever the table
says, and nothing warm lies on the skin for more than ten minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from quietmuscle.base.text import Message
from quietmuscle.knowledge.about_health import health_question
from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.facts import standing
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_rows
from quietmuscle.knowledge.sources import Source
from quietmuscle.knowledge.strategies import strategy

FILE = "sessions.toml"
MUSCLE = "muscle"
TOUCH = "touch"
TOUCH_STEPS = ("massage", "warm", "cool")
"""What can be chosen for the step "touch"."""

SHORTEST_IN_S = 4
SHORTEST_OUT_S = 5
LONGEST_WARMTH_S = 600
LONGEST_STEP_S = 900


class StepKind(StrEnum):
    """What a step is for."""

    PREPARE = "prepare"
    POSITION = "position"
    BREATHE = "breathe"
    MINDFUL = "mindful"
    STRETCH = "stretch"
    MASSAGE = "massage"
    WARM = "warm"
    COOL = "cool"
    CLOSE = "close"


class Drawing(StrEnum):
    """The drawings, each a partial in templates/drawings."""

    REST = "rest"
    CALF = "calf"
    THIGH = "thigh"
    FOREARM = "forearm"
    FOOT = "foot"
    NECK = "neck"
    MASSAGE = "massage"
    COMPRESS = "compress"


@dataclass(frozen=True, slots=True, kw_only=True)
class Breath:
    """How long one breathes in, and out."""

    in_s: int
    out_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds:
    """How long a stretch is held and rested from, how often, on how many sides."""

    hold_s: int
    rest_s: int
    times: int
    sides: int

    @property
    def total_s(self) -> int:
        """All of it together."""
        return (self.hold_s + self.rest_s) * self.times * self.sides


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What is said later in a step."""

    at_s: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: what is read and spoken, how long, and what it needs.

    `spoken` replaces the words for the ear where it is not empty.
    `needs` is a strategy; `instead` takes the step's place where that does not
    suit. `most_s` is how far the person may prolong it; `half_time` is then
    said in the middle. `never_with` names what else forbids it.
    """

    id: str
    kind: StepKind
    title: str
    words: tuple[str, ...]
    spoken: str
    seconds: int
    status: FactStatus
    sources: tuple[Source, ...]
    checked_on: date
    breath: Breath | None = None
    holds: Holds | None = None
    cues: tuple[Cue, ...] = ()
    most_s: int | None = None
    half_time: str = ""
    drawing: Drawing | None = None
    needs: str | None = None
    never_with: tuple[str, ...] = ()
    instead: str | None = None
    custom: bool = False

    @property
    def text(self) -> str:
        """All that it says, as one text."""
        return " ".join((self.title + ".", *self.words))

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every sentence of it, for translators."""
        found = (
            self.title,
            *self.words,
            self.spoken,
            *(cue.words for cue in self.cues),
            self.half_time,
        )
        return tuple(dict.fromkeys(each for each in found if each))


@dataclass(frozen=True, slots=True, kw_only=True)
class Muscle:
    """A muscle that can be chosen, and the step for it."""

    id: str
    name: str
    step: str

    @property
    def label(self) -> Message:
        """Its name."""
        return Message(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session: ids of steps in their order, "muscle" and "touch" where one chooses."""

    id: str
    name: str
    for_whom: str
    steps: tuple[str, ...]

    @property
    def label(self) -> Message:
        """Its name."""
        return Message(self.name)

    @property
    def seconds(self) -> int:
        """How long it lasts with the first muscle and a massage."""
        return sum(step(_usual(each)).seconds for each in self.steps)

    @property
    def minutes(self) -> int:
        """The same in minutes, rounded."""
        return round(self.seconds / 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    steps: dict[str, Step]
    muscles: dict[str, Muscle]
    sessions: dict[str, Session]


def steps() -> tuple[Step, ...]:
    """Every step, in the order of the table."""
    return tuple(_tables().steps.values())


def step(step_id: str) -> Step:
    """The step of an id. Raises KnowledgeError: a dangling id is our fault."""
    try:
        return _tables().steps[step_id]
    except KeyError:
        raise KnowledgeError(f"{FILE}: there is no step {step_id!r}") from None


def muscles() -> tuple[Muscle, ...]:
    """The muscles to choose from."""
    return tuple(_tables().muscles.values())


def sessions() -> tuple[Session, ...]:
    """Every session, the one that is offered first at the head."""
    return tuple(_tables().sessions.values())


def session_or_none(session_id: str) -> Session | None:
    """The session of an id that a diary or an address brings; None for one that we do not know."""
    return _tables().sessions.get(session_id)


def session_sentences() -> tuple[str, ...]:
    """Every sentence of the sessions, for translators."""
    return (
        *(words for each in steps() for words in each.sentences),
        *(each.name for each in muscles()),
        *(words for each in sessions() for words in (each.name, each.for_whom)),
    )


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    return read_tables(
        read_rows(FILE, "step"), read_rows(FILE, "muscle"), read_rows(FILE, "session")
    )


def read_tables(
    step_rows: tuple[Row, ...], muscle_rows: tuple[Row, ...], session_rows: tuple[Row, ...]
) -> _Tables:
    """All three tables, each name in them known."""
    tables = _Tables(
        steps={each.id: each for each in map(read_step, step_rows)},
        muscles={each.id: each for each in map(read_muscle, muscle_rows)},
        sessions={each.id: each for each in map(read_session, session_rows)},
    )
    counts = (len(tables.steps), len(tables.muscles), len(tables.sessions))
    if counts != (len(step_rows), len(muscle_rows), len(session_rows)):
        raise KnowledgeError(f"{FILE}: an id stands twice")
    named = [
        *(each.instead for each in tables.steps.values() if each.instead),
        *(each.step for each in tables.muscles.values()),
        *(each for entry in tables.sessions.values() for each in entry.steps),
        *TOUCH_STEPS,
    ]
    for name in named:
        if name not in tables.steps and name not in {MUSCLE, TOUCH}:
            raise KnowledgeError(f"{FILE}: there is no step {name!r}")
    for each in tables.steps.values():
        _check_ends(each, tables.steps)
    return tables


def _check_ends(first: Step, known: dict[str, Step]) -> None:
    """Hold that whoever may do nothing still ends at a step that needs nothing."""
    seen = {first.id}
    current = first
    while current.instead is not None:
        current = known[current.instead]
        if current.id in seen:
            raise KnowledgeError(f"{FILE}: {first.id!r} is replaced in a circle")
        seen.add(current.id)
    if current.needs is not None:
        raise KnowledgeError(f"{FILE}: nothing stands in for {current.id!r}")


def read_step(row: Row) -> Step:
    """The step that a row describes, with what no step of ours may ask for refused."""
    row.only(
        "id", "kind", "title", "words", "spoken", "seconds", "breath", "holds", "cues", "most_s",
        "half_time", "drawing", "needs", "never_with", "instead", "custom", "status", "sources",
        "date",
    )  # fmt: skip
    status, sources, checked_on = standing(row)
    words = row.texts("words")
    if not words:
        raise KnowledgeError(f"{row.place}: it says nothing")
    numbers = row.fields
    found = Step(
        id=row.text("id"),
        kind=row.choice("kind", StepKind),
        title=row.text("title"),
        words=words,
        spoken=row.text("spoken", ""),
        seconds=_whole(row, "seconds", numbers.get("seconds")),
        status=status,
        sources=sources,
        checked_on=checked_on,
        breath=_breath(row),
        holds=_holds(row),
        cues=_cues(row),
        most_s=_whole(row, "most_s", numbers["most_s"]) if "most_s" in numbers else None,
        half_time=row.text("half_time", ""),
        drawing=row.choice("drawing", Drawing) if "drawing" in numbers else None,
        needs=strategy(row.text("needs")).id if "needs" in numbers else None,
        never_with=tuple(health_question(each).id for each in row.texts("never_with")),
        instead=row.text("instead") if "instead" in numbers else None,
        custom=row.flag("custom"),
    )
    _check_step(row, found)
    return found


def _check_step(row: Row, found: Step) -> None:
    warm = found.kind is StepKind.WARM
    wrong = {
        "it lasts too long": max(found.seconds, found.most_s or 0) > LONGEST_STEP_S,
        "warmth lies on for ten minutes at most": warm
        and max(found.seconds, found.most_s or 0) > LONGEST_WARMTH_S,
        "warmth needs its limits": warm and found.needs != "warm_compress",
        "its holds do not fill it": found.holds is not None
        and found.holds.total_s != found.seconds,
        "a stretch has holds, and only a stretch": (found.holds is not None)
        != (found.kind is StepKind.STRETCH),
        "breathing has a pacer, and only breathing": (found.breath is not None)
        != (found.kind is StepKind.BREATHE),
        "fast breathing": found.breath is not None
        and (found.breath.in_s < SHORTEST_IN_S or found.breath.out_s < SHORTEST_OUT_S),
        "a cue comes after its end": any(cue.at_s >= found.seconds for cue in found.cues),
        "what needs something has something instead": (found.needs is None)
        != (found.instead is None),
        "its half time has words": (found.most_s is None) != (not found.half_time),
    }
    for reason, is_so in wrong.items():
        if is_so:
            raise KnowledgeError(f"{row.place}: {reason}")


def read_muscle(row: Row) -> Muscle:
    """The muscle that a row describes."""
    row.only("id", "name", "step")
    return Muscle(id=row.text("id"), name=row.text("name"), step=row.text("step"))


def read_session(row: Row) -> Session:
    """The session that a row describes."""
    row.only("id", "name", "for_whom", "steps")
    found = Session(
        id=row.text("id"),
        name=row.text("name"),
        for_whom=row.text("for_whom"),
        steps=row.texts("steps"),
    )
    if not found.steps or len(set(found.steps)) != len(found.steps) or found.steps[-1] != "close":
        raise KnowledgeError(f"{row.place}: its steps stand once each, and close is the last")
    return found


def _usual(name: str) -> str:
    """The step that stands for a choice while nothing is chosen."""
    return {MUSCLE: muscles()[0].step, TOUCH: TOUCH_STEPS[0]}.get(name, name)


def _whole(row: Row, name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
        raise KnowledgeError(f"{row.place}: {name!r} must be a whole number above 0, not {value!r}")
    return value


def _numbers(row: Row, name: str, keys: tuple[str, ...]) -> tuple[int, ...] | None:
    """A field that holds a small table of whole numbers, all of them."""
    value = row.fields.get(name)
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) != set(keys):
        raise KnowledgeError(f"{row.place}: {name!r} must hold {', '.join(keys)}")
    return tuple(_whole(row, f"{name}.{key}", value[key]) for key in keys)


def _breath(row: Row) -> Breath | None:
    found = _numbers(row, "breath", ("in_s", "out_s"))
    return None if found is None else Breath(in_s=found[0], out_s=found[1])


def _holds(row: Row) -> Holds | None:
    found = _numbers(row, "holds", ("hold_s", "rest_s", "times", "sides"))
    if found is None:
        return None
    hold_s, rest_s, times, sides = found
    return Holds(hold_s=hold_s, rest_s=rest_s, times=times, sides=sides)


def _cues(row: Row) -> tuple[Cue, ...]:
    value = row.fields.get("cues", [])
    if not isinstance(value, list):
        raise KnowledgeError(f"{row.place}: 'cues' must be a list")
    found = []
    for each in value:
        words = each.get("words") if isinstance(each, dict) else None
        if not isinstance(words, str) or not words.strip() or set(each) != {"at", "words"}:
            raise KnowledgeError(f"{row.place}: a cue has 'at' and 'words'")
        found.append(Cue(at_s=_whole(row, "at", each["at"]), words=words))
    if [cue.at_s for cue in found] != sorted({cue.at_s for cue in found}):
        raise KnowledgeError(f"{row.place}: its cues come one after the other")
    return tuple(found)
