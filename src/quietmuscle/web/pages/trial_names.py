"""The name of what an experiment tries, also where this version does not know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.knowledge.strategies import strategies

if TYPE_CHECKING:
    from quietmuscle.model.trial import TrialProtocol


def strategy_name(protocol: TrialProtocol) -> Message:
    """Its name as it stands on the pages; one of another version keeps its id."""
    for each in strategies():
        if each.id == protocol.strategy:
            return each.label
    return Message(_("Strategy {code}"), {"code": protocol.strategy})
