"""A use of a guided session: when, how it ended, and the bother before and after."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.checks import check_score_0_10
from quietmuscle.model.moment import Moment

LONGEST_S = 24 * 3600
MOST_STEPS = 100
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")


class SessionEnd(StrEnum):
    """How a use ended.

    UNFINISHED is also what is kept while a session still runs: a phone that
    dies in the middle leaves it so.
    """

    FINISHED = "finished"
    ENDED_EARLY = "ended_early"
    STOP_RULE = "stop_rule"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionUse:
    """One use of a guided session.

    `session` and `steps_done` are ids of knowledge/sessions.toml as it was
    then; an id that a later version does not know is kept. `moment` is the
    start, `lasted_s` the time until the end, pauses and sleep included.
    """

    id: UUID
    moment: Moment
    session: str
    ended: SessionEnd
    steps_done: tuple[str, ...] = ()
    lasted_s: int | None = None
    bother_before_0_10: int | None = None
    bother_after_0_10: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no session can be."""
        for code in (self.session, *self.steps_done):
            if not _CODE.fullmatch(code):
                raise ValueNotUnderstoodError(
                    Message(_("We do not know the session {code}."), {"code": code[:60]})
                )
        if len(self.steps_done) > MOST_STEPS or len(set(self.steps_done)) != len(self.steps_done):
            raise ValueNotUnderstoodError(
                Message(
                    _("The steps of a session are told once each, {limit} at most."),
                    {"limit": MOST_STEPS},
                )
            )
        lasted = self.lasted_s
        if lasted is not None and (isinstance(lasted, bool) or not 0 <= lasted <= LONGEST_S):
            raise ValueNotUnderstoodError(
                Message(
                    _("A session lasts 24 hours at most; {value} seconds do not fit."),
                    {"value": lasted},
                )
            )
        if not self.moment.time_known:
            raise ValueNotUnderstoodError(Message(_("Please say when the session began.")))
        check_score_0_10(self.bother_before_0_10)
        check_score_0_10(self.bother_after_0_10)

    @property
    def change(self) -> int | None:
        """The bother after less the bother before; None where one of them was not told."""
        before, after = self.bother_before_0_10, self.bother_after_0_10
        return None if before is None or after is None else after - before
