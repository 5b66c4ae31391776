"""Recordings on the command line."""

from __future__ import annotations

import json
from datetime import timedelta

import numpy as np
import pytest
from accel_conditions import minute
from emg_conditions import RATE_HZ
from emg_conditions import condition

from quietmuscle.base.text import say
from quietmuscle.cli.measure import rate_words
from quietmuscle.cli.measure import size_words
from quietmuscle.model.kept_measurement import Posture
from quietmuscle.store.diary import open_diary


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "calf.npz"
    np.savez(path, data=condition("F", seed=2002).samples_uv, fs=RATE_HZ, unit="uV")
    return str(path)


def test_a_person_reads_the_rate_and_what_was_not_counted(cli, file):
    told = cli("measure", file)
    assert told.code == 0
    assert "60.0 s can be used" in told.out
    assert "Fasciculations:" in told.out
    assert "Not counted as twitches: the muscle at work, steadily (" in told.out
    assert "The recording is short" in told.out
    assert "_" not in told.out.replace(file, "")
    assert "Steady firing: " in told.out
    assert "no diagnosis" in told.out


def test_programs_get_the_contract(cli, file):
    told = json.loads(cli("measure", file, "--json").out)
    assert list(told)[:8] == [
        "schema",
        "file",
        "modality",
        "engine_version",
        "duration_s",
        "usable_s",
        "quality",
        "events",
    ]
    twitches = [event for event in told["events"] if event["kind"] == "fasciculation"]
    assert len(twitches) == told["summary"]["fasciculations"]
    assert {"onset_s", "duration_s", "confidence", "amplitude", "unit_id"} <= set(twitches[0])
    low, high = told["summary"]["rate_interval_95"]
    assert low < told["summary"]["rate_per_min"] < high


def test_silence_is_not_measurable_and_says_so(cli, tmp_path):
    path = tmp_path / "off.npz"
    np.savez(path, data=np.full((20_000, 1), 0.5), fs=1000.0, unit="uV")
    told = cli("measure", str(path))
    assert "Twitches could not be measured in it." in told.out
    assert "This recording cannot be measured." in told.out
    assert "_" not in told.out


def test_a_phone_on_a_muscle_says_what_it_cannot_feel(cli, tmp_path):
    paths = []
    for name, recording in (("calf", minute(61, ratio=6)), ("table", minute(62, body=False))):
        paths.append(str(tmp_path / f"{name}.npz"))
        np.savez(paths[-1], data=recording.samples_ms2, fs=200.0, unit="m/s2")
    told = cli("measure", paths[0], "--modality", "accel", "--control", paths[1])
    assert told.code == 0
    assert "Twitches:" in told.out
    assert "shapes" not in told.out
    assert " mg (0." in told.out
    assert "deep in the muscle" in told.out


def test_what_cannot_be_read_is_one_sentence_and_exit_code_2(cli, tmp_path):
    path = tmp_path / "words.csv"
    path.write_text("hello")
    told = cli("measure", str(path), "--json")
    assert (told.code, told.out) == (2, "")
    assert len(told.err.strip().splitlines()) == 1


def test_no_shape_is_not_told_and_one_is_one():
    figures = {"rate": "0.0", "low": "0.0", "high": "3.0"}
    assert "shape" not in say(rate_words(figures, 0))
    assert say(rate_words(figures, 1)).endswith("of 1 shape.")
    assert say(rate_words(figures, 2)).endswith("of 2 shapes.")


@pytest.mark.parametrize(
    ("value", "unit", "read"),
    [
        (0.18, "px", "0.18 px"),
        (0.004, "px", "0.004 px"),
        (13.6, "uV", "14 uV"),
        (0.00098, "m/s2", "0.1 mg (0.00098 m/s²)"),
    ],
)
def test_something_small_is_not_told_as_nothing(value, unit, read):
    assert size_words(value, unit) == read


@pytest.fixture
def short(tmp_path):
    """Some seconds of electrodes: enough to be kept."""
    path = tmp_path / "short.npz"
    samples = condition("A", seed=2003).samples_uv[: int(12 * RATE_HZ)]
    np.savez(path, data=samples, fs=RATE_HZ, unit="uV")
    return str(path)


def test_a_measurement_is_kept_in_the_diary(cli, short, in_london, now_utc):
    words = ("--site", "calf.left", "--when", "yesterday", "--note", "After a walk")
    told = cli("measure", short, "--keep", *words, "--posture", "lying", "--json")
    assert (told.code, told.err) == (0, "")
    diary = open_diary(in_london, now_utc)
    (kept,) = diary.measurements.find()
    diary.close()
    assert json.loads(told.out)["id"] == str(kept.id)
    assert [str(site) for site in kept.sites] == ["calf.left"]
    assert (kept.note, kept.recording.posture) == ("After a walk", Posture.LYING)
    assert kept.moment.logical_day == now_utc.date() - timedelta(days=1)


@pytest.mark.parametrize(
    ("flag", "words"),
    [
        ("--keep", "its numbers, not the recording."),
        ("--keep-recording", "Kept in the diary with its recording, under"),
    ],
)
def test_what_was_kept_is_said(cli, short, flag, words):
    told = cli("measure", short, flag)
    assert told.code == 0
    assert told.out.splitlines()[-1].startswith("Kept in the diary")
    assert words in told.out


@pytest.mark.parametrize("more", [("again.npz",), ("--csv", "table.csv")])
def test_only_one_recording_is_kept_at_a_time(cli, short, in_london, now_utc, more):
    told = cli("measure", short, *more, "--keep")
    assert (told.code, told.out) == (2, "")
    assert "--keep takes one recording" in told.err
    diary = open_diary(in_london, now_utc)
    assert diary.measurements.find() == ()
    diary.close()
