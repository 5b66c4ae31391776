from __future__ import annotations

from typing import TYPE_CHECKING

from entries import CALF
from entries import EYELID
from entries import NOW_UTC
from entries import an_episode
from entries import an_id

from quietmuscle.model.revision import Action

if TYPE_CHECKING:
    from uuid import UUID

    from quietmuscle.model.episode import Episode
    from quietmuscle.store.diary import Diary


def put(diary: Diary, episode: Episode, change_id: UUID | None = None) -> Action | None:
    change_id = change_id or an_id()
    return diary.episodes.put(episode, change_id=change_id, recorded_at_utc=NOW_UTC).action


def test_what_is_put_is_got(any_diary: Diary):
    episode = an_episode(note="בדיקה", sites=(CALF, EYELID), count=3)

    assert put(any_diary, episode) is Action.CREATED
    assert any_diary.episodes.get(episode.id) == episode
