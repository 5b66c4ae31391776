"""An experiment's verdicts and reasons in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.model.trial_answer import Why

if TYPE_CHECKING:
    from quietmuscle.model.trial_answer import Reason

_VERDICTS = {
    Verdict.HELPS: _("Helps: this result would be rare by chance."),
    Verdict.WORSE: _("Makes it worse: this result would be rare by chance."),
    Verdict.NO_DIFFERENCE: _("No difference that matters."),
    Verdict.PROMISING: _("Looks promising, not reliable yet."),
    Verdict.NOT_PROMISING: _("Does not look promising, not reliable yet."),
    Verdict.CANNOT_TELL: _("Cannot tell yet."),
}

_REASONS = {
    Why.BOUNDARY_CROSSED: _("Only {found} % of all ways to draw the lot would look so clear."),
    Why.EVIDENCE_ENOUGH: _("The days so far are strong evidence, on whichever day one looks."),
    Why.INSIDE_ALIKE: _("What it may change is too small to matter, in either direction."),
    Why.BETWEEN: _("The chance that it brings a difference that you would feel is {found} %."),
    Why.TOO_FEW_PAIRS: _("{found} of at least {wanted} pairs are complete."),
    Why.TOO_FEW_DAYS_LOGGED: _(
        "On one side {found} % of the days are logged; {wanted} % are needed."
    ),
    Why.NOT_FOLLOWED: _("The plan was followed on {found} % of the days; {wanted} % are needed."),
    Why.TOO_WIDE: _("The days leave too much open: it may help, or do nothing, or harm."),
    Why.NOTHING_VARIES: _("All days are alike, so there is nothing to compare."),
    Why.NOT_LOOKED_YET: _("It is too early for the first planned look."),
    Why.SECOND_DISAGREES: _("What was counted besides points the other way. Take it with care."),
    Why.UNEVEN_LOGGING: _("One side was logged far more often than the other. Take it with care."),
}
_SHARES = {
    Why.BOUNDARY_CROSSED,
    Why.BETWEEN,
    Why.TOO_FEW_DAYS_LOGGED,
    Why.NOT_FOLLOWED,
    Why.UNEVEN_LOGGING,
}


def verdict_words(verdict: Verdict) -> Message:
    """A verdict as a sentence."""
    return Message(_VERDICTS[verdict])


def reason_words(reason: Reason) -> Message:
    """A reason as a sentence with its numbers."""
    share = reason.why in _SHARES
    return Message(
        _REASONS[reason.why],
        {
            "found": _number(reason.found, share=share),
            "wanted": _number(reason.wanted, share=share),
        },
    )


def _number(value: float | None, *, share: bool) -> str:
    if value is None:
        return ""
    if not share:
        return f"{value:g}"
    return f"{100 * value:.0f}" if value >= 0.1 else f"{100 * value:.1f}"
