"""A diary against a plain model of it: anything told in any order, also again and late."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from typing import ClassVar

import pytest
from entries import NOW_UTC
from entries import TODAY
from entries import an_episode
from entries import an_id
from hypothesis import Phase
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle
from hypothesis.stateful import RuleBasedStateMachine
from hypothesis.stateful import invariant
from hypothesis.stateful import rule
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy.exc import IntegrityError

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.model.episode import Episode
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.store.diary import Diary
from quietmuscle.store.diary import open_diary
from quietmuscle.store.location import Location
from quietmuscle.store.purge import purge_deleted

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID


@dataclass
class Known:
    """What the model knows of an entry."""

    value: Episode
    state: str = "kept"  # or "bin", or "gone"
    actions: list[Action] = field(default_factory=lambda: [Action.CREATED])


class DiaryMachine(RuleBasedStateMachine):
    """Puts, edits, deletions, restorings and purges, each of which may be sent again."""

    new_diary_folder: ClassVar[Path]
    entries = Bundle("entries")
    changes = Bundle("changes")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        shutil.copytree(self.new_diary_folder, self.folder.name, dirs_exist_ok=True)
        self.diary: Diary = self.open()
        self.model: dict[UUID, Known] = {}

    def open(self) -> Diary:
        return open_diary(Location(folder=Path(self.folder.name)), NOW_UTC)

    def teardown(self) -> None:
        self.diary.close()
        self.folder.cleanup()

    @rule(target=entries)
    def new_entry(self) -> UUID:
        return an_id()

    @rule(target=changes, entry=entries, note=st.sampled_from(["", "a", "b"]))
    def put(self, entry: UUID, note: str) -> Callable[[], None]:
        change = an_id()
        value = an_episode(entry_id=entry, note=note)

        def send() -> None:
            self.diary.episodes.put(value, change_id=change, recorded_at_utc=NOW_UTC)

        known = self.model.get(entry)
        if known is None:
            self.model[entry] = Known(value)
            send()
        elif known.state == "kept":
            if known.value != value:
                known.actions.append(Action.EDITED)
            known.value = value
            send()
        else:
            refusal = ConflictError if known.state == "bin" else NotFoundError
            with pytest.raises(refusal):
                send()
            return lambda: None  # it was never taken, so it may well be taken later
        return self.again(entry, send)

    @rule(target=changes, entry=entries, deletes=st.booleans())
    def delete_or_restore(self, entry: UUID, deletes: bool) -> Callable[[], None]:
        change = an_id()
        shelf = self.diary.episodes

        def send() -> None:
            move = shelf.delete if deletes else shelf.restore
            move(entry, change_id=change, recorded_at_utc=NOW_UTC)

        known = self.model.get(entry)
        if known is None or known.state == "gone":
            with pytest.raises(NotFoundError):
                send()
            return lambda: None
        state = "bin" if deletes else "kept"
        if known.state != state:
            known.actions.append(Action.DELETED if deletes else Action.RESTORED)
        known.state = state
        send()
        return self.again(entry, send)

    def again(self, entry: UUID, send: Callable[[], None]) -> Callable[[], None]:
        """A late copy of a change, which must have no effect."""

        def replay() -> None:
            if self.model[entry].state == "gone":
                with pytest.raises(NotFoundError):
                    send()
            else:
                send()

        return replay

    @rule(change=changes)
    def replay(self, change: Callable[[], None]) -> None:
        change()

    @rule()
    def purge(self) -> None:
        due = [known for known in self.model.values() if known.state == "bin"]
        assert purge_deleted(self.diary, NOW_UTC + timedelta(days=30)) == len(due)
        for known in due:
            known.state = "gone"
            known.actions.append(Action.PURGED)

    @rule()
    def close_and_open(self) -> None:
        self.diary.close()
        self.diary = self.open()

    @invariant()
    def agrees_with_the_model(self) -> None:
        for state, deleted in (("kept", False), ("bin", True)):
            page = self.diary.episodes.find(EpisodeQuery(deleted=deleted, limit=500))
            assert {episode.id: episode for episode in page.episodes} == {
                entry: known.value for entry, known in self.model.items() if known.state == state
            }
        kept = sum(known.state == "kept" for known in self.model.values())
        assert self.diary.tallies.counts(TODAY, TODAY)[0].entries == kept
        for entry, known in self.model.items():
            history = self.diary.revisions.of(EntryKind.EPISODE, str(entry))
            assert [each.action for each in history] == known.actions
            assert [each.number for each in history] == [*range(1, len(history) + 1)]


@pytest.fixture(autouse=True)
def _from_a_new_diary(new_diary_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DiaryMachine, "new_diary_folder", new_diary_folder, raising=False)


def test_a_diary_behaves_as_its_model() -> None:
    run_state_machine_as_test(
        DiaryMachine, settings=settings(max_examples=20, stateful_step_count=25, deadline=None)
    )


def test_the_model_can_tell_a_wrong_diary(monkeypatch: pytest.MonkeyPatch) -> None:
    """A keeper that forgets which changes it saw is found out."""
    monkeypatch.setattr("quietmuscle.store.keeping.has_arrived", lambda *_words: False)
    quick = settings(max_examples=100, deadline=None, database=None, phases=[Phase.generate])
    with pytest.raises((IntegrityError, NotFoundError, ConflictError, AssertionError)):
        run_state_machine_as_test(DiaryMachine, settings=quick)


def test_entries_of_these_tests_differ_by_their_notes_alone() -> None:
    entry = an_id()
    one, other = (an_episode(entry_id=entry, note=note) for note in "ab")
    assert replace(one, note="b") == other
