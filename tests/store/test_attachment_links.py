"""Which photos are remembered as named by an entry, now or once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from entries import an_episode
from entries import an_id
from shelves import put
from sqlalchemy import select

from quietmuscle.store.attachment_links import link_attachments
from quietmuscle.store.tables import attachment_use

if TYPE_CHECKING:
    from quietmuscle.store.diary import Diary


def links(diary: Diary) -> set[tuple[object, object]]:
    with diary.database.reading() as connection:
        query = select(attachment_use.c.attachment_id, attachment_use.c.episode_id)
        return {tuple(row) for row in connection.execute(query)}


def test_an_earlier_photo_of_an_entry_stays_remembered(any_diary: Diary) -> None:
    first, second = an_id(), an_id()
    episode = an_episode(attachments=(first,))
    put(any_diary, episode)
    put(any_diary, replace(episode, attachments=(first, second)))
    put(any_diary, replace(episode, attachments=()))

    assert links(any_diary) == {(first, episode.id), (second, episode.id)}


def test_two_entries_may_name_one_photo_and_one_may_name_it_twice(any_diary: Diary) -> None:
    photo = an_id()
    one, other = an_episode(), an_episode()
    for episode in (one, other):
        put(any_diary, episode)

    with any_diary.database.writing() as connection:
        link_attachments(
            connection, [replace(each, attachments=(photo, photo)) for each in (one, other)]
        )

    assert links(any_diary) == {(photo, one.id), (photo, other.id)}
