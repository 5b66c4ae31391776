"""The other cause: motoneurons that a reflex drives too hard, or that do not switch off again.

Twelve motoneurons of one muscle, each with a cell body that fires and a dendrite
with a persistent inward current; their muscle pulls the foot; its stretch comes
back to them after a delay. Loss of control from the brain is a strong reflex and a
strong inward current. What comes of it is regular: a beat of 3 to 8 a second
(clonus), or a steady train that outlasts its cause (spasm). It is not the single,
irregular twitch of an irritable axon, and this model never makes one.

Baclofen lowers what comes back from the muscle, before the motoneuron; it does not
touch the inward current at doses that people take (Li et al. 2004).

Sources: the inward current opens around -43 mV over 6 mV within 60 ms (ModelDB
266732). Cells integrate and fire, with an afterhyperpolarisation of 60 ms. The
strength of the current and of the reflex have no unit in the body: they are shares
of what brings about each behaviour here. Measures of the foot and the muscle are
judgements that give the beat its known pace.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy import float64
from numpy.typing import NDArray

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.mechanism.bounds import Range
from quietmuscle.mechanism.bounds import check_ranges
from quietmuscle.mechanism.bounds import check_settled

CELLS = 12
STEP_MS = 0.5
REST_MV = -70.0
THRESHOLDS_MV = (-53.0, -48.0)
"""From the first cell that is recruited to the last."""
RESET_MV = -65.0
AFTER_MV = -80.0
AFTER_MS = 60.0
AFTER_STEP = 0.5
AFTER_WEIGHT = 1.2
INWARD_MV = 60.0
INWARD_HALF_MV = -43.0
INWARD_SLOPE_MV = 6.0
INWARD_MS = 60.0
MEMBRANE_MS = 8.0
COUPLING = 0.7
SOMA_SHARE = 0.3
"""Of what arrives; the rest of a motoneuron's input lies on its dendrites."""
NOISE_LASTS_MS = 5.0

LOOP_MS = 40.0
"""From the stretch of the calf to the motoneuron's answer in it."""
TWITCH_MS = 60.0
STRONGEST_NM = 10.0
"""Per twitch of the whole muscle."""
INERTIA_KG_M2 = 0.02
STIFFNESS_NM = 30.0
VISCOSITY_NM_S = 0.5
STRETCH_MV = 35.0
SPEED_WEIGHT_S = 1.2

BEAT_HZ = (3.0, 8.0)
BEAT_DEGREES = 2.0
OUTLASTS_S = 0.5
LOOK_S = 1.0

REFLEX_RANGES = {
    "reflex_gain": Range(low=0.0, high=3.0, unit="× usual"),
    "presynaptic_share": Range(low=0.0, high=1.0, unit="of the reflex"),
    "inward_share": Range(low=0.0, high=1.0, unit="of the strongest"),
    "press_nm": Range(low=0.0, high=12.0, unit="N m"),
    "touch_mv": Range(low=0.0, high=40.0, unit="mV"),
    "touch_s": Range(low=0.0, high=1.0, unit="s"),
    "start_s": Range(low=0.2, high=5.0, unit="s"),
    "stop_s": Range(low=0.2, high=8.0, unit="s"),
    "duration_s": Range(low=0.5, high=10.0, unit="s"),
    "noise_mv": Range(low=0.0, high=3.0, unit="mV"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflex:
    """Motoneurons with their reflex, and what is done to the leg.

    `presynaptic_share` is what baclofen leaves of the reflex; `inward_share` the
    persistent inward current; from `start_s` to `stop_s` the foot is pressed up with
    `press_nm`, and for `touch_s` after the start the skin is touched with what
    raises the motoneurons by about `touch_mv`.
    """

    reflex_gain: float = 1.0
    presynaptic_share: float = 1.0
    inward_share: float = 0.0
    press_nm: float = 8.0
    touch_mv: float = 0.0
    touch_s: float = 0.2
    start_s: float = 0.5
    stop_s: float = 2.5
    duration_s: float = 4.0
    noise_mv: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what was never tried, and a press that ends before it begins."""
        check_ranges(self, REFLEX_RANGES)
        if self.stop_s < self.start_s:
            raise ValueNotUnderstoodError(
                Message(
                    _("stop_s, {stop} s, lies before start_s, {start} s: nothing was simulated."),
                    {"stop": f"{self.stop_s:g}", "start": f"{self.start_s:g}"},
                )
            )


class Behaviour(StrEnum):
    """What the muscle does."""

    QUIET = "quiet"
    SHORT = "short"
    CLONUS = "clonus"
    SPASM = "spasm"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflexTrace:
    """What happened: ankle in degrees and torque in N m, (steps,), and when each cell fired."""

    times_s: NDArray[float64]
    ankle_degrees: NDArray[float64]
    torque_nm: NDArray[float64]
    spikes_s: tuple[NDArray[float64], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflexSummary:
    """What the muscle did, in short.

    `beat_hz` is the pace of a clonus; `outlasts_s` how long cells went on after
    everything was over; `train_hz` and `train_variation` the pace and evenness of
    the first cell while it did. None where there was no such thing.
    """

    behaviour: Behaviour
    spikes: int
    beat_hz: float | None
    outlasts_s: float
    train_hz: float | None
    train_variation: float | None


def reflex_trace(reflex: Reflex, seed: int = 0) -> ReflexTrace:
    """What motoneurons, muscle and foot do; the same for a seed.

    Raises
    ------
    DivergedError
        The foot left the room.
    """
    dt = STEP_MS
    steps = round(reflex.duration_s * 1000 / dt)
    late = round(LOOP_MS / dt)
    begin, end = (round(each * 1000 / dt) for each in (reflex.start_s, reflex.stop_s))
    touched = range(begin, begin + round(reflex.touch_s * 1000 / dt))
    noise = _noise(steps, reflex.noise_mv, seed)
    thresholds = np.linspace(*THRESHOLDS_MV, CELLS)
    gain_mv = STRETCH_MV * reflex.reflex_gain * reflex.presynaptic_share
    body = np.full(CELLS, REST_MV)
    dendrite, after = body.copy(), np.zeros(CELLS)
    inward = _open(dendrite)
    returned = np.zeros(steps + late)
    fired = np.zeros((steps, CELLS), dtype=bool)
    angle = speed = push = torque = 0.0
    angles, torques = np.empty(steps), np.empty(steps)
    for step in range(steps):
        returned[step + late] = gain_mv * _stretch(angle, speed)
        drive = returned[step] + (reflex.touch_mv if step in touched else 0.0)
        after *= 1 - dt / AFTER_MS
        inward += (_open(dendrite) - inward) * (dt / INWARD_MS)
        to_body = COUPLING * (dendrite - body)
        body += (dt / MEMBRANE_MS) * (
            REST_MV
            - body
            - AFTER_WEIGHT * after * (body - AFTER_MV)
            + to_body
            + (SOMA_SHARE * drive + noise[step])
        )
        dendrite += (dt / MEMBRANE_MS) * (
            REST_MV
            - dendrite
            + reflex.inward_share * inward * (INWARD_MV - dendrite)
            - to_body
            + drive
        )
        now = body > thresholds
        body[now] = RESET_MV
        after[now] += AFTER_STEP
        fired[step] = now
        push += np.count_nonzero(now) / CELLS - push * dt / TWITCH_MS
        torque += (STRONGEST_NM * push - torque) * dt / TWITCH_MS
        pressed = reflex.press_nm if begin <= step < end else 0.0
        turning = pressed - torque - STIFFNESS_NM * angle - VISCOSITY_NM_S * speed
        speed += dt / 1000 * turning / INERTIA_KG_M2
        angle += dt / 1000 * speed
        angles[step], torques[step] = angle, torque
    check_settled(np.degrees(angles))
    times = np.arange(1.0, steps + 1) * dt / 1000
    return ReflexTrace(
        times_s=times,
        ankle_degrees=np.degrees(angles),
        torque_nm=torques,
        spikes_s=tuple(times[fired[:, cell]] for cell in range(CELLS)),
    )


def reflex_summary(reflex: Reflex, trace: ReflexTrace) -> ReflexSummary:
    """What a trace shows, in short."""
    over_s = reflex.stop_s if reflex.press_nm else reflex.start_s + reflex.touch_s
    last_s = max((float(each[-1]) for each in trace.spikes_s if each.size), default=0.0)
    spikes = sum(each.size for each in trace.spikes_s)
    outlasts = max(0.0, last_s - over_s)
    beat = _beat_hz(reflex, trace)
    after = trace.spikes_s[0][trace.spikes_s[0] > over_s + OUTLASTS_S / 2]
    intervals = np.diff(after)
    is_train = outlasts >= OUTLASTS_S and intervals.size > 2
    if beat is not None:
        behaviour = Behaviour.CLONUS
    elif is_train:
        behaviour = Behaviour.SPASM
    else:
        behaviour = Behaviour.SHORT if spikes else Behaviour.QUIET
    return ReflexSummary(
        behaviour=behaviour,
        spikes=spikes,
        beat_hz=beat,
        outlasts_s=outlasts,
        train_hz=1 / float(intervals.mean()) if is_train else None,
        train_variation=float(intervals.std() / intervals.mean()) if is_train else None,
    )


def _stretch(angle: float, speed: float) -> float:
    """What the stretched muscle reports, from 0 to 1; a slack one is silent."""
    told = angle + SPEED_WEIGHT_S * speed
    return 1 - float(np.exp(-told)) if angle > 0 and told > 0 else 0.0


def _open(dendrite_mv: NDArray[float64]) -> NDArray[float64]:
    """The share of the inward current that is open in the end."""
    found: NDArray[float64] = 1 / (1 + np.exp((INWARD_HALF_MV - dendrite_mv) / INWARD_SLOPE_MV))
    return found


def _noise(steps: int, size_mv: float, seed: int) -> NDArray[float64]:
    """Noise of each cell at each step, (steps, cells); it forgets itself within 5 ms."""
    kept = float(np.exp(-STEP_MS / NOISE_LASTS_MS))
    found = np.random.default_rng(seed).standard_normal((steps, CELLS))
    found *= size_mv * np.sqrt(1 - kept**2)
    for step in range(1, steps):
        found[step] += kept * found[step - 1]
    return found


def _beat_hz(reflex: Reflex, trace: ReflexTrace) -> float | None:
    """The pace of a beat that goes on for the last second of the press; None where none does."""
    here = (trace.times_s > reflex.stop_s - LOOK_S) & (trace.times_s <= reflex.stop_s)
    ankle = trace.ankle_degrees[here]
    if not reflex.press_nm or ankle.size < 2 or np.ptp(ankle) < BEAT_DEGREES:
        return None
    window = np.hanning(ankle.size) * (ankle - ankle.mean())
    power = np.abs(np.fft.rfft(window, 8 * ankle.size))
    pace = float(np.fft.rfftfreq(8 * ankle.size, STEP_MS / 1000)[int(power.argmax())])
    return pace if BEAT_HZ[0] <= pace <= BEAT_HZ[1] else None
