from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from uuid import UUID
from uuid import uuid4

import pytest

from quietmuscle.base.clock import StoppedClock
from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow.record import EpisodeDraft
from quietmuscle.flow.record import answer_day
from quietmuscle.flow.record import attach
from quietmuscle.flow.record import check_not_ahead
from quietmuscle.flow.record import delete_episode
from quietmuscle.flow.record import record_episode
from quietmuscle.flow.record import restore_episode
from quietmuscle.flow.record import say_none
from quietmuscle.model.day import DayItem
from quietmuscle.model.episode import Doing
from quietmuscle.model.episode import Episode
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.episode import Lasted
from quietmuscle.model.moment import Moment
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.model.revision import Action
from quietmuscle.model.revision import EntryKind
from quietmuscle.model.settings import Settings
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef

CALF = SiteRef("calf", Side.LEFT)
EYELID = SiteRef("upper_eyelid", Side.RIGHT)
TODAY = date(2026, 11, 23)
ONE = UUID(int=1)


@pytest.fixture
def workspace(workspace):
    """A workspace of somebody in London."""
    workspace.diary.preferences.put_settings(Settings(zone="Europe/London"))
    return workspace


def at(workspace, *instant):
    """The same workspace at another time."""
    return replace(workspace, clock=StoppedClock(instant_utc=datetime(*instant, tzinfo=UTC)))


def keep(workspace, change_id=None, **fields):
    draft = EpisodeDraft(**{"id": ONE, "sites": (CALF,)} | fields)
    return record_episode(workspace, draft, change_id=change_id or uuid4())


def kept(workspace):
    return workspace.diary.episodes.find(EpisodeQuery()).episodes


def test_two_taps_are_a_place_now(workspace):
    saved = keep(workspace)
    assert saved.action is Action.CREATED
    assert saved.entry == Episode(
        id=ONE,
        moment=Moment(
            instant_utc=datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
            zone="Europe/London",
            offset_s=0,
            logical_day=TODAY,
        ),
        sites=(CALF,),
    )
    assert kept(workspace) == (saved.entry,)


def test_all_that_is_told_is_kept(workspace):
    photo = UUID(int=9)
    told = {
        "sites": (CALF, EYELID),
        "kind": FeltKind.RIPPLE,
        "count": 12,
        "intensity_0_10": 4,
        "bother_0_10": 7,
        "lasted": Lasted.MINUTES,
        "painful": False,
        "weak": True,
        "stiff": False,
        "doing": Doing.RESTING,
        "note": "after <b>tea</b>\nرعشة",
        "attachments": (photo,),
    }
    keep(workspace, **told)
    entry = workspace.diary.episodes.get(ONE)
    assert {name: getattr(entry, name) for name in told} == told


def test_at_night_it_is_still_yesterday(workspace):
    saved = keep(at(workspace, 2026, 11, 24, 2, 30))
    assert saved.entry.moment.logical_day == TODAY


@pytest.mark.parametrize(
    ("zone", "offset_s", "day"),
    [
        ("Asia/Kathmandu", 20700, date(2026, 11, 23)),
        ("Pacific/Honolulu", -36000, date(2026, 11, 22)),
    ],
)
def test_where_the_device_was_is_kept(workspace, zone, offset_s, day):
    moment = keep(workspace, zone=zone).entry.moment
    assert (moment.zone, moment.offset_s, moment.logical_day) == (zone, offset_s, day)


def test_without_a_word_of_the_zone_the_settings_speak(workspace):
    workspace.diary.preferences.put_settings(Settings(zone="Asia/Tokyo"))
    assert keep(workspace).entry.moment.zone == "Asia/Tokyo"


def test_a_time_may_be_told_afterwards(workspace):
    earlier = datetime(2026, 11, 20, 21, 15, tzinfo=UTC)
    moment = keep(workspace, instant_utc=earlier).entry.moment
    assert (moment.instant_utc, moment.logical_day) == (earlier, date(2026, 11, 20))
    assert moment.time_known


def test_of_a_day_long_past_the_day_is_enough(workspace):
    moment = keep(workspace, day=date(2026, 10, 24)).entry.moment
    assert moment.logical_day == date(2026, 10, 24)
    assert moment.instant_utc == datetime(2026, 10, 24, 15, 30, tzinfo=UTC)
    assert not moment.time_known


def test_the_same_change_twice_is_one(workspace):
    change_id = uuid4()
    first = keep(workspace, change_id, note="once")
    second = keep(at(workspace, 2026, 11, 23, 9, 0), change_id, note="once")
    assert second.action is None
    assert second.entry == first.entry
    assert len(kept(workspace)) == 1


def test_a_late_copy_does_not_undo_what_came_after(workspace):
    change_id = uuid4()
    keep(workspace, change_id, note="first")
    keep(workspace, note="second")
    assert keep(workspace, change_id, note="first").entry.note == "second"
    assert workspace.diary.episodes.get(ONE).note == "second"


def test_an_edit_keeps_the_time_and_what_it_was_before(workspace):
    keep(workspace, note="befor")
    later = at(workspace, 2026, 11, 25, 9, 0)
    saved = keep(later, note="before", zone="Asia/Tokyo")
    assert saved.action is Action.EDITED
    assert saved.entry.moment.instant_utc == datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    assert saved.entry.moment.zone == "Europe/London"
    history = workspace.diary.revisions.of(EntryKind.EPISODE, str(ONE))
    assert [revision.action for revision in history] == [Action.CREATED, Action.EDITED]
    assert history[1].before.note == "befor"
    assert history[1].recorded_at_utc == datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "when",
    [{"instant_utc": datetime(2026, 11, 23, 2, 30, tzinfo=UTC)}, {"day": date(2026, 11, 22)}],
)
def test_a_later_start_of_the_day_moves_no_entry(workspace, when):
    first = keep(workspace, **when)
    midnight = Settings(zone="Europe/London", day_start=time(0))
    workspace.diary.preferences.put_settings(midnight)
    assert keep(workspace, **when, note="edited").entry.moment == first.entry.moment


def test_an_edit_of_the_time_moves_the_entry(workspace):
    keep(workspace, day=date(2026, 11, 20))
    moment = keep(workspace, day=date(2026, 11, 19)).entry.moment
    assert moment.logical_day == date(2026, 11, 19)
    instant = datetime(2026, 11, 19, 16, 0, tzinfo=UTC)
    moment = keep(workspace, instant_utc=instant).entry.moment
    assert (moment.instant_utc, moment.time_known) == (instant, True)
    assert not keep(workspace, day=date(2026, 11, 19)).entry.moment.time_known


def test_the_time_outweighs_the_day(workspace):
    instant = datetime(2026, 11, 19, 16, 0, tzinfo=UTC)
    moment = keep(workspace, instant_utc=instant, day=date(2026, 11, 1)).entry.moment
    assert moment.logical_day == date(2026, 11, 19)


@pytest.mark.parametrize(
    "place",
    [SiteRef("wing", Side.LEFT), SiteRef("tongue", Side.LEFT), SiteRef("calf", Side.MIDDLE)],
)
def test_a_place_that_no_body_has_is_refused(workspace, place):
    with pytest.raises(ValueNotUnderstoodError, match=f"body site {place}"):
        keep(workspace, sites=(CALF, place))
    assert kept(workspace) == ()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"sites": ()}, "at least one place"),
        ({"count": 0}, "does not fit"),
        ({"note": "x" * 10_001}, "too long"),
        ({"zone": "Mars/Olympus"}, "time zone"),
        ({"instant_utc": datetime(1899, 1, 1, tzinfo=UTC)}, "too far away"),
        ({"instant_utc": datetime.max.replace(tzinfo=UTC)}, "too far away"),
        ({"instant_utc": datetime(2026, 11, 23)}, "UTC"),
        ({"day": date.min}, "too far away"),
        ({"day": date.max}, "too far away"),
        ({"instant_utc": datetime(2026, 11, 26, 8, 30, tzinfo=UTC)}, "still to come"),
        ({"day": date(2026, 11, 26)}, "still to come"),
    ],
    ids=str,
)
def test_absurd_entries_are_refused_and_nothing_is_kept(workspace, fields, words):
    with pytest.raises(ValueNotUnderstoodError, match=words):
        keep(workspace, **fields)
    assert kept(workspace) == ()


def test_another_zone_and_a_clock_that_is_off_are_forgiven(workspace):
    ahead = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
    assert keep(workspace, instant_utc=ahead).action is Action.CREATED


def test_a_clock_set_back_loses_nothing(workspace):
    keep(workspace)
    long_ago = at(workspace, 2020, 1, 1, 12, 0)
    assert keep(long_ago, note="an edit keeps its time").entry.moment.logical_day == TODAY
    keep(long_ago, id=UUID(int=2))
    assert [entry.id for entry in kept(workspace)] == [ONE, UUID(int=2)]


def test_delete_and_undo(workspace):
    first = keep(workspace).entry
    deleted = delete_episode(workspace, ONE, change_id=uuid4())
    assert deleted.action is Action.DELETED
    assert kept(workspace) == ()
    restored = restore_episode(workspace, ONE, change_id=uuid4())
    assert restored.action is Action.RESTORED
    assert kept(workspace) == (first,)
    history = workspace.diary.revisions.of(EntryKind.EPISODE, str(ONE))
    assert [revision.action for revision in history] == [
        Action.CREATED,
        Action.DELETED,
        Action.RESTORED,
    ]


def test_what_is_in_the_bin_is_not_edited(workspace):
    keep(workspace)
    delete_episode(workspace, ONE, change_id=uuid4())
    with pytest.raises(ConflictError):
        keep(workspace, note="back?")


@pytest.mark.parametrize("use_case", [delete_episode, restore_episode])
def test_what_never_was_can_neither_go_nor_come_back(workspace, use_case):
    with pytest.raises(NotFoundError):
        use_case(workspace, ONE, change_id=uuid4())


def test_a_photo_is_tied_to_an_entry_once(workspace):
    keep(workspace)
    photo, video = UUID(int=7), UUID(int=8)
    assert attach(workspace, ONE, photo, change_id=uuid4()).action is Action.EDITED
    assert attach(workspace, ONE, video, change_id=uuid4()).entry.attachments == (photo, video)
    again = attach(workspace, ONE, photo, change_id=uuid4())
    assert again.action is None
    assert again.entry.attachments == (photo, video)
    with pytest.raises(NotFoundError):
        attach(workspace, UUID(int=99), photo, change_id=uuid4())


def test_photos_and_edits_that_arrive_at_once_lose_nothing(workspace):
    keep(workspace)
    photos = [UUID(int=number) for number in range(100, 110)]

    def tell(number):
        attach(workspace, ONE, photos[number], change_id=uuid4())
        keep(workspace, note=str(number))

    with ThreadPoolExecutor(len(photos)) as pool:
        list(pool.map(tell, range(len(photos))))
    assert set(workspace.diary.episodes.get(ONE).attachments) == set(photos)


def test_a_photo_sent_twice_is_kept_as_it_was_also_when_it_was_removed_since(workspace):
    keep(workspace)
    change, photo = uuid4(), UUID(int=7)
    attach(workspace, ONE, photo, change_id=change)
    keep(workspace, attachments=())
    assert attach(workspace, ONE, photo, change_id=change).entry.attachments == ()


def test_the_items_of_a_day_are_answered_one_by_one(workspace):
    answer_day(workspace, TODAY, DayItem.SLEEP, 2, change_id=uuid4())
    answer_day(workspace, TODAY, DayItem.FLUIDS, 1500, change_id=uuid4())
    saved = answer_day(workspace, TODAY, DayItem.SLEEP, 4, change_id=uuid4())
    assert saved.entry.value(DayItem.SLEEP) == 4
    assert saved.entry.value(DayItem.FLUIDS) == 1500
    cleared = answer_day(workspace, TODAY, DayItem.SLEEP, None, change_id=uuid4())
    assert cleared.entry.value(DayItem.SLEEP) is None
    assert workspace.diary.days.get(TODAY) == cleared.entry


def test_no_twitches_today_is_told_and_taken_back(workspace):
    assert say_none(workspace, TODAY, none_today=True, change_id=uuid4()).entry.none_today
    assert workspace.diary.tallies.counts(TODAY, TODAY)[0].twitches == 0
    assert not say_none(workspace, TODAY, none_today=False, change_id=uuid4()).entry.none_today
    assert workspace.diary.tallies.counts(TODAY, TODAY)[0].twitches is None


def test_no_twitches_cannot_be_said_of_a_day_with_entries(workspace):
    keep(workspace)
    with pytest.raises(ConflictError, match="has entries"):
        say_none(workspace, TODAY, none_today=True, change_id=uuid4())
    # To take it back is always right.
    assert not say_none(workspace, TODAY, none_today=False, change_id=uuid4()).entry.none_today
    delete_episode(workspace, ONE, change_id=uuid4())
    assert say_none(workspace, TODAY, none_today=True, change_id=uuid4()).entry.none_today


def test_no_twitches_said_twice_is_kept_though_a_twitch_came_after(workspace):
    change = uuid4()
    say_none(workspace, TODAY, none_today=True, change_id=change)
    keep(workspace)
    again = say_none(workspace, TODAY, none_today=True, change_id=change)
    assert again.action is None
    assert again.entry.none_today


@pytest.mark.parametrize("day", [date(2026, 11, 26), date(2199, 12, 31), date.max])
def test_days_to_come_are_refused(workspace, day):
    with pytest.raises(ValueNotUnderstoodError, match="still to come"):
        check_not_ahead(workspace, day)
    with pytest.raises(ValueNotUnderstoodError, match="still to come"):
        answer_day(workspace, day, DayItem.SLEEP, 3, change_id=uuid4())
    with pytest.raises(ValueNotUnderstoodError, match="still to come"):
        say_none(workspace, day, none_today=True, change_id=uuid4())


def test_days_no_person_means_are_refused(workspace):
    for day in (date.min, date(1899, 12, 31)):
        with pytest.raises(ValueNotUnderstoodError, match="too far away"):
            answer_day(workspace, day, DayItem.SLEEP, 3, change_id=uuid4())
        with pytest.raises(ValueNotUnderstoodError, match="too far away"):
            say_none(workspace, day, none_today=True, change_id=uuid4())


def test_tomorrow_elsewhere_is_forgiven(workspace):
    check_not_ahead(workspace, TODAY + timedelta(days=2))
