"""Experiments on files, on the command line."""

from __future__ import annotations

import json
from dataclasses import replace

from made_trials import SEED
from made_trials import a_protocol
from made_trials import days_that_go

from quietmuscle.base.wire import to_json
from quietmuscle.infer.trial_design import sealed
from quietmuscle.model.trial_file import TrialFile


def a_file(tmp_path):
    protocol = a_protocol()
    path = tmp_path / "trial.json"
    file = TrialFile(schema=1, protocol=protocol, days=days_that_go(protocol, 3, 12))
    path.write_bytes(to_json(file))
    return path


def test_a_plan_can_be_filled_and_weighed(cli, tmp_path):
    told = cli("trial", "plan", "sleep", "--pace", "medium", "--first-day", "2026-11-24",
               "--seed", SEED)  # fmt: skip
    assert told.code == 0
    plan = json.loads(told.out)
    assert (plan["protocol"]["units"], len(plan["protocol"]["arms"])) == (21, 91)
    path = tmp_path / "plan.json"
    path.write_text(told.out)
    found = json.loads(cli("trial", "analyse", str(path), "--json").out)
    assert found["answer"]["verdict"] == "cannot_tell"


def test_a_plan_has_the_pace_of_its_strategy_and_a_day_that_can_be_read(cli):
    told = json.loads(cli("trial", "plan", "sleep", "--first-day", "2026-11-24").out)
    assert (told["protocol"]["pace"], told["protocol"]["units"]) == ("medium", 21)
    for arguments, words in (
        (("sleep", "--first-day", "24.11.2026"), "24.11.2026"),
        (("foo", "--first-day", "2026-11-24"), "cannot be tried by lot"),
    ):
        refused = cli("trial", "plan", *arguments)
        assert refused.code == 2
        assert words in refused.err
        assert "%Y" not in refused.err


def test_looks_that_the_days_would_not_give_are_told(cli, tmp_path):
    path = a_file(tmp_path)
    text = json.loads(path.read_text())
    assert "others than its days" not in cli("trial", "analyse", str(path)).out
    text["pairs"] = [{"number": 1, "difference": -3.0, "enough": False}]
    path.write_text(json.dumps(text))
    assert "others than its days would give now" in cli("trial", "analyse", str(path)).out


def test_an_experiment_is_told_in_words_and_in_json(cli, tmp_path):
    path = a_file(tmp_path)
    words = cli("trial", "analyse", str(path)).out
    assert words.startswith("Helps: this result would be rare by chance.")
    assert "28 of 28 pairs" in words
    found = json.loads(cli("trial", "analyse", str(path), "--json").out)
    assert found["answer"]["verdict"] == "helps"
    assert found["answer"]["reasons"][0]["why"] == "boundary_crossed"


def test_an_older_engine_is_told(cli, tmp_path):
    path = a_file(tmp_path)
    assert "sealed under" not in cli("trial", "analyse", str(path)).out
    protocol = a_protocol()
    old = sealed(replace(protocol, plan=replace(protocol.plan, version="trial 1")))
    file = TrialFile(schema=1, protocol=old, days=days_that_go(protocol, 3, 12))
    path.write_bytes(to_json(file))
    told = cli("trial", "analyse", str(path)).out
    assert "sealed under “trial 1” and is weighed in that way" in told
    assert json.loads(cli("trial", "analyse", str(path), "--json").out)["newer_engine"] == "trial 2"


def test_a_changed_plan_is_refused_in_one_sentence(cli, tmp_path):
    path = a_file(tmp_path)
    path.write_text(path.read_text().replace('"units":28', '"units":26'))
    told = cli("trial", "analyse", str(path), "--json")
    assert (told.code, told.out) == (2, "")
    assert "changed after it began" in told.err


def test_error_rates_can_be_checked_by_anyone(cli, tmp_path):
    truth = tmp_path / "truth.json"
    truth.write_text('{"usual": 40, "disturbance": 0.2, "evenness": 50, "lost": 0}')
    told = ("trial", "simulate", "--truth", str(truth), "--ratio", "0.4", "--runs", "3",
            "--units", "14", "--seed", "2")  # fmt: skip
    words = cli(*told).out
    assert "3 runs from seed 2, ratio 0.4" in words
    assert "weekly_abab_welch_any_day" in words
    assert "may be off by 0.577" in words
    assert "other ways of answering" in words
    found = json.loads(cli(*told, "--json").out)
    assert {each["what"]: each["share"] for each in found["verdicts"]}["helps"] == 1.0
    assert cli("trial", "simulate", "--memory", "2").code == 2
