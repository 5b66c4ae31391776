"""A claim about the care check, handed to z3 as its opposite.

z3 looks for a scenario of the opposite kind; where there is none, the claim is
proven for every scenario there is.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import lru_cache

import z3
from care_inputs import any_inputs
from care_model import Weighed


@dataclass(frozen=True)
class Proof:
    """A claim, whether it is proven, a scenario against it where not, and how long it took."""

    claim: str
    proven: bool
    against: str
    took_s: float


@lru_cache(maxsize=1)
def any_scenario() -> Weighed:
    return Weighed(any_inputs())


def proof(claim: str, valid: list[z3.BoolRef], opposite: z3.BoolRef) -> Proof:
    """The claim that no valid scenario has the opposite."""
    begin = time.perf_counter()
    solver = z3.Solver()
    solver.add(*valid, opposite)
    answer = solver.check()
    assert answer != z3.unknown
    against = "" if answer == z3.unsat else _told(solver.model())
    return Proof(claim, answer == z3.unsat, against, time.perf_counter() - begin)


def _told(model: z3.ModelRef) -> str:
    true = [name.name() for name in model.decls() if z3.is_true(model[name])]
    numbers = [
        f"{name.name()} {model[name]}" for name in model.decls() if z3.is_int_value(model[name])
    ]
    return "; ".join(sorted(true) + sorted(numbers))
