"""Simulations asked for in a file: a scenario in, traces and a summary out.

A scenario names one thing to simulate: a patch of membrane, a fibre, a reflex, a
fibre after work, or the recordings of a twitching unit. What lies outside the range
in which a model was tried is refused with that range.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.wire import from_json
from quietmuscle.flow.files import write_whole
from quietmuscle.flow.made_recording import measured_beside_truth
from quietmuscle.flow.simulation import SCENARIO_SCHEMA
from quietmuscle.flow.simulation import ChannelSet
from quietmuscle.flow.simulation import PatchSummary
from quietmuscle.flow.simulation import Simulation
from quietmuscle.flow.simulation import SimulationScenario
from quietmuscle.flow.simulation import SimulationSummary
from quietmuscle.flow.simulation import Trace
from quietmuscle.flow.simulation import WorkSummary
from quietmuscle.mechanism.activity import threshold_rise
from quietmuscle.mechanism.cable import ask
from quietmuscle.mechanism.cable_fibre import MCINTYRE
from quietmuscle.mechanism.cable_fibre import MOTOR
from quietmuscle.mechanism.cable_nouns import Axon
from quietmuscle.mechanism.motoneuron import reflex_summary
from quietmuscle.mechanism.motoneuron import reflex_trace
from quietmuscle.mechanism.motor_unit import RATE_HZ
from quietmuscle.mechanism.motor_unit import recorded
from quietmuscle.mechanism.point_lesion import PointRun
from quietmuscle.mechanism.point_lesion import point_discharge
from quietmuscle.mechanism.point_regimes import regime_of
from quietmuscle.mechanism.point_regimes import twitch_rate

if TYPE_CHECKING:
    from pathlib import Path

    from quietmuscle.flow.simulation import FibreWish
    from quietmuscle.flow.simulation import PatchWish
    from quietmuscle.flow.simulation import RecordingWish
    from quietmuscle.mechanism.activity import Work
    from quietmuscle.mechanism.motoneuron import Reflex

LARGEST_FILE_BYTES = 1_048_576
RECOVERY_S = 1800.0
CHANNELS = {ChannelSet.MOTOR: MOTOR, ChannelSet.MCINTYRE: MCINTYRE}


def simulate(scenario: SimulationScenario) -> Simulation:
    """What a scenario brings about; the same for a seed.

    Raises
    ------
    DivergedError
        The numbers ran away; nothing of them is returned.
    """
    if scenario.patch is not None:
        return _patch(scenario.patch, scenario.seed)
    if scenario.fibre is not None:
        return _fibre(scenario.fibre, scenario.seed)
    if scenario.reflex is not None:
        return _reflex(scenario.reflex, scenario.seed)
    if scenario.work is not None:
        return _work(scenario.work, scenario.seed)
    if scenario.recording is not None:
        return _recording(scenario.recording, scenario.seed)
    raise AssertionError("a scenario names one of these")  # pragma: no cover - it checks itself


def simulate_file(file: Path) -> Simulation:
    """What the scenario in a JSON file brings about; refused in one sentence where it makes none.

    Raises
    ------
    ValueNotUnderstoodError
        The file cannot be read, or asks for what was never tried.
    DivergedError
        The numbers ran away.
    """
    try:
        if file.stat().st_size > LARGEST_FILE_BYTES:
            raise ValueNotUnderstoodError(
                Message(_("{file} is too large for a scenario."), {"file": file.name})
            )
        text = file.read_bytes()
    except OSError:
        raise ValueNotUnderstoodError(
            Message(_("{file} cannot be read."), {"file": str(file)})
        ) from None
    return simulate(from_json(SimulationScenario, text))


def check_traces_name(out: Path) -> None:
    """Refuse a name that ends neither in .npz nor in .csv, before anything is simulated."""
    if out.suffix.lower() not in _WRITERS:
        raise ValueNotUnderstoodError(
            Message(_("Traces are written as *.npz or *.csv. Please choose such a name."))
        )


def write_traces(simulation: Simulation, out: Path) -> None:
    """The traces in a file: NPZ, or CSV with a column each.

    A made recording is written so that `measure` reads it.

    Raises
    ------
    ValueNotUnderstoodError
        The name ends in neither.
    """
    check_traces_name(out)
    write_whole(out, _WRITERS[out.suffix.lower()](simulation))


def _npz(simulation: Simulation) -> bytes:
    out = io.BytesIO()
    if simulation.rate_hz is not None:
        data = simulation.traces[0].values
        np.savez_compressed(out, data=data, fs=simulation.rate_hz, unit="uV")
    else:
        columns = {each.name: each.values for each in simulation.traces}
        np.savez_compressed(out, allow_pickle=False, time_s=simulation.times_s, **columns)
    return out.getvalue()


def _csv(simulation: Simulation) -> bytes:
    out = io.StringIO()
    out.write(",".join(["time_s", *(each.name for each in simulation.traces)]) + "\n")
    columns = np.column_stack([simulation.times_s, *(each.values for each in simulation.traces)])
    np.savetxt(out, columns, delimiter=",", fmt=["%.7f", *["%.6g"] * len(simulation.traces)])
    return out.getvalue().encode()


_WRITERS = {".npz": _npz, ".csv": _csv}


def _patch(wish: PatchWish, seed: int) -> Simulation:
    found = point_discharge(wish.membrane, wish.run, seed)
    regime, _trace = regime_of(wish.membrane)
    potential = found.potential_mv
    return Simulation(
        summary=SimulationSummary(
            schema=SCENARIO_SCHEMA,
            seed=seed,
            duration_s=wish.run.duration_ms / 1000,
            patch=PatchSummary(
                regime=regime.regime,
                rate=twitch_rate(found),
                spikes_ms=tuple(np.round(found.spikes_ms, 4).tolist()),
                lowest_mv=float(potential.min()),
                highest_mv=float(potential.max()),
            ),
        ),
        times_s=np.arange(1.0, potential.size + 1) * (wish.run.step_ms / 1000),
        traces=(Trace(name="potential_mv", values=potential),),
    )


def _fibre(wish: FibreWish, seed: int) -> Simulation:
    axon = Axon(
        diameter_um=wish.diameter_um,
        channels=CHANNELS[wish.channels],
        nodes=wish.nodes,
        damage=wish.damage,
        surroundings=wish.surroundings,
        shocks=wish.shocks,
    )
    (asked,) = ask([axon], wish.run)
    trace = asked.trace
    return Simulation(
        summary=SimulationSummary(
            schema=SCENARIO_SCHEMA,
            seed=seed,
            duration_s=wish.run.duration_ms / 1000,
            fibre=asked.answer,
        ),
        times_s=trace.times_ms / 1000,
        traces=(
            *(
                Trace(name=f"node_{number}_mv", values=column)
                for number, column in enumerate(trace.node_mv.T)
            ),
            *(
                Trace(name=f"internode_{number}_mv", values=column)
                for number, column in zip(wish.damage.places, trace.bared_mv.T, strict=True)
            ),
        ),
    )


def _reflex(wish: Reflex, seed: int) -> Simulation:
    found = reflex_trace(wish, seed)
    fired = [
        np.isin(found.times_s, spikes).astype(float) for spikes in found.spikes_s
    ]  # 1 where a cell fired
    return Simulation(
        summary=SimulationSummary(
            schema=SCENARIO_SCHEMA,
            seed=seed,
            duration_s=wish.duration_s,
            reflex=reflex_summary(wish, found),
        ),
        times_s=found.times_s,
        traces=(
            Trace(name="ankle_degrees", values=found.ankle_degrees),
            Trace(name="torque_nm", values=found.torque_nm),
            *(
                Trace(name=f"cell_{number}_fired", values=column)
                for number, column in enumerate(fired)
            ),
        ),
    )


def _work(wish: Work, seed: int) -> Simulation:
    times = np.arange(0.0, RECOVERY_S + 1)
    rise = threshold_rise(wish, times)
    after = times - wish.work_s
    return Simulation(
        summary=SimulationSummary(
            schema=SCENARIO_SCHEMA,
            seed=seed,
            duration_s=RECOVERY_S,
            work=WorkSummary(
                highest_share=float(rise.max()),
                halved_after_s=float(after[rise >= rise.max() / 2][-1]),
                within_5_percent_after_s=max(0.0, float(after[rise > 0.05].max(initial=0.0))),
            ),
        ),
        times_s=times,
        traces=(Trace(name="threshold_rise_share", values=rise),),
    )


def _recording(wish: RecordingWish, seed: int) -> Simulation:
    seconds = wish.skin.seconds
    fired = point_discharge(wish.membrane, PointRun(duration_ms=seconds * 1000), seed)
    made = recorded(fired.spikes_ms / 1000, wish.skin, seed)
    samples = made.emg.samples_uv[:, 0]
    return Simulation(
        summary=SimulationSummary(
            schema=SCENARIO_SCHEMA,
            seed=seed,
            duration_s=seconds,
            recording=measured_beside_truth(made),
        ),
        times_s=np.arange(samples.size) / RATE_HZ,
        traces=(Trace(name="emg_uV", values=samples),),
        rate_hz=RATE_HZ,
    )
