from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from entries import TODAY
from shelves import put_trial
from tried import a_trial
from tried import all_no
from tried import helped_counts
from tried import log_days

from quietmuscle.flow.suiting import change_health
from quietmuscle.flow.workspace import Workspace
from quietmuscle.model.care import Answer
from quietmuscle.model.health import Health
from quietmuscle.store.diary import open_diary

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def told(location, clock) -> Iterator[Workspace]:
    """The diary of the command line, open beside it."""
    diary = open_diary(location, clock.now_utc())
    yield Workspace(diary=diary, clock=clock)
    diary.close()


def test_what_can_be_tried_is_listed(cli, told) -> None:
    lines = cli("trial", "choices").out.splitlines()
    warm = lines.index("warm_compress  A warm compress  fast  not offered now")
    assert lines[warm + 1].endswith("?")
    assert "About your health" in lines[-1]
    change_health(told, Health(numb_skin=Answer.YES))
    lines = cli("trial", "choices").out.splitlines()
    warm = lines.index("warm_compress  A warm compress  fast  not offered now")
    assert lines[warm + 1] == "  Skin that does not feel heat gets burnt without warning."
    all_no(told)
    assert "warm_compress  A warm compress  fast" in cli("trial", "choices").out.splitlines()
    found = json.loads(cli("trial", "choices", "--json").out)
    assert {each["strategy"] for each in found if each["may_be_tried"]} >= {"warm_compress"}


def test_an_experiment_from_its_start_to_its_stop(cli, told) -> None:
    assert cli("trial", "list").out.strip() == "No experiment was started yet."
    none = cli("trial", "today")
    assert (none.code, none.err.strip()) == (2, "quietmuscle: No experiment is running.")
    all_no(told)
    refused = cli("trial", "start", "warm_compress")
    assert refused.code == 2
    assert "answered first" in refused.err
    assert "fever" in refused.err
    not_today = cli("trial", "start", "warm_compress", "--fever", "yes")
    assert (not_today.code, "Come back when it is gone." in not_today.err) == (2, True)
    begun = json.loads(
        cli("trial", "start", "warm_compress", "--units", "14", "--fever", "no", "--json").out
    )
    assert begun["state"] == "running"
    line = f"{TODAY}, warm_compress: today is a day as usual."
    assert cli("trial", "today").out.strip() == line
    saved = cli("trial", "followed", "yes", "--score", "4").out
    assert saved.startswith(f"Saved: {TODAY}. It is a day as usual")
    assert cli("trial", "pause", "2").out.startswith("Days of a break: 2.")
    assert "Told of today: Pause." in cli("trial", "today").out
    assert cli("trial", "resume", "--json").out.strip() == "2"
    change_health(told, Health(numb_skin=Answer.YES))
    assert "if it lasts, stop the experiment" in cli("trial", "today").out
    change_health(told, Health())
    assert "answer a few questions" in cli("trial", "today").out
    all_no(told)
    note = json.loads(
        cli("trial", "followed", "untold", "--excuse", "illness", "--day", str(TODAY), "--json").out
    )
    assert (note["followed"], note["excuse"], note["score_0_10"]) == (None, "illness", 4)
    listed = cli("trial", "list").out
    assert "running  Day 1 of 35" in listed
    assert "Next look: after" in listed
    hidden = cli("trial", "file", begun["id"])
    assert (hidden.code, "still running" in hidden.err) == (2, True)
    stopped = cli("trial", "stop").out
    assert "stopped" in stopped
    assert "ended before there was enough to tell" in stopped
    assert "ended before there was enough to tell" in cli("trial", "list").out
    assert json.loads(cli("trial", "file", begun["id"]).out)["schema"] == 1


def test_a_result_is_told_in_words_and_weighs_the_same_from_its_file(cli, told, tmp_path) -> None:
    trial = a_trial(TODAY - timedelta(days=36))
    put_trial(told.diary, trial)
    log_days(told, trial.protocol.first_day, helped_counts(trial))
    shown = cli("trial", "show", str(trial.id)).out
    assert "Helps: this result would be rare by chance." in shown
    assert "Best guess for days with it:" in shown
    assert "For you: about" in shown
    assert "Of 1,000 other ways" in shown
    listed = cli("trial", "list").out
    assert "Helps: this result would be rare by chance." in listed
    assert "Best guess" not in listed
    path = tmp_path / "trial.json"
    path.write_text(cli("trial", "file", str(trial.id)).out)
    weighed = json.loads(cli("trial", "analyse", str(path), "--json").out)
    assert weighed["answer"]["verdict"] == "helps"
