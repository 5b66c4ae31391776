"""What a simulation is asked and what it answers, as files and programs see it."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum

from numpy import float64
from numpy.typing import NDArray

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.truth_and_found import TruthAndFound
from quietmuscle.mechanism.activity import Work
from quietmuscle.mechanism.cable import CableAnswer
from quietmuscle.mechanism.cable_nouns import CableRun
from quietmuscle.mechanism.cable_nouns import Damage
from quietmuscle.mechanism.cable_nouns import Shock
from quietmuscle.mechanism.cable_nouns import Surroundings
from quietmuscle.mechanism.motoneuron import Reflex
from quietmuscle.mechanism.motoneuron import ReflexSummary
from quietmuscle.mechanism.motor_unit import UnderSkin
from quietmuscle.mechanism.point_lesion import PointLesion
from quietmuscle.mechanism.point_lesion import PointRun
from quietmuscle.mechanism.point_regimes import Regime
from quietmuscle.mechanism.point_regimes import TwitchRate

SCENARIO_SCHEMA = 1


KINDS = ("patch", "fibre", "reflex", "work", "recording")


class ChannelSet(StrEnum):
    """Whose channels a fibre has: Gaines' motor fibre, or that of McIntyre and others."""

    MOTOR = "motor"
    MCINTYRE = "mcintyre"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatchWish:
    """A patch of membrane and how long one looks at it."""

    membrane: PointLesion = field(default_factory=PointLesion)
    run: PointRun = field(default_factory=lambda: PointRun(duration_ms=1000.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class FibreWish:
    """A fibre, what is sent into it, and how long one looks.

    `diameter_um` is one of 5.7, 7.3, 8.7, 10, 11.5, 12.8, 14, 15 and 16. A fibre has 5 to
    61 `nodes`, counted from 0; the damage's `first_internode`, which lies between the node
    of its number and the next, and the `node` of a shock lie within it.
    """

    diameter_um: float = 10.0
    channels: ChannelSet = ChannelSet.MOTOR
    nodes: int = 21
    damage: Damage = field(default_factory=lambda: Damage(internodes=0))
    surroundings: Surroundings = field(default_factory=Surroundings)
    shocks: tuple[Shock, ...] = ()
    run: CableRun = field(default_factory=lambda: CableRun(duration_ms=20.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingWish:
    """A unit whose axon is a patch of membrane, under electrodes and a phone."""

    membrane: PointLesion = field(
        default_factory=lambda: PointLesion(
            sodium_ms_per_cm2=28.0, slow_inward_ms_per_cm2=0.4, noise_ua_per_cm2=12.0
        )
    )
    skin: UnderSkin = field(default_factory=UnderSkin)


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationScenario:
    """What is to be simulated: one of the five, and the seed of all chance in it."""

    schema: int = SCENARIO_SCHEMA
    seed: int = 0
    patch: PatchWish | None = None
    fibre: FibreWish | None = None
    reflex: Reflex | None = None
    work: Work | None = None
    recording: RecordingWish | None = None

    def __post_init__(self) -> None:
        """Refuse another schema, a seed below 0, and anything but one simulation."""
        wanted = [each for each in KINDS if getattr(self, each) is not None]
        if self.schema != SCENARIO_SCHEMA or self.seed < 0 or len(wanted) != 1:
            raise ValueNotUnderstoodError(
                Message(
                    _(
                        "A scenario of schema {schema} has a seed of 0 or more and names one of "
                        "these: {kinds}."
                    ),
                    {"schema": SCENARIO_SCHEMA, "kinds": ", ".join(KINDS)},
                )
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class PatchSummary:
    """What a patch did: its regime without noise, how often it fired, and its extremes."""

    regime: Regime
    rate: TwitchRate
    spikes_ms: tuple[float, ...]
    lowest_mv: float
    highest_mv: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSummary:
    """How much the threshold rose, and when half and nearly all of that was gone."""

    highest_share: float
    halved_after_s: float
    within_5_percent_after_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationSummary:
    """What a simulation showed, in the order in which it is written; one of the five is there."""

    schema: int
    seed: int
    duration_s: float
    patch: PatchSummary | None = None
    fibre: CableAnswer | None = None
    reflex: ReflexSummary | None = None
    work: WorkSummary | None = None
    recording: TruthAndFound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A column of numbers over time; its name ends in its unit."""

    name: str
    values: NDArray[float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """A summary, and traces over times in seconds that all have the same length."""

    summary: SimulationSummary
    times_s: NDArray[float64]
    traces: tuple[Trace, ...]
    rate_hz: float | None = None
    """Of a made recording, which other programs read."""
