from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from uuid import UUID
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import IntegrityError

from quietmuscle.base.errors import ConflictError
from quietmuscle.model.day import DayAnswer
from quietmuscle.model.day import DayItem
from quietmuscle.model.day import DayLog
from quietmuscle.model.episode import Episode
from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.model.moment import moment_at
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.model.revision import Revision
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef
from quietmuscle.store.filling import FirstTold
from quietmuscle.store.filling import fill_diary

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = date(2026, 11, 20)
TWITCH = Episode(
    id=UUID(int=1),
    moment=moment_at(NOON, ZoneInfo("Europe/London"), time(4)),
    sites=(SiteRef("calf", Side.LEFT),),
    note="Ärger im Bein",
)
LOG = DayLog(
    day=DAY,
    answers=(
        DayAnswer(item=DayItem.STRESS, value=2),
        DayAnswer(item=DayItem.SLEEP, value=4),
    ),
)
MEDICINE = MedicineChange(id=UUID(int=3), day=DAY, name="M", action=MedicineAction.STARTED)


def told(entry, change=None):
    return FirstTold(entry=entry, change_id=change or uuid4(), recorded_at_utc=NOON)


def test_what_is_filled_in_is_as_if_it_had_been_saved(any_diary):
    fill_diary(any_diary, [told(TWITCH, UUID(int=10)), told(LOG), told(MEDICINE)])
    assert any_diary.episodes.get(TWITCH.id) == TWITCH
    assert any_diary.episodes.find(EpisodeQuery(words="ärger")).episodes == (TWITCH,)
    assert set(any_diary.days.get(DAY).answers) == set(LOG.answers)
    assert [answer.item for answer in any_diary.days.get(DAY).answers] == [
        DayItem.SLEEP,
        DayItem.STRESS,
    ]
    assert any_diary.medicines.all() == (MEDICINE,)
    assert any_diary.revisions.of(EntryKind.EPISODE, str(TWITCH.id)) == (
        Revision(
            change_id=UUID(int=10),
            kind=EntryKind.EPISODE,
            entry_id=str(TWITCH.id),
            number=1,
            recorded_at_utc=NOON,
            action=Action.CREATED,
            before=None,
        ),
    )
    assert len(any_diary.revisions.of(EntryKind.DAY, "2026-11-20")) == 1
    assert len(any_diary.revisions.of(EntryKind.MEDICINE_CHANGE, str(MEDICINE.id))) == 1


def test_it_can_be_edited_afterwards(diary):
    fill_diary(diary, [told(TWITCH)])
    saved = diary.episodes.put(
        replace(TWITCH, note="other"), change_id=uuid4(), recorded_at_utc=NOON
    )
    assert saved.action is Action.EDITED
    history = diary.revisions.of(EntryKind.EPISODE, str(TWITCH.id))
    assert [revision.number for revision in history] == [1, 2]


def test_more_than_fit_at_once(diary):
    fill_diary(diary, (told(replace(TWITCH, id=UUID(int=n))) for n in range(2500)))
    assert diary.tallies.entries() == 2500


def test_an_empty_filling_changes_nothing(diary):
    fill_diary(diary, [])
    assert diary.tallies.entries() == 0


def test_a_diary_that_holds_something_is_left_alone(diary):
    diary.days.say_none(DAY, True, change_id=uuid4(), recorded_at_utc=NOON)
    with pytest.raises(ConflictError, match="holds entries already"):
        fill_diary(diary, [told(TWITCH)])
    assert diary.tallies.entries() == 0


def test_all_or_nothing(diary):
    again = (told(replace(TWITCH, id=UUID(int=n % 1500))) for n in range(1501))
    with pytest.raises(IntegrityError):
        fill_diary(diary, again)
    assert diary.tallies.entries() == 0
