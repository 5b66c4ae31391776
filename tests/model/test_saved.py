from __future__ import annotations

from datetime import date

from quietmuscle.model.day import DayLog
from quietmuscle.model.revision import Action
from quietmuscle.model.saved import Saved


def test_what_was_saved_and_what_the_change_did():
    log = DayLog(day=date(2026, 11, 23))
    assert Saved(entry=log, action=None) == Saved(entry=log, action=None)
    assert Saved(entry=log, action=Action.EDITED).action is Action.EDITED
    assert Saved(entry=log, action=None) != Saved(entry=log, action=Action.CREATED)
