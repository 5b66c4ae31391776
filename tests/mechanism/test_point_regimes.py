"""The four things a damaged membrane does. Rows V5, V6 and V7 of the validation table."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import numpy as np
import pytest

from quietmuscle.mechanism.point_lesion import PointLesion
from quietmuscle.mechanism.point_lesion import PointRun
from quietmuscle.mechanism.point_lesion import point_discharge
from quietmuscle.mechanism.point_regimes import LONG_PULSE
from quietmuscle.mechanism.point_regimes import SHORT_PULSE
from quietmuscle.mechanism.point_regimes import USUAL_PULSE
from quietmuscle.mechanism.point_regimes import Regime
from quietmuscle.mechanism.point_regimes import regime_map
from quietmuscle.mechanism.point_regimes import regime_of
from quietmuscle.mechanism.point_regimes import twitch_rate


def by_leak(ratios, slow_inward):
    """Membranes whose leak shrinks beside 30 mS/cm² of sodium."""
    return [
        PointLesion(leak_ms_per_cm2=30 / ratio, slow_inward_ms_per_cm2=slow_inward)
        for ratio in ratios
    ]


def onset(slow_inward, ratios):
    """The least sodium beside a leak of 2 mS/cm² that fires on after a long pulse."""
    found = regime_map(
        [
            PointLesion(sodium_ms_per_cm2=2 * ratio, slow_inward_ms_per_cm2=slow_inward)
            for ratio in ratios
        ],
        LONG_PULSE,
        watch_ms=300.0,
    )
    return next(
        ratio
        for ratio, each in zip(ratios, found, strict=True)
        if each.regime is Regime.AFTERDISCHARGE
    )


def test_v5_four_regimes_in_their_order():
    """Coggan et al. 2010, 2011: sodium beside leak is a switch with four positions."""
    found = regime_map(by_leak(np.linspace(4, 60, 30), 0.8), watch_ms=300.0)
    assert [regime for regime, _ in groupby(each.regime for each in found)] == [
        Regime.FAILURE,
        Regime.SINGLE,
        Regime.AFTERDISCHARGE,
        Regime.SPONTANEOUS,
    ]


def test_v5_nothing_fires_on_without_a_slow_inward_current():
    """Coggan et al. 2010: afterdischarge needs a slow inward current, whatever the sodium."""
    found = regime_map(by_leak(np.linspace(4, 60, 30), 0.0), watch_ms=250.0)
    assert {each.regime for each in found} == {Regime.FAILURE, Regime.SINGLE}
    strong = [
        PointLesion(sodium_ms_per_cm2=2 * ratio, slow_inward_ms_per_cm2=0.0)
        for ratio in np.linspace(4, 40, 30)
    ]
    for pulse in (SHORT_PULSE, LONG_PULSE):
        regimes = {each.regime for each in regime_map(strong, pulse, watch_ms=250.0)}
        assert not regimes & {Regime.AFTERDISCHARGE, Regime.SPONTANEOUS}


@pytest.mark.parametrize(("slow_inward", "expected"), [(0.8, 7.0), (0.4, 21.75)])
def test_v6_where_firing_on_begins(slow_inward, expected):
    """A regression value of the published equations, measured in a prototype of ours."""
    assert onset(slow_inward, np.arange(expected - 1, expected + 1.01, 0.25)) == pytest.approx(
        expected, abs=0.5
    )


def test_v7_sodium_that_gathers_ends_the_firing():
    """Coggan et al. 2011: sodium inside rises and undoes what keeps the membrane firing."""
    lesion = PointLesion()
    run = PointRun(duration_ms=800.0, pulses=(USUAL_PULSE,))
    held = point_discharge(lesion, run).spikes_ms
    gathering = point_discharge(replace(lesion, sodium_accumulates=True), run).spikes_ms
    assert held[-1] > 780
    assert gathering.size > 2
    assert gathering[-1] < 400


def test_a_membrane_that_sodium_holds_open_is_no_regime_of_nature():
    (found,) = regime_map([PointLesion(sodium_ms_per_cm2=75.0)], LONG_PULSE)
    assert found.regime is Regime.LOCKED
    assert found.rate_hz == 0


def test_one_membrane_is_told_as_among_many():
    lesions = [PointLesion(), PointLesion(slow_inward_ms_per_cm2=0.0, noise_ua_per_cm2=9.0)]
    for lesion, among in zip(lesions, regime_map(lesions), strict=True):
        found, trace = regime_of(lesion)
        assert found == among
        assert trace.spikes_ms.size == found.spikes


def test_near_its_threshold_noise_makes_single_twitches():
    """A fibre near threshold twitches some to some tens of times a minute, and more with more."""
    run = PointRun(duration_ms=20_000.0, step_ms=0.1)
    rates = [
        twitch_rate(
            point_discharge(
                PointLesion(
                    sodium_ms_per_cm2=28.0, slow_inward_ms_per_cm2=0.4, noise_ua_per_cm2=noise
                ),
                run,
                7,
            )
        )
        for noise in (8.0, 12.0, 14.0)
    ]
    per_min = [each.events_per_min for each in rates]
    assert per_min[0] < 2
    assert 2 <= per_min[1] < 60
    assert per_min[2] > per_min[1]
    assert 1 <= rates[1].spikes_per_event <= 4


def test_events_are_spikes_that_lie_close_together():
    trace = point_discharge(PointLesion(), PointRun(duration_ms=1000.0, step_ms=0.1))
    told = twitch_rate(replace(trace, spikes_ms=np.array([100.0, 110.0, 120.0, 400.0])))
    assert (told.events, told.spikes) == (2, 4)
    assert told.events_per_min == pytest.approx(120)
    assert told.rate_within_hz == pytest.approx(100)
    none = twitch_rate(replace(trace, spikes_ms=np.zeros(0)))
    assert (none.events, none.events_per_min) == (0, 0)
