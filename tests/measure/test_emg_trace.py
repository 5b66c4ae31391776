"""A trace shows what was recorded to the last extreme, and what the detector sees."""

from __future__ import annotations

import numpy as np
import pytest
from emg_conditions import source_of

from quietmuscle.measure.emg_trace import TraceWish
from quietmuscle.measure.emg_trace import emg_trace

RATE_HZ = 1000.0


def recording(seconds: int = 130) -> np.ndarray:
    """Noise with hum and a slow drift in two channels, the second with a gap and a spike."""
    rng = np.random.default_rng(5)
    time_s = np.arange(seconds * RATE_HZ) / RATE_HZ
    slow = 300 * np.sin(2 * np.pi * 0.5 * time_s) + 40 * np.sin(2 * np.pi * 50 * time_s)
    both = rng.normal(0, 5, (time_s.size, 2)) + slow[:, None]
    both[70_000:70_500, 1] = np.nan
    both[61_234, 1] += 2000
    return both


def wish(start_s: float, stop_s: float, most: int = 1000) -> TraceWish:
    return TraceWish(channel=1, start_s=start_s, stop_s=stop_s, most=most)


def test_raw_is_what_was_recorded_also_across_pieces_and_gaps() -> None:
    samples = recording()
    found = emg_trace(source_of(samples, RATE_HZ), wish(55.0, 75.0, 20_000))
    assert found.raw.is_samples
    assert np.array_equal(found.raw.low, samples[55_000:75_000, 1], equal_nan=True)
    whole = emg_trace(source_of(samples, RATE_HZ), wish(0.0, 130.0))
    assert np.nanmax(whole.raw.high) == np.nanmax(samples[:, 1])
    assert np.nanmin(whole.raw.low) == np.nanmin(samples[:, 1])
    assert whole.raw.low.size == 1000


def test_cleaned_has_neither_drift_nor_hum_but_keeps_the_spike_in_its_place() -> None:
    found = emg_trace(source_of(recording(), RATE_HZ), wish(55.0, 75.0, 20_000))
    clean = found.cleaned.low
    assert int(np.nanargmax(np.abs(clean))) == pytest.approx(6_234, abs=1)
    quiet = clean[1000:6000]
    assert float(quiet.std()) < 8
    assert np.array_equal(np.isnan(clean), np.isnan(found.raw.low))


def test_a_stretch_is_cleaned_as_in_the_whole_recording() -> None:
    source = source_of(recording(), RATE_HZ)
    part = emg_trace(source, wish(30.0, 31.0, 1000)).cleaned.low
    more = emg_trace(source, wish(20.0, 40.0, 20_000)).cleaned.low
    assert np.array_equal(part, more[10_000:11_000])


def test_a_recording_that_is_too_slow_or_short_is_shown_but_not_called_cleaned() -> None:
    slow = emg_trace(source_of(np.ones((300, 2)), 50.0), wish(0.0, 6.0))
    assert np.isnan(slow.cleaned.low).all()
    assert (slow.raw.low == 1).all()
    short = emg_trace(source_of(np.ones((9, 2)), RATE_HZ), wish(0.0, 0.009))
    assert np.isnan(short.cleaned.high).all()
