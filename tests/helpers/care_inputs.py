"""What the care check goes by, as variables of z3: answers, medicines, diary, profile."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field

import z3
from care_table import care_table

KINDS = ("taking", "stopped_or_missed", "changed")


@dataclass(frozen=True)
class Answered:
    """One of four: yes, no, "I don't know", or, with none of them, not asked."""

    yes: z3.BoolRef
    no: z3.BoolRef
    unknown: z3.BoolRef

    @property
    def asked(self) -> z3.BoolRef:
        return z3.Or(self.yes, self.no, self.unknown)

    @property
    def one_at_most(self) -> z3.BoolRef:
        return z3.And(
            z3.Not(z3.And(self.yes, self.no)),
            z3.Not(z3.And(self.yes, self.unknown)),
            z3.Not(z3.And(self.no, self.unknown)),
        )

    def same(self, other: Answered) -> z3.BoolRef:
        return z3.And(self.yes == other.yes, self.no == other.no, self.unknown == other.unknown)


@dataclass(frozen=True)
class Day:
    """So many days ago, or not known."""

    known: z3.BoolRef
    ago: z3.ArithRef


@dataclass(frozen=True)
class Drug:
    """Any medicine: of our list or not, of any kinds, with any days."""

    ours: z3.BoolRef
    kinds: dict[str, z3.BoolRef]
    started: Day
    changed: Day
    stopped: Day
    missed: Day


@dataclass(frozen=True)
class Said:
    """Yes, no, or nothing."""

    yes: z3.BoolRef
    no: z3.BoolRef


@dataclass(frozen=True)
class Inputs:
    """A scenario. The list of medicines is `drugs` and others of which only this is said:
    what they show (`shows`) and where they may matter (`may`), by question."""

    answers: dict[str, Answered]
    listed: z3.BoolRef
    shows: dict[str, z3.BoolRef]
    may: dict[str, z3.BoolRef]
    first: Day
    places: Day
    diary: dict[str, z3.BoolRef]
    age: Day
    profile: dict[str, Said]
    drugs: tuple[Drug, ...] = ()
    valid: list[z3.BoolRef] = field(default_factory=list)


def bool_of(name: str) -> z3.BoolRef:
    return z3.Bool(name)


def day(name: str) -> Day:
    return Day(known=z3.Bool(f"{name} known"), ago=z3.Int(name))


def answered(name: str) -> Answered:
    return Answered(*(z3.Bool(f"{name} = {word}") for word in ("yes", "no", "dont_know")))


def said(name: str) -> Said:
    return Said(yes=z3.Bool(f"{name} is so"), no=z3.Bool(f"{name} is not so"))


def kinds_asked_for() -> list[str]:
    """The kinds of medicine that a question names."""
    found = {
        name
        for question in care_table().questions.values()
        for sign in question.get("medicines", ())
        for kind in KINDS
        for name in sign.get(kind, ())
    }
    return sorted(found - {"any"})


def drug(name: str) -> Drug:
    return Drug(
        ours=z3.Bool(f"{name} ours"),
        kinds={kind: z3.Bool(f"{name} is {kind}") for kind in kinds_asked_for()},
        started=day(f"{name} started"),
        changed=day(f"{name} changed"),
        stopped=day(f"{name} stopped"),
        missed=day(f"{name} missed"),
    )


def any_inputs(*, drugs: tuple[Drug, ...] = (), others: bool = True) -> Inputs:
    """Every scenario there is."""
    questions = care_table().questions
    with_medicines = [name for name, each in questions.items() if each.get("medicines")]
    answers = {name: answered(name) for name in questions}
    no = z3.BoolVal(False)
    shows = {name: z3.Bool(f"list shows {name}") if others else no for name in with_medicines}
    may = {name: z3.Bool(f"list may matter to {name}") if others else no for name in with_medicines}
    profile = {name: said(f"profile {name}") for name in ("pregnant", "late", "kidney")}
    valid = [each.one_at_most for each in answers.values()]
    valid += [z3.Implies(shows[name], may[name]) for name in with_medicines]
    valid += [z3.Not(z3.And(each.yes, each.no)) for each in profile.values()]
    return Inputs(
        answers=answers,
        listed=z3.Bool("medicines listed"),
        shows=shows,
        may=may,
        first=day("first twitch"),
        places=day("places"),
        diary={name: z3.Bool(f"diary {name}") for name in ("painful", "weak", "disturbed")},
        age=day("age"),
        profile=profile,
        drugs=drugs,
        valid=valid,
    )
