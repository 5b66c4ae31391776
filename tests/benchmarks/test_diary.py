from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from chromium import CHROMIUM
from repository import ROOT

PROMISED = {
    "save in process, p95": 20,
    "save over HTTP, p95": 20,
    "server ready, warm": 1.5,
    "Today, p95": 50,
    "Trends, p95": 300,
    "export": 20,
    "import": 20,
    "archives that differ after a round trip": 0,
    "resident memory": 200,
    "first load of a phone page": 80,
    "script and style of the second load": 0,
    "opening to saved": 5,
    "taps from opening to saved": 2,
    "axe-core violations": 0,
    "pages that scroll sideways at 200 %": 0,
}
IN_A_BROWSER = list(PROMISED)[9:]


def run(folder, *words):
    """What the command printed, and the figures that it kept."""
    kept = folder / "figures.json"
    ran = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "diary.py", "--json", kept, *words],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    figures = json.loads(kept.read_text("utf-8"))
    return ran.stdout, {figure["name"]: figure for figure in figures["figures"]}, figures["instead"]


@pytest.mark.slow
@pytest.mark.browser
def test_a_quick_look_prints_every_figure_that_is_promised(tmp_path):
    has_browser = CHROMIUM.exists() or os.environ.get("CI") == "true"
    without = [] if has_browser else ["--no-browser"]
    printed, figures, instead = run(tmp_path, "--episodes", "400", *without)
    assert printed.startswith("400 entries in ten years; ")
    for name, target in PROMISED.items():
        assert name in printed
        assert figures[name]["target"] == target
        measured = figures[name]["value"] is not None
        assert measured == (has_browser or name not in IN_A_BROWSER)
        assert figures[name]["how"]
    assert figures["archives that differ after a round trip"]["value"] == 0
    assert {each["task"] for each in instead} == {"save, p95", "course", "export"}
    assert all(each["ratio"] > 0 for each in instead)
    if has_browser:
        assert figures["script and style of the second load"]["value"] == 0
        assert figures["taps from opening to saved"]["value"] == 2
        assert 1 < figures["first load of a phone page"]["value"] < 80
