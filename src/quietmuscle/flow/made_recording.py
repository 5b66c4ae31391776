"""A made recording, measured as one's own would be, beside what truly happened in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.capture.arrays import read_array
from quietmuscle.flow.truth_and_found import Found
from quietmuscle.flow.truth_and_found import TruthAndFound
from quietmuscle.measure.accel import measure_accel
from quietmuscle.measure.doublets import one_of_each_doublet
from quietmuscle.measure.emg import measure_emg
from quietmuscle.mechanism.motor_unit import RATE_HZ
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.recording import Modality

if TYPE_CHECKING:
    from quietmuscle.mechanism.motor_unit import TwitchRecordings
    from quietmuscle.model.measurement import Measurement

NEAR_S = 0.06
"""A twitch is found when it is told within so much of its true begin."""


def measured_beside_truth(made: TwitchRecordings) -> TruthAndFound:
    """What measuring finds in recordings whose truth is known."""
    true_s = one_of_each_doublet([each.onset_s for each in made.emg.truth])
    electrodes = measure_emg(
        read_array(made.emg.samples_uv, rate_hz=RATE_HZ, modality=Modality.EMG, unit="uV")
    )
    phone = measure_accel(
        read_array(
            made.accel.samples_ms2,
            rate_hz=made.accel.rate_hz,
            modality=Modality.ACCEL,
            unit="m/s2",
        ),
        None,
    )
    return TruthAndFound(
        true_s=true_s,
        electrodes=_found(true_s, electrodes),
        phone=_found(true_s, phone),
    )


def _found(true_s: tuple[float, ...], measured: Measurement) -> Found:
    """How what was told fits the truth: each true twitch is found at most once."""
    told = tuple(
        float(each.onset_s) for each in measured.events if each.kind is EventKind.FASCICULATION
    )
    open_s = list(true_s)
    for onset in told:
        nearest = min(open_s, key=lambda each: abs(each - onset), default=None)
        if nearest is not None and abs(nearest - onset) <= NEAR_S:
            open_s.remove(nearest)
    right = len(true_s) - len(open_s)
    return Found(onsets_s=told, right=right, missed=len(open_s), wrong=len(told) - right)
