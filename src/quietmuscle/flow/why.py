"""How a twitch arises, in five steps that can be played with.

Each step is one function: three positions of sliders in, a small answer out, within
a third of a second of one processor once its libraries are there. Sliders lie where
the models were held against what was published. What is said is a list of codes,
which are ids of facts: the page puts them into words.

What no position may be taken to say stands in `why_steps.NEVER_SAID`: heat does not make a
fibre fire, a human dose of 4-aminopyridine changes nothing here, magnesium in the
usual range changes nothing, and it is nobody's own nerve.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.flow.why_answers import FeltAnswer
from quietmuscle.flow.why_answers import FibreAnswer
from quietmuscle.flow.why_answers import Line
from quietmuscle.flow.why_answers import MembraneAnswer
from quietmuscle.flow.why_answers import ReflexAnswer
from quietmuscle.flow.why_answers import thinned
from quietmuscle.flow.why_steps import AROUSED
from quietmuscle.flow.why_steps import DEPTH
from quietmuscle.flow.why_steps import DIAMETER
from quietmuscle.flow.why_steps import FIBRE_COUNT
from quietmuscle.flow.why_steps import GAIN
from quietmuscle.flow.why_steps import HEAT
from quietmuscle.flow.why_steps import INWARD
from quietmuscle.flow.why_steps import LET_THROUGH
from quietmuscle.flow.why_steps import MYELIN
from quietmuscle.flow.why_steps import NOISE
from quietmuscle.flow.why_steps import PER_MINUTE
from quietmuscle.flow.why_steps import SODIUM
from quietmuscle.flow.why_steps import STRETCH
from quietmuscle.flow.why_steps import settled
from quietmuscle.measure.doublets import one_of_each_doublet
from quietmuscle.mechanism.cable import AWAY_FROM_END
from quietmuscle.mechanism.cable import Asked
from quietmuscle.mechanism.cable import ask
from quietmuscle.mechanism.cable import rises_ms
from quietmuscle.mechanism.cable_fibre import FIBRES
from quietmuscle.mechanism.cable_fibre import fibre_of
from quietmuscle.mechanism.cable_nouns import Axon
from quietmuscle.mechanism.cable_nouns import CableRun
from quietmuscle.mechanism.cable_nouns import Damage
from quietmuscle.mechanism.cable_nouns import Shock
from quietmuscle.mechanism.cable_nouns import Surroundings
from quietmuscle.mechanism.discharges import poisson_discharges
from quietmuscle.mechanism.motoneuron import Behaviour
from quietmuscle.mechanism.motoneuron import Reflex
from quietmuscle.mechanism.motoneuron import reflex_summary
from quietmuscle.mechanism.motoneuron import reflex_trace
from quietmuscle.mechanism.point_lesion import PointLesion
from quietmuscle.mechanism.point_lesion import PointRun
from quietmuscle.mechanism.point_lesion import point_discharge
from quietmuscle.mechanism.point_regimes import Regime
from quietmuscle.mechanism.point_regimes import regime_of
from quietmuscle.mechanism.point_regimes import twitch_rate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quietmuscle.mechanism.motor_unit import TwitchRecordings

SHOCK_NODE, SHOCK_MS = 1, 0.2
LOOK_MS = 8.0
FINE_US = 5.0
"""With steps of 10 µs the top of an impulse has a small ripple that is none of its own."""
DAMAGED_FROM = 9
SLOWER = 1.2
"""Times as long as usual from which an impulse is called slower."""
SILENT_MV = 1.0
SODIUM_MS_PER_CM2 = 30.0
LISTEN_MS = 20_000.0
COARSE_MS = 0.1
RECORD_S = 20.0
NOISE_UV = 1.0
"""Of good electrodes at rest; a judgement."""


def healthy(diameter_um: float = DIAMETER.usual, temperature_c: float = HEAT.usual) -> FibreAnswer:
    """An impulse in a whole fibre: the thicker, the faster.

    The thickness is taken to the nearest fibre whose measures were published.
    """
    wanted = settled(DIAMETER, diameter_um)
    nearest = min(FIBRES, key=lambda each: abs(each - wanted))
    heat = settled(HEAT, temperature_c)
    axon = Axon(
        diameter_um=nearest,
        surroundings=Surroundings(temperature_c=heat),
        shocks=(Shock(node=SHOCK_NODE, start_ms=SHOCK_MS),),
    )
    (asked,) = ask([axon], CableRun(duration_ms=LOOK_MS / 2, step_us=FINE_US))
    return _fibre_answer(asked, ("why_healthy_jumps",))


def myelin_lost(
    myelin_percent: float = MYELIN.usual,
    internodes: float = STRETCH.usual,
    temperature_c: float = HEAT.usual,
) -> FibreAnswer:
    """A stretch without its myelin: a pushed impulse is slower, then blocked; alone, silence."""
    axon = Axon(
        damage=Damage(
            first_internode=DAMAGED_FROM,
            internodes=round(settled(STRETCH, internodes)),
            lamellae_left=settled(MYELIN, myelin_percent) / 100,
        ),
        surroundings=Surroundings(temperature_c=settled(HEAT, temperature_c)),
        shocks=(Shock(node=SHOCK_NODE, start_ms=SHOCK_MS),),
    )
    pushed, alone = ask(
        [axon, replace(axon, shocks=())], CableRun(duration_ms=LOOK_MS, step_us=FINE_US)
    )
    if not pushed.answer.gets_through:
        codes = ["why_blocked"]
    elif _slowness(pushed) > SLOWER:
        codes = ["why_slower"]
    else:
        codes = ["why_still_passes"]
    if is_silent(alone):
        codes += ["why_loss_never_fires", "why_loss_no_gates"]
    return replace(
        _fibre_answer(pushed, tuple(codes)),
        alone=Line(
            name="alone_mv",
            points=thinned(alone.trace.times_ms, alone.trace.node_mv[:, _shown_nodes(axon)[1]]),
        ),
    )


def is_silent(asked: Asked) -> bool:
    """Whether no part of a fibre left its rest."""
    return all(
        np.abs(each - each[0]).max(initial=0.0) < SILENT_MV
        for each in (asked.trace.node_mv, asked.trace.bared_mv)
    )


def remodelled(
    sodium_beside_leak: float = SODIUM.usual,
    slow_inward: float = INWARD.usual,
    noise: float = NOISE.usual,
    *,
    seed: int = 0,
) -> MembraneAnswer:
    """A bared membrane that grew channels: it may fire on, or by itself."""
    lesion = PointLesion(
        sodium_ms_per_cm2=SODIUM_MS_PER_CM2,
        leak_ms_per_cm2=SODIUM_MS_PER_CM2 / settled(SODIUM, sodium_beside_leak),
        slow_inward_ms_per_cm2=settled(INWARD, slow_inward),
        noise_ua_per_cm2=settled(NOISE, noise),
    )
    found, pulsed = regime_of(lesion)
    left_alone = point_discharge(lesion, PointRun(duration_ms=LISTEN_MS, step_ms=COARSE_MS), seed)
    rate = twitch_rate(left_alone)
    times_ms = np.arange(1, pulsed.potential_mv.size + 1) * pulsed.step_ms
    codes = [_OF_REGIME[found.regime]]
    if rate.events and found.regime is not Regime.SPONTANEOUS:
        codes += ["why_noise_makes_twitches", "why_jolts_are_ours"]
    if noise and not rate.events:
        codes.append("why_jolts_do_nothing")
    if not slow_inward:
        codes.append("why_needs_slow_current")
    return MembraneAnswer(
        codes=tuple(codes),
        lines=(Line(name="after_a_pulse_mv", points=thinned(times_ms, pulsed.potential_mv)),),
        regime=found.regime,
        twitches_s=_firsts_s((left_alone.spikes_ms / 1000).tolist()),
        events_per_min=rate.events_per_min,
        spikes_per_event=rate.spikes_per_event,
        rate_within_hz=rate.rate_within_hz,
    )


def reflex(
    reflex_gain: float = GAIN.usual,
    inward_share: float = AROUSED.usual,
    let_through_percent: float = LET_THROUGH.usual,
    *,
    seed: int = 0,
) -> ReflexAnswer:
    """The foot is pressed up for two seconds; later the skin is only touched."""
    given = {
        "reflex_gain": settled(GAIN, reflex_gain),
        "inward_share": settled(AROUSED, inward_share),
        "presynaptic_share": settled(LET_THROUGH, let_through_percent) / 100,
    }
    pressed = Reflex(**given, duration_s=3.5)
    touched = Reflex(**given, press_nm=0.0, touch_mv=30.0, duration_s=3.0)
    traces = [reflex_trace(each, seed) for each in (pressed, touched)]
    by_press, by_touch = (
        reflex_summary(each, trace) for each, trace in zip((pressed, touched), traces, strict=True)
    )
    codes = [_OF_BEHAVIOUR[by_press.behaviour]]
    if by_touch.behaviour is Behaviour.SPASM:
        codes.append("why_train_outlasts")
    return ReflexAnswer(
        codes=(*codes, "why_regular_is_not_a_twitch"),
        lines=tuple(
            Line(name=name, points=thinned(trace.times_s, trace.ankle_degrees))
            for name, trace in zip(
                ("pressed_ankle_degrees", "touched_ankle_degrees"), traces, strict=True
            )
        ),
        pressed=by_press,
        touched=by_touch,
        first_cell_s=tuple(float(each) for each in traces[1].spikes_s[0]),
    )


def as_recorded(
    depth_mm: float = DEPTH.usual,
    fibres: float = FIBRE_COUNT.usual,
    twitches_per_min: float = PER_MINUTE.usual,
    *,
    seed: int = 0,
) -> FeltAnswer:
    """What electrodes on the skin and a phone on it record of a twitching unit.

    Nothing is looked for in it yet: that takes longer at first, and a page shows this before.
    """
    return _as_lines(_twitching(depth_mm, fibres, twitches_per_min, seed))


def felt_and_seen(
    depth_mm: float = DEPTH.usual,
    fibres: float = FIBRE_COUNT.usual,
    twitches_per_min: float = PER_MINUTE.usual,
    *,
    seed: int = 0,
) -> FeltAnswer:
    """The same recordings, and what measuring finds in them beside the truth."""
    from quietmuscle.flow.made_recording import measured_beside_truth

    made = _twitching(depth_mm, fibres, twitches_per_min, seed)
    beside = measured_beside_truth(made)
    wrong = beside.electrodes.wrong or beside.phone.wrong
    if not beside.true_s:
        code = "why_nothing_but_wrong" if wrong else "why_nothing_twitched"
    elif beside.electrodes.missed or beside.phone.missed:
        code = "why_some_missed"
    elif wrong:
        code = "why_some_wrong"
    else:
        code = "why_all_found"
    return replace(_as_lines(made), codes=(code, "why_sensors_end"), beside=beside)


def bring_sensors() -> None:
    """Bring what the last step measures with, which takes most of a second."""
    import_module("quietmuscle.flow.made_recording")


def _twitching(
    depth_mm: float, fibres: float, twitches_per_min: float, seed: int
) -> TwitchRecordings:
    """A unit that twitches by chance, under electrodes and a phone."""
    from quietmuscle.mechanism.motor_unit import UnderSkin
    from quietmuscle.mechanism.motor_unit import recorded

    skin = UnderSkin(
        depth_mm=settled(DEPTH, depth_mm),
        fibres=round(settled(FIBRE_COUNT, fibres)),
        noise_uv=NOISE_UV,
        seconds=RECORD_S,
    )
    rate = settled(PER_MINUTE, twitches_per_min)
    times_s = 1 + poisson_discharges(rate, RECORD_S - 2, np.random.default_rng(seed))
    return recorded(times_s, skin, seed)


def _as_lines(made: TwitchRecordings) -> FeltAnswer:
    samples = made.emg.samples_uv[:, 0]
    moved = np.linalg.norm(made.accel.samples_ms2, axis=1)
    return FeltAnswer(
        codes=(),
        lines=(
            Line(
                name="electrodes_uv",
                points=thinned(np.arange(samples.size) / made.emg.rate_hz, samples),
            ),
            Line(name="phone_ms2", points=thinned(made.accel.times_s, moved - np.median(moved))),
        ),
        true_s=one_of_each_doublet([each.onset_s for each in made.emg.truth]),
    )


_OF_REGIME = {
    Regime.FAILURE: "why_membrane_fails",
    Regime.SINGLE: "why_membrane_answers_once",
    Regime.AFTERDISCHARGE: "why_membrane_fires_on",
    Regime.SPONTANEOUS: "why_membrane_fires_alone",
    Regime.LOCKED: "why_model_locks",
}
_OF_BEHAVIOUR = {
    Behaviour.QUIET: "why_reflex_quiet",
    Behaviour.SHORT: "why_reflex_short",
    Behaviour.CLONUS: "why_reflex_beats",
    Behaviour.SPASM: "why_train_outlasts",
}


def _slowness(asked: Asked) -> float:
    """How many times as long as usual the impulse took over the damage."""
    answer = asked.answer
    if answer.crossing_ms is None or not answer.crossing_healthy_ms:
        return 1.0
    return answer.crossing_ms / answer.crossing_healthy_ms


def _fibre_answer(asked: Asked, codes: tuple[str, ...]) -> FibreAnswer:
    """Where the impulse was when, and the potentials before, in and behind the damage."""
    axon, trace = asked.axon, asked.trace
    spacing_mm = fibre_of(axon.diameter_um).spacing_um / 1000
    nodes = range(SHOCK_NODE, axon.nodes - AWAY_FROM_END + 1)
    passed = [
        (node * spacing_mm, float(times[0]))
        for node in nodes
        for times in [rises_ms(trace.times_ms, trace.node_mv[:, node])]
        if times.size
    ]
    damage = axon.damage
    return FibreAnswer(
        codes=codes,
        lines=tuple(
            Line(name=name, points=thinned(trace.times_ms, trace.node_mv[:, node]))
            for name, node in zip(
                ("before_mv", "within_mv", "behind_mv"), _shown_nodes(axon), strict=True
            )
        ),
        passed=tuple(passed),
        damaged_mm=(
            None
            if not damage.internodes
            else (
                damage.first_internode * spacing_mm,
                (damage.first_internode + damage.internodes) * spacing_mm,
            )
        ),
        diameter_um=axon.diameter_um,
        length_mm=(axon.nodes - 1) * spacing_mm,
        told=asked.answer,
        times_as_long=_slowness(asked) if asked.answer.gets_through else None,
    )


def _shown_nodes(axon: Axon) -> tuple[int, int, int]:
    """A node before, within and behind the damage; or near the ends and in the middle."""
    damage = axon.damage
    if not damage.internodes:
        return (4, axon.nodes // 2, axon.nodes - 4)
    return (
        damage.first_internode - 3,
        damage.first_internode + damage.internodes // 2,
        damage.first_internode + damage.internodes + 3,
    )


def _firsts_s(spikes_s: Sequence[float]) -> tuple[float, ...]:
    """When twitches begin: spikes that follow within 0.1 s belong to the same one."""
    kept: list[float] = []
    last = -1.0
    for spike in spikes_s:
        if spike - last > 0.1:
            kept.append(float(spike))
        last = float(spike)
    return tuple(kept)
