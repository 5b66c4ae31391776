"""The care check in z3: what its documentation says, written down a second time.

`Weighed(inputs)` holds the outcome of a scenario as formulas. It is built from
the tables and the documented meaning alone; not a line of the engine runs here.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import z3
from care_inputs import KINDS
from care_inputs import Said
from care_table import LIST_COMPLETE
from care_table import SEVERITY
from care_table import Ask
from care_table import Join
from care_table import Not
from care_table import care_table

if TYPE_CHECKING:
    from care_inputs import Day
    from care_inputs import Drug
    from care_inputs import Inputs
    from care_table import Formula
    from care_table import Table

NEVER = z3.BoolVal(False)
ALWAYS = z3.BoolVal(True)
Targets = dict[str, z3.BoolRef]
"""Which questions are to be asked, and when."""


def either(*parts: z3.BoolRef) -> z3.BoolRef:
    kept = [part for part in parts if not z3.is_false(part)]
    return NEVER if not kept else kept[0] if len(kept) == 1 else z3.Or(kept)


def both(*parts: z3.BoolRef) -> z3.BoolRef:
    kept = [part for part in parts if not z3.is_true(part)]
    if any(z3.is_false(part) for part in kept):
        return NEVER
    return ALWAYS if not kept else kept[0] if len(kept) == 1 else z3.And(kept)


class Weighed:
    """What comes of a scenario."""

    def __init__(self, inputs: Inputs, table: Table | None = None) -> None:
        self.inputs = inputs
        self.table = table or care_table()
        self.truth: dict[str, Said] = {}
        self.elsewhere: dict[str, Said] = {}
        self.ask: dict[str, Targets] = {}
        for name in self.table.questions:
            self._know(name)

    # ------------------------------------------------------ what is known

    def _know(self, name: str) -> None:
        question, answer = self.table.questions[name], self.inputs.answers[name]
        known = self.elsewhere[name] = self._elsewhere(name)
        overruled = NEVER
        if question.get("medicines"):
            overruled = known.yes
        elif question.get("profile") == "adult":
            overruled = known.no
        unsaid = both(z3.Not(answer.asked), z3.Not(known.yes), z3.Not(known.no))
        holds = z3.Not(overruled)
        takes_it = either(z3.Not(answer.asked), overruled)
        yes = either(both(holds, answer.yes), both(takes_it, known.yes))
        no = either(both(holds, answer.no), both(takes_it, known.no))
        first = self._asked_first(name)
        if "only_if" not in question:
            self.truth[name] = Said(yes=yes, no=no)
            self.ask[name] = {target: both(unsaid, when) for target, when in first.items()}
            return
        gate = self.truth[question["only_if"]]
        asked_of_gate = self.ask[question["only_if"]]
        gate_open = both(z3.Not(gate.yes), z3.Not(gate.no))
        self.truth[name] = Said(yes=yes, no=either(no, both(unsaid, gate.no)))
        targets = {target: both(unsaid, gate.yes, when) for target, when in first.items()}
        for target, when in asked_of_gate.items():
            targets[target] = either(targets.get(target, NEVER), both(unsaid, gate_open, when))
        in_vain = both(unsaid, gate_open, z3.Not(either(*asked_of_gate.values())))
        targets[name] = either(targets.get(name, NEVER), in_vain)
        self.ask[name] = targets

    def _asked_first(self, name: str) -> Targets:
        question, inputs = self.table.questions[name], self.inputs
        if not question.get("medicines") or question.get("more_than_medicines"):
            return {name: ALWAYS}
        if "profile" in question:
            return {name: ALWAYS}
        list_would_do = both(
            inputs.listed,
            z3.Not(inputs.answers[LIST_COMPLETE].asked),
            z3.Not(self._list_may_matter(name)),
        )
        return {LIST_COMPLETE: list_would_do, name: z3.Not(list_would_do)}

    def _elsewhere(self, name: str) -> Said:
        question = self.table.questions[name]
        parts = []
        if question.get("medicines"):
            parts.append(self._from_list(name))
        if "diary" in question:
            parts.append(Said(yes=self._from_diary(question["diary"]), no=NEVER))
        if "profile" in question:
            parts.append(self._from_profile(question["profile"]))
        no = both(*(part.no for part in parts)) if parts else NEVER
        return Said(yes=either(*(part.yes for part in parts)), no=no)

    def _from_list(self, name: str) -> Said:
        inputs = self.inputs
        shown = either(inputs.shows[name], *(self._shows(name, each) for each in inputs.drugs))
        yes = both(inputs.listed, shown)
        if self.table.questions[name].get("more_than_medicines"):
            return Said(yes=yes, no=NEVER)
        complete = inputs.answers[LIST_COMPLETE].yes
        silent = both(z3.Not(shown), z3.Not(self._list_may_matter(name)))
        return Said(yes=yes, no=both(inputs.listed, complete, silent))

    def _list_may_matter(self, name: str) -> z3.BoolRef:
        inputs = self.inputs
        return either(inputs.may[name], *(self._may_matter(name, each) for each in inputs.drugs))

    def _may_matter(self, name: str, drug: Drug) -> z3.BoolRef:
        signs = self.table.questions[name]["medicines"]
        return either(*(either(z3.Not(drug.ours), _is_of(sign, drug)) for sign in signs))

    def _shows(self, name: str, drug: Drug) -> z3.BoolRef:
        signs = self.table.questions[name]["medicines"]
        return either(*(both(_is_of(s, drug), self._did(s, drug)) for s in signs))

    def _did(self, sign: dict, drug: Drug) -> z3.BoolRef:
        days, long = sign["days"], sign.get("at_least_days", 0)
        if "taking" in sign:
            still = either(z3.Not(drug.stopped.known), drug.stopped.ago <= days)
            return both(
                still, both(drug.started.known, drug.started.ago >= long) if long else ALWAYS
            )
        if "stopped_or_missed" in sign:
            happened = (drug.stopped, drug.missed)
        else:
            happened = (drug.started, drug.changed, drug.stopped)
        if not sign.get("before_twitch"):
            return either(*(both(each.known, each.ago <= days) for each in happened))
        first = self.inputs.first
        return either(*(_shortly_before(each, first, days) for each in happened))

    def _from_diary(self, name: str) -> z3.BoolRef:
        inputs = self.inputs
        return {
            "over_2_weeks": both(inputs.first.known, inputs.first.ago > 14),
            "more_than_one_place": both(inputs.places.known, inputs.places.ago >= 2),
            "painful": inputs.diary["painful"],
            "weak_or_stiff": inputs.diary["weak"],
            "disturbs_most_days": inputs.diary["disturbed"],
        }[name]

    def _from_profile(self, name: str) -> Said:
        age, told = self.inputs.age, self.inputs.profile
        if name in {"adult", "age_45_or_over"}:
            years = 18 if name == "adult" else 45
            return Said(yes=both(age.known, age.ago >= years), no=both(age.known, age.ago < years))
        if name == "pregnant":
            yes = either(told["pregnant"].yes, told["late"].yes)
            return Said(yes=yes, no=both(told["pregnant"].no, z3.Not(told["late"].yes)))
        return told["late" if name == "late_pregnancy" else "kidney"]

    # ------------------------------------------------- three-valued formulas

    def value(self, formula: Formula, truth: dict[str, Said]) -> Said:
        if isinstance(formula, Ask):
            return truth[formula.question]
        if isinstance(formula, Not):
            part = self.value(formula.part, truth)
            return Said(yes=part.no, no=part.yes)
        parts = [self.value(part, truth) for part in formula.parts]
        yes, no = [part.yes for part in parts], [part.no for part in parts]
        if formula.every:
            return Said(yes=both(*yes), no=either(*no))
        return Said(yes=either(*yes), no=both(*no))

    def open(self, formula: Formula) -> Targets:
        """What is asked to settle a formula."""
        if isinstance(formula, Ask):
            return self.ask[formula.question]
        if isinstance(formula, Not):
            return self.open(formula.part)
        value = self.value(formula, self.truth)
        turn = both(z3.Not(value.yes), z3.Not(value.no))
        found: Targets = {}
        for part in formula.parts:
            asked = self.open(part)
            for target, when in asked.items():
                found[target] = either(found.get(target, NEVER), both(turn, when))
            if formula.every:  # only the first part that can be asked for
                turn = both(turn, z3.Not(either(*asked.values())))
        return found

    # ------------------------------------------------------------ reasons

    @cached_property
    def fired(self) -> dict[str, z3.BoolRef]:
        return {r: self.value(f, self.truth).yes for r, f in self.table.formulas.items()}

    @cached_property
    def opened(self) -> dict[str, Targets]:
        return {rule: self.open(formula) for rule, formula in self.table.formulas.items()}

    def least(self, formula: Formula, truth: dict[str, Said], *, turned: bool = False) -> Said:
        """What is left of a formula when all that can still be asked speaks against it.

        `turned`: for it, where the formula stands under a "not".
        """
        if isinstance(formula, Ask):
            said, asked = truth[formula.question], either(*self.ask[formula.question].values())
            if turned:
                return Said(yes=either(said.yes, asked), no=said.no)
            return Said(yes=said.yes, no=either(said.no, asked))
        if isinstance(formula, Not):
            part = self.least(formula.part, truth, turned=not turned)
            return Said(yes=part.no, no=part.yes)
        parts = [self.least(part, truth, turned=turned) for part in formula.parts]
        yes, no = [part.yes for part in parts], [part.no for part in parts]
        if formula.every:
            return Said(yes=both(*yes), no=either(*no))
        return Said(yes=either(*yes), no=both(*no))

    @cached_property
    def not_ruled_out(self) -> dict[str, z3.BoolRef]:
        """Rules of T0 to T2 that do not hold, and that no answer can rule out any more."""
        found = {}
        for rule, formula in self.table.formulas.items():
            urgent = self.table.severity(rule) >= SEVERITY["T2"]
            left = self.least(formula, self.truth)
            found[rule] = both(z3.Not(self.fired[rule]), z3.Not(left.no)) if urgent else NEVER
        return found

    def _circumstances_granted(self) -> dict[str, Said]:
        """The truths, with every circumstance that was asked for in vain taken to be so."""
        flags = set(self.table.red_flags)
        found = {}
        for name, said in self.truth.items():
            asked = either(*self.ask[name].values())
            granted = Said(yes=either(said.yes, both(z3.Not(said.no), z3.Not(asked))), no=said.no)
            found[name] = said if name in flags else granted
        return found

    @cached_property
    def at_least(self) -> dict[int, z3.BoolRef]:
        """For each severity from 1 (T3) to 4 (T0): that it is sure already."""
        reasons: dict[int, list[z3.BoolRef]] = {1: [], 2: [], 3: [], 4: []}
        granted = self._circumstances_granted()
        for rule, formula in self.table.formulas.items():
            severity = self.table.severity(rule)
            if severity == 0:
                continue
            reasons[severity].append(self.fired[rule])
            if severity == 4:
                reasons[4].append(both(self.not_ruled_out[rule], self.least(formula, granted).yes))
            reasons[min(severity, 3)].append(self.not_ruled_out[rule])
        for name in self.table.red_flags:
            alone = SEVERITY[self.table.questions[name].get("alone", "T2")]
            truth, to_ask = self.truth[name], either(*self.ask[name].values())
            reasons[alone].append(truth.yes)
            reasons[alone - 1].append(both(z3.Not(truth.yes), z3.Not(truth.no), z3.Not(to_ask)))
        return {
            severity: either(
                *(each for s, found in reasons.items() if s >= severity for each in found)
            )
            for severity in reasons
        }

    # ------------------------------------------------------------ missing

    def could_hold(self, formula: Formula, truth: dict[str, Said]) -> z3.BoolRef:
        """Whether answers can still make a formula true."""
        return self.least(Not(formula), truth).no

    def _opened_for(self, tier: str) -> list[Targets]:
        """What the rules of a tier ask; one of T0 that an unknown sign keeps from it is of T1."""
        emergencies = self.table.of_tier("T0")
        if tier not in {"T0", "T1"}:
            return [self.opened[rule] for rule in self.table.of_tier(tier)]
        granted = self._circumstances_granted()
        found = []
        for rule in emergencies:
            reach = self.could_hold(self.table.formulas[rule], granted)
            when = reach if tier == "T0" else z3.Not(reach)
            found.append({t: both(when, w) for t, w in self.opened[rule].items()})
        return found + [self.opened[rule] for rule in self.table.of_tier(tier) if tier == "T1"]

    @cached_property
    def stages(self) -> list[tuple[z3.BoolRef, Targets]]:
        """The stages of asking, in their order: whether one is reached, and what it asks."""
        flags = self.table.red_flags
        found = []
        reached = ALWAYS
        for tier in ("T0", "T1", "T2"):
            severity = SEVERITY[tier]
            asked = _united(
                self._opened_for(tier)
                + [
                    self.ask[name]
                    for name in flags
                    if self.table.questions[name].get("alone") == tier
                ]
            )
            reached = both(reached, z3.Not(self.at_least[severity]))
            found.append((reached, asked))
            reached = both(reached, z3.Not(either(*asked.values())))
        possible = both(
            self.could_hold(self.table.self_care, self.truth),
            either(
                *(
                    self.could_hold(self.table.formulas[rule], self.truth)
                    for rule in self.table.of_tier("T4")
                )
            ),
        )
        reached = both(reached, z3.Not(self.at_least[1]), possible)
        names = (*flags, *_questions(self.table.self_care))
        conditions = _united([self.ask[name] for name in names])
        found.append((reached, conditions))
        reached = both(reached, z3.Not(either(*conditions.values())))
        explained = self.explained
        explanations = [self.opened[rule] for rule in self.table.of_tier("T3")]
        for rule in self.table.of_tier("T4"):
            opened = self.opened[rule]
            explanations.append({t: both(z3.Not(explained), w) for t, w in opened.items()})
        found.append((reached, _united(explanations)))
        return found

    @cached_property
    def missing(self) -> Targets:
        """When each question is to be asked next."""
        return _united(
            [{t: both(reached, w) for t, w in asked.items()} for reached, asked in self.stages]
        )

    @cached_property
    def explained(self) -> z3.BoolRef:
        return either(*(self.fired[rule] for rule in self.table.of_tier("T4")))

    # ------------------------------------------------------------ outcome

    @cached_property
    def asks(self) -> z3.BoolRef:
        return either(*self.missing.values())

    @cached_property
    def outcome(self) -> dict[str, z3.BoolRef]:
        """When the outcome is each tier, or "ask"."""
        done, sure = z3.Not(self.asks), self.at_least
        safe = both(self.value(self.table.self_care, self.truth).yes, self.explained)
        nothing_sure = both(done, z3.Not(sure[1]))
        return {
            "ask": self.asks,
            "T0": both(done, sure[4]),
            "T1": both(done, sure[3], z3.Not(sure[4])),
            "T2": both(done, sure[2], z3.Not(sure[3])),
            "T3": either(both(done, sure[1], z3.Not(sure[2])), both(nothing_sure, z3.Not(safe))),
            "T4": both(nothing_sure, safe),
        }

    @cached_property
    def named(self) -> dict[str, z3.BoolRef]:
        """When each rule is named as one that holds or cannot be ruled out."""
        return {
            rule: both(self.outcome["T4"], self.fired[rule])
            if self.table.severity(rule) == 0
            else either(self.fired[rule], self.not_ruled_out[rule])
            for rule in self.table.rules
        }

    def tier_at_least(self, severity: int) -> z3.BoolRef:
        """That a tier was reached, and of that severity or a higher one."""
        return either(*(self.outcome[tier] for tier, s in SEVERITY.items() if s >= severity))


def _is_of(sign: dict, drug: Drug) -> z3.BoolRef:
    (names,) = (sign[kind] for kind in KINDS if kind in sign)
    if "any" in names:
        return ALWAYS
    return both(drug.ours, either(*(drug.kinds[name] for name in names)))


def _shortly_before(day: Day, first: Day, days: int) -> z3.BoolRef:
    gap = day.ago - first.ago
    return both(day.known, first.known, gap >= 0, gap <= days)


def _united(asked: list[Targets]) -> Targets:
    parts: dict[str, list[z3.BoolRef]] = {}
    for each in asked:
        for target, when in each.items():
            parts.setdefault(target, []).append(when)
    return {target: either(*found) for target, found in parts.items()}


def _questions(formula: Formula) -> tuple[str, ...]:
    if isinstance(formula, Ask):
        return (formula.question,)
    parts = formula.parts if isinstance(formula, Join) else (formula.part,)
    return tuple(each for part in parts for each in _questions(part))
