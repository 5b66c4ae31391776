"""Each happening is laid where and as large as its truth tells."""

from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.mechanism.synthetic_accel import Happens
from quietmuscle.mechanism.synthetic_accel_moves import EVEN
from quietmuscle.mechanism.synthetic_accel_moves import Uneven
from quietmuscle.mechanism.synthetic_accel_moves import heart
from quietmuscle.mechanism.synthetic_accel_moves import moves_of
from quietmuscle.mechanism.synthetic_accel_moves import turned
from quietmuscle.mechanism.synthetic_accel_truth import KIND_OF
from quietmuscle.mechanism.synthetic_accel_truth import Happening

TIMES = np.arange(0, 20, 1 / 500)


@pytest.mark.parametrize("what", [each for each in Happening if each is not Happening.HEARTBEAT])
def test_nothing_moves_before_a_happening_begins(what):
    wanted = Happens(what=what, onset_s=5.0, size_mg=1.0, duration_s=3.0)
    found = moves_of(TIMES, wanted, 0.5, 0.4, 18.0, np.random.default_rng(1))
    size = np.linalg.norm(found.samples_ms2, axis=1)
    assert size[TIMES < 5.0].max() == 0
    assert 0.02 < size.max() < 4
    (told,) = found.truth
    assert (told.kind, told.detail) == KIND_OF[what]
    assert told.onset_s == 5.0


def test_a_heart_beats_twice_at_its_pace():
    found = heart(TIMES, 72.0, 0.25, 0.1, np.random.default_rng(2))
    gaps = np.diff([each.onset_s for each in found.truth])
    assert gaps.mean() == pytest.approx(60 / 72, rel=0.03)
    assert 0.01 < gaps.std() < 0.06
    size = np.linalg.norm(found.samples_ms2, axis=1)
    at = found.truth[5].onset_s
    first = size[(at <= TIMES) & (at + 0.2 > TIMES)].max()
    second = size[(at + 0.22 <= TIMES) & (at + 0.45 > TIMES)].max()
    assert 0.3 < second / first < 0.7


@pytest.mark.parametrize("hz", [4.0, 9.0])
def test_a_tremor_sways_at_its_pace(hz):
    wanted = Happens(what=Happening.TREMOR, onset_s=0.0, size_mg=1.0, duration_s=20.0, rate_hz=hz)
    found = moves_of(TIMES, wanted, 1.0, 1.0, 18.0, np.random.default_rng(3)).samples_ms2
    power = (np.abs(np.fft.rfft(found, axis=0)) ** 2).sum(axis=1)
    assert np.fft.rfftfreq(TIMES.size, 1 / 500)[np.argmax(power)] == pytest.approx(hz, abs=0.4)


def test_a_turn_keeps_lengths():
    turn = turned(np.random.default_rng(4))
    assert turn @ turn.T == pytest.approx(np.eye(3), abs=1e-12)


def test_a_heart_may_beat_early_and_unevenly():
    def gaps(uneven: Uneven) -> np.ndarray:
        times = np.arange(0, 300, 0.01)
        found = heart(times, 72.0, 0.25, 0.1, np.random.default_rng(3), uneven)
        return np.diff([each.onset_s for each in found.truth])

    early = gaps(Uneven(early=0.1))
    assert 0.05 < np.mean(early < 0.8 * np.median(early)) < 0.16
    shaking = gaps(Uneven(variation=0.24))
    assert 0.18 < shaking.std() / shaking.mean() < 0.28
    assert gaps(EVEN).std() < 0.06
