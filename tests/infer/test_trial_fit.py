from __future__ import annotations

import numpy as np
import pytest

from quietmuscle.infer.trial_fit import Posterior
from quietmuscle.infer.trial_fit import Scores
from quietmuscle.infer.trial_fit import Wanted
from quietmuscle.infer.trial_fit import fitted


def test_a_mixture_tells_its_chances_and_quantiles() -> None:
    mixed = Posterior(
        shares=np.array([0.5, 0.5]), means=np.array([-1.0, 1.0]), spreads=np.array([0.1, 0.1])
    )
    assert mixed.below(0.0) == pytest.approx(0.5)
    assert mixed.quantile(0.25) == pytest.approx(-1.0)
    assert mixed.quantile(0.75) == pytest.approx(1.0)


def test_normal_days_are_fitted_exactly_as_by_algebra() -> None:
    """With normal scatter Laplace's method is exact: compare with plain Gaussian regression."""
    random = np.random.default_rng(4)
    days, spreads = 30, np.array([3.0, 2.0])
    basis = np.column_stack([np.ones(days), random.integers(0, 2, days)])
    values = 4 + basis[:, 1] * -1.5 + random.normal(size=days)
    memory, disturbance, scatter = np.array([0.3, 0.7]), np.array([0.5, 1.1]), np.array([0.8, 1.3])
    logged = random.random(days) < 0.8
    found = fitted(
        Scores(
            values=np.where(logged, values, 0.0),
            weight=scatter[:, None] ** -2.0 * logged,
            constant=-logged.sum() * np.log(scatter),
        ),
        Wanted(
            columns=basis[None],
            spreads=spreads,
            level=4.0,
            memory=memory,
            disturbance=disturbance,
            prior=np.zeros((1, 2)),
        ),
    )
    apart = np.abs(np.arange(days)[:, None] - np.arange(days))
    evidence = []
    for point in range(2):
        covariance = disturbance[point] ** 2 * memory[point] ** apart
        covariance += scatter[point] ** 2 * np.eye(days)
        inverse = np.linalg.inv(covariance[np.ix_(logged, logged)])
        told, columns = values[logged] - 4.0, basis[logged]
        precision = columns.T @ inverse @ columns + np.diag(spreads**-2.0)
        weights = np.linalg.solve(precision, columns.T @ inverse @ told)
        assert found.means[point] == pytest.approx(weights[1], abs=1e-6)
        assert found.spreads[point] == pytest.approx(np.linalg.inv(precision)[1, 1] ** 0.5)
        whole = np.linalg.inv(inverse) + columns @ np.diag(spreads**2) @ columns.T
        evidence.append(-0.5 * (np.linalg.slogdet(whole)[1] + told @ np.linalg.solve(whole, told)))
    shares = np.exp(np.array(evidence) - max(evidence))
    assert found.shares == pytest.approx(shares / shares.sum(), abs=1e-6)
