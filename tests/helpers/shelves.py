"""Short ways of telling a diary something in tests, each with a change id of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

from entries import CALF
from entries import EYELID
from entries import NOW_UTC
from entries import TODAY
from entries import a_care_check
from entries import a_lab_result
from entries import a_medicine_change
from entries import a_session_use
from entries import an_episode
from entries import an_id
from measured import a_correction
from measured import a_measurement
from measured import some_events
from tried import a_kept_pair
from tried import a_look
from tried import a_trial

from quietmuscle.model.care import Answer
from quietmuscle.model.care import Tier
from quietmuscle.model.day import DayItem
from quietmuscle.model.health import Health
from quietmuscle.model.kept_trial import KeptLook
from quietmuscle.model.settings import Person
from quietmuscle.model.settings import Settings
from quietmuscle.model.settings import Theme
from quietmuscle.model.trial import Excuse
from quietmuscle.model.watch import WatchMemory
from quietmuscle.model.watch import WatchReason
from quietmuscle.store.purge import purge_deleted

if TYPE_CHECKING:
    from datetime import date
    from datetime import datetime
    from uuid import UUID

    from quietmuscle.model.care_check import CareCheck
    from quietmuscle.model.day import DayLog
    from quietmuscle.model.episode import Episode
    from quietmuscle.model.kept_measurement import KeptMeasurement
    from quietmuscle.model.kept_trial import KeptTrial
    from quietmuscle.model.kept_trial import TrialNote
    from quietmuscle.model.lab import LabResult
    from quietmuscle.model.medicine import MedicineChange
    from quietmuscle.model.saved import Saved
    from quietmuscle.model.session_use import SessionUse
    from quietmuscle.store.diary import Diary


def put(
    diary: Diary, episode: Episode, change_id: UUID | None = None, at: datetime = NOW_UTC
) -> Saved[Episode]:
    """Keep an episode."""
    return diary.episodes.put(episode, change_id=change_id or an_id(), recorded_at_utc=at)


def delete(
    diary: Diary, episode: Episode, change_id: UUID | None = None, at: datetime = NOW_UTC
) -> Saved[Episode]:
    """Put an episode into the bin."""
    return diary.episodes.delete(episode.id, change_id=change_id or an_id(), recorded_at_utc=at)


def restore(
    diary: Diary, episode: Episode, change_id: UUID | None = None, at: datetime = NOW_UTC
) -> Saved[Episode]:
    """Take an episode out of the bin."""
    return diary.episodes.restore(episode.id, change_id=change_id or an_id(), recorded_at_utc=at)


def put_medicine(diary: Diary, change: MedicineChange) -> Saved[MedicineChange]:
    """Keep a change of medicine."""
    return diary.medicines.put(change, change_id=an_id(), recorded_at_utc=NOW_UTC)


def put_session(diary: Diary, use: SessionUse) -> Saved[SessionUse]:
    """Keep a use of a session."""
    return diary.sessions.put(use, change_id=an_id(), recorded_at_utc=NOW_UTC)


def put_lab(diary: Diary, result: LabResult) -> Saved[LabResult]:
    """Keep a blood result."""
    return diary.labs.put(result, change_id=an_id(), recorded_at_utc=NOW_UTC)


def put_care_check(diary: Diary, check: CareCheck) -> Saved[CareCheck]:
    """Keep a care check."""
    return diary.care_checks.put(check, change_id=an_id(), recorded_at_utc=NOW_UTC)


def put_measurement(diary: Diary, kept: KeptMeasurement) -> Saved[KeptMeasurement]:
    """Keep a measurement with some events."""
    return diary.measurements.put(kept, some_events(), change_id=an_id(), recorded_at_utc=NOW_UTC)


def put_trial(diary: Diary, trial: KeptTrial) -> Saved[KeptTrial]:
    """Start an experiment."""
    return diary.trials.start(trial, change_id=an_id(), recorded_at_utc=NOW_UTC)


def tell_of_day(diary: Diary, trial: KeptTrial, day: date, **told: Any) -> Saved[TrialNote]:
    """Keep something of a day of an experiment."""
    return diary.trials.change_note(
        trial.id,
        day,
        lambda note: replace(note, **told),
        change_id=an_id(),
        recorded_at_utc=NOW_UTC,
    )


def answer(diary: Diary, day: date, item: DayItem, value: int | None) -> Saved[DayLog]:
    """Keep the answer to an item of a day."""
    return diary.days.answer(day, item, value, change_id=an_id(), recorded_at_utc=NOW_UTC)


def say_none(diary: Diary, day: date, none_today: bool = True) -> Saved[DayLog]:  # noqa: FBT002
    """Keep that there were no twitches on a day."""
    return diary.days.say_none(day, none_today, change_id=an_id(), recorded_at_utc=NOW_UTC)


def add_photo(
    diary: Diary,
    content: bytes = b"a photo",
    photo_id: UUID | None = None,
    at: datetime = NOW_UTC,
) -> UUID:
    """Keep a photo; its id."""
    photo_id = photo_id or an_id()
    diary.attachments.put(photo_id, "image/jpeg", [content], added_at_utc=at, limit_bytes=1_000_000)
    return photo_id


def fill(diary: Diary) -> None:
    """Tell a diary something of every kind, also what was edited, deleted and purged."""
    long_ago = NOW_UTC - timedelta(days=40)
    photo = add_photo(diary, b"a photo \x00\xff" * 1000)
    same_photo = add_photo(diary, b"a photo \x00\xff" * 1000)
    first = an_episode(note="Straße <b>\n\t", sites=(CALF, EYELID), attachments=(photo,))
    put(diary, first)
    put(diary, replace(first, note="רעד ברגל", attachments=(same_photo,)))
    put(diary, an_episode(NOW_UTC - timedelta(days=1, microseconds=123), count=7))
    binned = an_episode(note="in the bin")
    put(diary, binned)
    delete(diary, binned)
    gone = an_episode(note="gone for good")
    put(diary, gone, at=long_ago)
    delete(diary, gone, at=long_ago)
    purge_deleted(diary, NOW_UTC)
    back = an_episode(note="there and back")
    put(diary, back)
    delete(diary, back)
    restore(diary, back)
    answer(diary, TODAY, DayItem.SLEEP, 3)
    answer(diary, TODAY, DayItem.SLEEP, 4)
    answer(diary, TODAY, DayItem.CAFFEINE, 0)
    say_none(diary, TODAY - timedelta(days=3))
    answer(diary, TODAY - timedelta(days=5), DayItem.HEAT, 5)
    answer(diary, TODAY - timedelta(days=5), DayItem.HEAT, None)  # nothing is left of this day
    baclofen = a_medicine_change(name="Baclofen", dose="10 mg")
    put_medicine(diary, baclofen)
    put_medicine(diary, replace(baclofen, note="in the evening"))
    stopped = a_medicine_change(name="Amantadine")
    put_medicine(diary, stopped)
    diary.medicines.delete(stopped.id, change_id=an_id(), recorded_at_utc=NOW_UTC)
    diary.preferences.put_settings(Settings(theme=Theme.DARK, zone="Europe/London"))
    settled = a_session_use(after=None)
    put_session(diary, settled)
    put_session(diary, replace(settled, bother_after_0_10=3))
    put_session(diary, a_session_use())
    measured = a_lab_result(note="Straße")
    put_lab(diary, measured)
    put_lab(diary, replace(measured, value=0.79, range_high=None))
    put_lab(diary, a_lab_result())
    checked = a_care_check()
    put_care_check(diary, checked)
    put_care_check(diary, replace(checked, tier=Tier.T1, rules=("S06", "F02")))
    earlier = a_care_check(NOW_UTC - timedelta(days=3))
    put_care_check(diary, replace(earlier, contradictions=("takes_lithium",)))
    _fill_with_measurements(diary)
    _fill_with_trials(diary)
    diary.preferences.put_health(Health(numb_skin=Answer.YES, pump=Answer.DONT_KNOW))
    diary.preferences.put_watch_memory(
        WatchMemory(quiet_since=NOW_UTC.date(), reasons=(WatchReason.PAINFUL,), urgent=("T1 S06",))
    )
    diary.preferences.put_person(Person(name="Ada", questions=("Why?",)))


def _fill_with_measurements(diary: Diary) -> None:
    """Tell a diary of measurements, one of them corrected."""
    kept = a_measurement(note="Straße")
    put_measurement(diary, kept)
    put_measurement(diary, replace(kept, corrections=(a_correction(),), sites=()))
    put_measurement(diary, a_measurement(NOW_UTC - timedelta(days=2)))


def _fill_with_trials(diary: Diary) -> None:
    """Tell a diary of two experiments: one that was stopped, and one that runs."""
    long_ago = TODAY - timedelta(days=50)
    stopped = a_trial(long_ago)
    put_trial(diary, stopped)
    looks = (KeptLook(taken_on=TODAY - timedelta(days=28), look=a_look()),)
    diary.trials.keep_looks(stopped.id, looks, change_id=an_id(), recorded_at_utc=NOW_UTC)
    pairs = (a_kept_pair(1, day=TODAY - timedelta(days=40)), a_kept_pair(2, None))
    diary.trials.keep_pairs(stopped.id, pairs, change_id=an_id(), recorded_at_utc=NOW_UTC)
    diary.trials.stop(
        stopped.id, TODAY - timedelta(days=20), change_id=an_id(), recorded_at_utc=NOW_UTC
    )
    tell_of_day(diary, stopped, long_ago, followed=True, minutes=35)
    tell_of_day(diary, stopped, long_ago, followed=None, score_0_10=3)
    running = a_trial(TODAY)
    put_trial(diary, running)
    tell_of_day(diary, running, TODAY, excuse=Excuse.ILLNESS)
