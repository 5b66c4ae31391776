from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quietmuscle.base.errors import StorageError
from quietmuscle.base.text import Message
from quietmuscle.cli.bench import Refusal
from quietmuscle.cli.bench import Tools
from quietmuscle.cli.bench import answer
from quietmuscle.cli.bench import opened
from quietmuscle.cli.bench import refusals
from quietmuscle.model.saved import Saved
from quietmuscle.store.diary import Diary

if TYPE_CHECKING:
    from pathlib import Path


def test_a_refusal_becomes_its_sentence() -> None:
    with pytest.raises(Refusal, match="The disk is full") as refusal, refusals():
        raise StorageError(Message("The disk is full."))
    assert refusal.value.exit_code == 2


def test_a_diary_is_closed_whatever_happens(in_london, clock, server, monkeypatch) -> None:
    closed = []
    close = Diary.close

    def close_and_note(diary: Diary) -> None:
        close(diary)
        closed.append(diary)

    monkeypatch.setattr(Diary, "close", close_and_note)
    bench = opened(Tools(clock=clock, serve=server, serve_home=server), in_london.folder)
    with pytest.raises(Refusal), bench as open_bench:  # noqa: PT012 - closed on the way out
        assert open_bench.settings.zone == "Europe/London"
        raise StorageError(Message("The disk is full."))
    assert len(closed) == 1


def test_a_new_folder_is_made(tmp_path: Path, clock, server) -> None:
    with opened(Tools(clock=clock, serve=server, serve_home=server), tmp_path / "new") as bench:
        assert bench.workspace.diary.tallies.entries() == 0
    assert (tmp_path / "new" / "diary.sqlite3").exists()


def test_an_answer_is_json_or_words(capfd) -> None:
    value = Saved(entry=1, action=None)
    answer(value, as_json=True, words=lambda: "never asked")
    answer(value, as_json=False, words=lambda: "one")
    assert capfd.readouterr().out == '{\n  "entry": 1,\n  "action": null\n}\none\n'
