from __future__ import annotations

import importlib.util
import json
import sys

import pytest
from repository import ROOT


@pytest.fixture(scope="module")
def figures():
    spec = importlib.util.spec_from_file_location(
        "benchmark_figures", ROOT / "benchmarks" / "figures.py"
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("share", "expected"), [(0.5, 50), (0.95, 95), (0.951, 96), (1, 100), (0, 1)]
)
def test_a_quantile_is_one_of_the_values(figures, share, expected):
    assert figures.quantile(list(range(100, 0, -1)), share) == expected
    assert figures.quantile([7.0], share) == 7.0


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "-"),
        (float("nan"), "-"),
        (0, "0"),
        (2.0, "2"),
        (0.04132, "0.0413"),
        (19.96, "20"),
        (123.4, "123"),
        (5432.1, "5432"),
    ],
)
def test_numbers_are_short(figures, value, words):
    assert figures.shown(value) == words


@pytest.mark.parametrize(
    ("value", "target", "verdict"),
    [
        (20, 20, "ok"),
        (20.1, 20, "FALLS SHORT"),
        (None, 20, "not measured"),
        (5, None, ""),
    ],
)
def test_a_figure_stands_to_its_target(figures, value, target, verdict):
    figure = figures.Figure(name="x", value=value, unit="ms", how="so", target=target)
    assert figure.verdict == verdict


def test_tables_show_all_that_was_measured(figures, capsys):
    save = figures.Figure(name="save", value=5.0, unit="ms", how="500 times", target=20)
    other = figures.Beside(task="save", instead="a file", value=10, unit="ms", ours=5)
    figures.print_figures([save], [other])
    printed = capsys.readouterr().out
    assert "save    5 ms      ≤ 20 ms  ok  500 times" in printed
    assert "save  a file   10 ms  5 ms  2 ×" in printed


def test_figures_can_be_kept(figures, tmp_path):
    save = figures.Figure(name="save", value=None, unit="ms", how="no disk", target=20)
    figures.write_json(tmp_path / "kept.json", [save], [])
    kept = json.loads((tmp_path / "kept.json").read_text("utf-8"))
    assert kept["figures"][0]["verdict"] == "not measured"
    assert "Python" in kept["machine"]
