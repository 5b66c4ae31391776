"""Simulations on the command line."""

from __future__ import annotations

import json
import re

import pytest
from repository import ROOT


def scenario(folder, text):
    file = folder / "scenario.json"
    file.write_text(text)
    return str(file)


def test_a_program_gets_json(cli, tmp_path):
    told = cli("simulate", scenario(tmp_path, '{"work": {"work_s": 60}}'), "--json")
    assert told.code == 0
    assert json.loads(told.out)["work"]["highest_share"] > 0.2


def test_a_person_gets_lines_and_a_file(cli, tmp_path):
    out = tmp_path / "traces.csv"
    asked = scenario(tmp_path, '{"patch": {"run": {"duration_ms": 100}}}')
    told = cli("simulate", asked, "--out", str(out))
    assert told.code == 0
    assert "patch:" in told.out
    assert "regime: afterdischarge" in told.out
    assert out.read_text().startswith("time_s,potential_mv")


def test_what_was_never_tried_is_refused_with_its_range(cli, tmp_path):
    told = cli("simulate", scenario(tmp_path, '{"work": {"effort": 3}}'))
    assert told.code == 2
    assert "effort was tried from 0 to 1 of the hardest; 3 lies outside" in told.err


def test_a_wrong_name_is_refused_before_anything_is_simulated(cli, tmp_path):
    told = cli("simulate", str(tmp_path / "missing.json"), "--out", str(tmp_path / "a.txt"))
    assert told.code == 2
    assert "*.npz or *.csv" in told.err


TUTORIAL = (ROOT / "docs" / "tutorial" / "why-it-twitches.md").read_text("utf-8")
STEP = re.compile(
    r"`(\w+\.json)`\n\n```json\n(.*?)```\n\n`quietmuscle simulate \1`\n\n```text\n(.*?)```",
    re.DOTALL,
)


@pytest.mark.parametrize("step", STEP.findall(TUTORIAL), ids=lambda step: step[0])
def test_the_tutorial_holds(cli, tmp_path, step):
    name, text, lines = step
    (tmp_path / name).write_text(text)
    told = cli("simulate", str(tmp_path / name))
    assert told.code == 0
    said = [line.strip() for line in told.out.splitlines()]
    assert [line for line in lines.splitlines() if line not in said] == []


def test_the_tutorial_has_its_steps():
    assert len(STEP.findall(TUTORIAL)) == TUTORIAL.count("quietmuscle simulate ") == 7
