"""What is asked of a fibre: where it is damaged, what surrounds it, and what is sent in."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field

from numpy import float64
from numpy.typing import NDArray

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.mechanism.bounds import Range
from quietmuscle.mechanism.bounds import check_ranges
from quietmuscle.mechanism.bounds import check_steps
from quietmuscle.mechanism.cable_fibre import MOTOR
from quietmuscle.mechanism.cable_fibre import Channels

NODES = (5, 61)
MOST_STEPS = 400_000

DAMAGE_RANGES = {
    "internodes": Range(low=0, high=5, unit="internodes"),
    "lamellae_left": Range(low=0.005, high=1.0, unit="of the myelin"),
    "sodium_s_per_cm2": Range(low=0.0, high=0.3, unit="S/cm²"),
    "slow_inward_s_per_cm2": Range(low=0.0, high=0.001, unit="S/cm²"),
}
SURROUNDINGS_RANGES = {
    "temperature_c": Range(low=30.0, high=45.0, unit="°C"),
    "potassium_mmol": Range(low=3.0, high=5.5, unit="mmol/l"),
    "calcium_ratio": Range(low=0.8, high=1.25, unit="× usual"),
    "sodium_open": Range(low=0.7, high=1.0, unit="of the channels"),
    "fast_potassium_open": Range(low=0.0, high=1.0, unit="of the channels"),
    "slow_potassium_ratio": Range(low=0.5, high=2.0, unit="× usual"),
}
RUN_RANGES = {
    "duration_ms": Range(low=1.0, high=2000.0, unit="ms"),
    "step_us": Range(low=0.5, high=10.0, unit="µs"),
    "implicitness": Range(low=0.5, high=1.0, unit=""),
}
SHOCK_RANGES = {
    "start_ms": Range(low=0.0, high=2000.0, unit="ms"),
    "duration_ms": Range(low=0.01, high=1000.0, unit="ms"),
    "size_na": Range(low=-20.0, high=20.0, unit="nA"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Internodes that lost myelin, and what their bared membrane grew.

    `lamellae_left` is the share of the myelin's layers that are there;
    `sodium_s_per_cm2` the sodium channels on the bared membrane (a node has 3), and
    `slow_inward_s_per_cm2` a slow inward current there.
    """

    first_internode: int = 9
    internodes: int = 3
    lamellae_left: float = 1.0
    sodium_s_per_cm2: float = 0.0
    slow_inward_s_per_cm2: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what was never tried."""
        check_ranges(self, DAMAGE_RANGES)

    @property
    def is_remodelled(self) -> bool:
        """Whether the bared membrane has channels of its own."""
        return self.sodium_s_per_cm2 > 0 or self.slow_inward_s_per_cm2 > 0

    @property
    def places(self) -> range:
        """The damaged internodes, counted from 0."""
        return range(self.first_internode, self.first_internode + self.internodes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What surrounds a fibre, and which share of its channels can open.

    `potassium_mmol` is that outside the fibre; `calcium_ratio` ionised calcium as a
    share of the usual; `slow_potassium_ratio` how many slow potassium channels
    nodes and internodes have, as a share of the usual.
    """

    temperature_c: float = 37.0
    potassium_mmol: float = 4.0
    calcium_ratio: float = 1.0
    sodium_open: float = 1.0
    fast_potassium_open: float = 1.0
    slow_potassium_ratio: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what was never tried."""
        check_ranges(self, SURROUNDINGS_RANGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shock:
    """A current sent into one node for a while."""

    node: int
    start_ms: float
    duration_ms: float = 0.1
    size_na: float = 2.0

    def __post_init__(self) -> None:
        """Refuse what was never tried."""
        check_ranges(self, SHOCK_RANGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Axon:
    """A fibre with its channels, its damage and its surroundings, and what is sent into it."""

    diameter_um: float = 10.0
    channels: Channels = MOTOR
    nodes: int = 21
    damage: Damage = field(default_factory=lambda: Damage(internodes=0))
    surroundings: Surroundings = field(default_factory=Surroundings)
    shocks: tuple[Shock, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a fibre too short or too long, and damage that lies beyond its ends."""
        last = self.nodes - 1 - self.damage.internodes
        lies_within = not self.damage.internodes or 0 <= self.damage.first_internode <= last
        is_met = all(0 <= each.node < self.nodes for each in self.shocks)
        if not (NODES[0] <= self.nodes <= NODES[1] and lies_within and is_met):
            raise ValueNotUnderstoodError(
                Message(
                    _(
                        "A fibre has {low} to {high} nodes; its damage and the nodes that are "
                        "stimulated lie within it."
                    ),
                    {"low": NODES[0], "high": NODES[1]},
                )
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class CableRun:
    """How long and how finely one looks.

    `implicitness` is where in a step the currents are balanced: 0.5, its middle, is
    of second order in the step; 1, its end, is what NEURON does by itself.
    """

    duration_ms: float
    step_us: float = 10.0
    implicitness: float = 0.5

    def __post_init__(self) -> None:
        """Refuse what was never tried, and what would take too long."""
        check_ranges(self, RUN_RANGES)
        check_steps(self.duration_ms, self.step_us / 1000, MOST_STEPS)


@dataclass(frozen=True, slots=True, kw_only=True)
class CableTrace:
    """What a fibre did.

    `node_mv` is (times, nodes); `bared_mv` (times, damaged internodes) is the
    membrane potential in the middle of each damaged internode. `times_ms` are ends
    of steps; long runs keep every second, third, … of them.
    """

    times_ms: NDArray[float64]
    node_mv: NDArray[float64]
    bared_mv: NDArray[float64]
