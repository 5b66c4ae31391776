from __future__ import annotations

import json
import subprocess
import sys

import pytest
from repository import ROOT

PROMISED = {
    "one evaluation, median": 1,
    "one evaluation, p95": 1,
    "questions before self-care, median": None,
    "questions before self-care, fewest": None,
    "fewest answers before self-care, possible at all": None,
    "screens before self-care, median": None,
    "rules without golden scenarios": 0,
    "statements: read": None,
    "statements: recalled": None,
    "statements: computed": None,
    "statements: judgement": None,
    "all proofs": 60,
    "claims not proven": 0,
}


@pytest.mark.slow
def test_every_figure_of_the_issue_is_printed_and_kept(tmp_path):
    kept = tmp_path / "figures.json"
    quick = ["--scenarios", "5", "--claims", "1"]  # tests/advise proves them all
    ran = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "care.py", *quick, "--json", kept],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert ran.stderr == ""
    figures = {each["name"]: each for each in json.loads(kept.read_text("utf-8"))["figures"]}
    for name, target in PROMISED.items():
        assert figures[name]["target"] == target
        assert figures[name]["value"] is not None
        assert name in ran.stdout
    assert figures["claims not proven"]["value"] == 0
    assert figures["rules without golden scenarios"]["value"] == 0
    fewest = figures["fewest answers before self-care, possible at all"]["value"]
    assert 0 < fewest <= figures["questions before self-care, fewest"]["value"]
    assert "a checklist of all questions" in ran.stdout
