"""A diary with something of everything, made through the API as a device would make it."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING

from measured import a_correction
from measured import a_measurement
from measured import a_missed_twitch
from measured import some_events
from traced_emg import put_emg
from tried import a_trial

from quietmuscle.base.ids import uuid7
from quietmuscle.store.diary import open_diary
from quietmuscle.store.location import Location

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from diary_server import Asker

PLACES = (
    ("calf.left",),
    ("thumb_ball.right",),
    ("lower_eyelid.left",),
    ("thigh.left", "calf.left"),
)
HARD_NOTES = (
    'After <b>the stairs</b> <script>alert(1)</script> & "so on"',
    "ارتعاش في الساق اليسرى بعد المشي",
)


def fill(server: Asker) -> None:
    """Six weeks of entries, some days without, some not told; answers, a medicine, hard notes."""
    now = datetime.now(UTC).replace(microsecond=0)
    checked = {"answers": {"vision": "dont_know", "injury": "yes"}}
    server.send("PUT", f"/api/care/checks/{an_id(30_000)}", checked)
    for distance in range(42):
        # Late in the morning of a day before, so that it is the same day in every zone of Europe.
        moment = now.replace(hour=11) - timedelta(days=distance) if distance else now
        day = moment.date()
        if distance % 7 == 3:
            continue
        if distance % 7 == 5:
            server.send("PUT", f"/api/days/{day}/none")
        else:
            for turn in range(1 + distance % 3):
                told = {
                    "sites": PLACES[(distance + turn) % len(PLACES)],
                    "instant_utc": (moment - timedelta(minutes=7 * turn)).isoformat(),
                    "zone": "Europe/London",
                    "note": HARD_NOTES[distance % 2] if distance < 2 else "",
                    "kind": "flicker" if turn else None,
                    "count": 3 if turn == 1 else None,
                }
                server.send("PUT", f"/api/episodes/{an_id(distance * 10 + turn)}", told)
        server.send("PUT", f"/api/days/{day}/items/sleep", {"value": 1 + distance % 5})
        server.send("PUT", f"/api/days/{day}/items/caffeine", {"value": distance % 3})
    started = {"day": str(now.date() - timedelta(days=20)), "name": "Baclofen", "action": "started"}
    server.send("PUT", f"/api/medicines/{an_id(10_000)}", {**started, "dose": "10 mg"})
    for number, name in enumerate(("Tizanidine", "Ciprofloxacin", "Desmopressin", "عشبة <b>")):
        server.send("PUT", f"/api/medicines/{an_id(10_001 + number)}", {**started, "name": name})
    missed = {**started, "day": str(now.date()), "action": "missed", "dose": "two"}
    server.send("PUT", f"/api/medicines/{an_id(10_010)}", missed)
    for number, (session, before, after) in enumerate((("settle", 7, 4), ("heat_day", 3, None))):
        used = {
            "session": session,
            "began_at_utc": (now - timedelta(days=2 + number)).isoformat(),
            "ended": "finished" if after else "unfinished",
            "steps_done": ["breathe"],
            "lasted_s": 720,
            "bother_before_0_10": before,
            "bother_after_0_10": after,
        }
        server.send("PUT", f"/api/session-uses/{an_id(40_000 + number)}", used)
    measured = {"day": str(now.date()), "analyte": "potassium", "value": 2.8, "unit": "mmol/L"}
    server.send("PUT", f"/api/labs/{an_id(20_000)}", {**measured, "range_low": 3.5})


def keep_measurements(folder: Path) -> None:
    """Measurements of today, one of them corrected; to be told before a server opens it."""
    now = datetime.now(UTC).replace(microsecond=0)
    diary = open_diary(Location(folder=folder), now)
    said = (a_correction(0, entry_id=an_id(50_010)), a_missed_twitch(25.0))
    for number, corrections in enumerate((said, ())):
        kept = a_measurement(
            now - timedelta(minutes=number),
            entry_id=an_id(50_000 + number),
            corrections=corrections,
            note=HARD_NOTES[number],
        )
        diary.measurements.put(
            kept, some_events(), change_id=an_id(50_020 + number), recorded_at_utc=now
        )
    put_emg(diary, now - timedelta(minutes=2), entry_id=an_id(50_002))
    diary.close()


def keep_trials(folder: Path) -> None:
    """An experiment that reached its end, and one that runs; told before a server opens it."""
    now = datetime.now(UTC).replace(microsecond=0)
    diary = open_diary(Location(folder=folder), now)
    for number, days_over in enumerate((50, 9)):
        trial = a_trial(now.date() - timedelta(days=days_over), trial_id=an_id(60_000 + number))
        diary.trials.start(trial, change_id=an_id(60_010 + number), recorded_at_utc=now)
    diary.close()


def an_id(number: int) -> UUID:
    """The id of an entry of this diary."""
    return uuid7(datetime(2026, 1, 1, tzinfo=UTC), number)
