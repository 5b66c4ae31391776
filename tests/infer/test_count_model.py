from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate
from scipy import stats

from quietmuscle.infer.count_model import Counted
from quietmuscle.infer.count_model import Noise
from quietmuscle.infer.count_model import disturbance_of_steps
from quietmuscle.infer.count_model import fit_counts
from quietmuscle.infer.count_model import noise_at
from quietmuscle.infer.count_model import normal_prior
from quietmuscle.infer.count_model import start_of

STILL = Noise(evenness=3.0, disturbance=0.01, memory=0.15)


def counted(totals, days=None, step_days=1) -> Counted:
    """Counts about one level."""
    totals = np.array(totals, dtype=float)
    return Counted(
        totals=totals,
        days=np.ones(len(totals)) if days is None else np.array(days, dtype=float),
        basis=np.ones((len(totals), 1)),
        step_days=step_days,
    )


def fit(these: Counted, noise: Noise = STILL, spread: float = 3.0):
    """The fit of one level."""
    return fit_counts(these, normal_prior(np.eye(1) * spread**2), noise, start_of(these))


def log_binomial(totals, size, mean) -> float:
    """The negative binomial's log density, as an independent source has it."""
    return stats.nbinom.logpmf(totals, size, size / (size + mean)).sum()


def test_evidence_and_posterior_agree_with_numerical_integration() -> None:
    totals = np.array([3, 0, 5, 9, 4, 1, 6])

    def density(level: float) -> float:
        return float(
            np.exp(log_binomial(totals, 3.0, np.exp(level)) + stats.norm.logpdf(level, 0, 3))
        )

    whole = integrate.quad(density, -4, 6)[0]
    mean = integrate.quad(lambda level: level * density(level), -4, 6)[0] / whole
    variance = integrate.quad(lambda level: (level - mean) ** 2 * density(level), -4, 6)[0] / whole
    fitted = fit(counted(totals))
    # Ours leaves out what depends on the counts alone.
    left_out = -sum(np.log(np.arange(1, total + 1)).sum() for total in totals)
    assert fitted.log_evidence + left_out == pytest.approx(np.log(whole), abs=0.02)
    found_mean, found_variance = fitted.mean_and_variance(np.ones((1, 1)))
    assert found_mean[0] == pytest.approx(mean, abs=0.02)
    assert found_variance[0] == pytest.approx(variance, rel=0.06)


def test_a_level_golden() -> None:
    fitted = fit(counted([3, 0, 5, 9, 4, 1, 6]), Noise(evenness=5, disturbance=0.4, memory=0.45))
    mean, variance = fitted.mean_and_variance(np.ones((1, 1)))
    assert (mean[0], variance[0] ** 0.5) == pytest.approx((1.39651, 0.33932), abs=1e-4)
    assert fitted.log_evidence == pytest.approx(9.5357, abs=1e-3)


def test_the_gradient_is_nought_at_the_answer() -> None:
    these = counted([3, 0, 5, 9, 4, 1, 6], days=[1, 1, 0, 1, 1, 1, 1])
    noise = Noise(evenness=2.5, disturbance=0.7, memory=0.7)
    fitted = fit(these, noise)
    size = noise.evenness

    def negative_log_density(x: np.ndarray) -> float:
        level, passing = x[0], x[1:]
        mean = np.exp(level + passing - noise.disturbance**2 / 2)
        logged = these.days > 0
        away = np.arange(7)
        covariance = noise.disturbance**2 * noise.memory ** np.abs(away[:, None] - away)
        return -(
            log_binomial(these.totals[logged], size, mean[logged])
            + stats.norm.logpdf(level, 0, 3)
            + stats.multivariate_normal.logpdf(passing, np.zeros(7), covariance)
        )

    x = np.concatenate([fitted.weights, fitted.disturbance])
    step = 1e-5 * np.eye(8)
    slopes = [(negative_log_density(x + s) - negative_log_density(x - s)) / 2e-5 for s in step]
    assert np.abs(slopes).max() < 0.02


def test_a_day_that_was_not_logged_says_nothing() -> None:
    days = [1, 1, 1, 0, 1, 1]
    told = fit(counted([3, 4, 5, 0, 4, 6], days))
    other = fit(counted([3, 4, 5, 999, 4, 6], days))
    zero = fit(counted([3, 4, 5, 0, 4, 6]))
    assert told.weights == pytest.approx(other.weights)
    assert told.log_evidence == pytest.approx(other.log_evidence)
    assert zero.weights[0] < told.weights[0] - 0.1


def test_a_week_of_days_says_what_its_days_say() -> None:
    days = [3, 0, 5, 9, 4, 1, 6, 2, 2, 5, 7, 1, 0, 3]
    by_day = fit(counted(days))
    weeks = [sum(days[:7]), sum(days[7:])]
    by_week = fit(counted(weeks, days=[7, 7], step_days=7))
    assert by_week.weights == pytest.approx(by_day.weights, abs=0.01)
    assert by_week.precision == pytest.approx(by_day.precision, rel=0.02)


def test_alike_neighbours_hold_less_news() -> None:
    these = counted([3, 4, 5, 9, 4, 6] * 5)
    forgetful = fit(these, Noise(evenness=5, disturbance=0.7, memory=0.15))
    remembering = fit(these, Noise(evenness=5, disturbance=0.7, memory=0.7))
    assert remembering.precision[0, 0] < 0.5 * forgetful.precision[0, 0]


@pytest.mark.parametrize("totals", [[0] * 14, [10**7] * 14, [0] * 13 + [10**7], [10**7] + [0] * 13])
def test_absurd_counts_have_an_answer(totals) -> None:
    fitted = fit(counted(totals), noise_at(0, 0, 9))
    mean, variance = fitted.mean_and_variance(np.ones((1, 1)))
    assert np.isfinite(fitted.log_evidence)
    assert np.isfinite(mean[0])
    assert variance[0] > 0


@pytest.mark.parametrize("step_days", [1, 7, 28])
def test_the_disturbance_of_steps_agrees_with_brute_force(step_days: int) -> None:
    noise = Noise(evenness=5, disturbance=0.6, memory=0.45)
    day = np.arange(2 * step_days)
    covariance = 0.36 * 0.45 ** np.abs(day[:, None] - day)
    steps = np.kron(np.eye(2), np.full((1, step_days), 1 / step_days))
    of_steps = steps @ covariance @ steps.T
    spread, memory = disturbance_of_steps(noise, step_days)
    assert spread**2 == pytest.approx(of_steps[0, 0])
    assert memory * spread**2 == pytest.approx(of_steps[0, 1])


def test_it_begins_at_the_plain_rate() -> None:
    these = counted([4, 0, 99], days=[2, 1, 0])
    assert start_of(these)[0] == pytest.approx([np.log(4.5 / 3)])
    two = Counted(
        totals=these.totals,
        days=these.days,
        basis=np.array([[1.0, 0], [1, 0], [1, 1]]),
        step_days=1,
    )
    assert start_of(two)[0] == pytest.approx([np.log(4.5 / 3), 0])


@pytest.mark.parametrize("level", [-30.0, 30.0])
def test_it_gets_there_from_an_absurd_start(level: float) -> None:
    these = counted([3, 0, 5, 9, 4, 1, 6])
    noise = noise_at(5, 2, 9)
    near = fit(these, noise)
    far = fit_counts(
        these, normal_prior(np.eye(1) * 9.0), noise, (np.array([level]), np.full(7, -level / 2))
    )
    assert far.weights == pytest.approx(near.weights, abs=1e-2)
    assert far.log_evidence == pytest.approx(near.log_evidence, abs=1e-2)
