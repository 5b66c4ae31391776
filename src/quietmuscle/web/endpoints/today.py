"""What the first page shows, for programs."""

from __future__ import annotations

from quietmuscle.flow.today import today
from quietmuscle.model.day import DayItem
from quietmuscle.web.endpoints.days import DayWire
from quietmuscle.web.endpoints.episodes import EpisodeWire
from quietmuscle.web.house import ThisWorkspace
from quietmuscle.web.part import Part
from quietmuscle.web.wire import PlaceText
from quietmuscle.web.wire import Wire

router = Part(tags=["today"])


class TodayWire(Wire):
    """The day that it is now, its chosen items, and the last entries."""

    day: DayWire
    items: tuple[DayItem, ...]
    last_episodes: tuple[EpisodeWire, ...]
    same_as_last: tuple[PlaceText, ...]


@router.get("/today")
def get_today(workspace: ThisWorkspace) -> TodayWire:
    """The day that it is now, and what is known of it."""
    known = today(workspace)
    return TodayWire(
        day=DayWire.of(known.count, known.log),
        items=tuple(question.item for question in known.questions),
        last_episodes=tuple(EpisodeWire.of(episode) for episode in known.last_episodes),
        same_as_last=tuple(str(place) for place in known.same_as_last),
    )
