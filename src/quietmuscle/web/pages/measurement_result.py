"""The result of a measurement as a page: number and picture, the muscle, then what is folded."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Annotated
from uuid import UUID

from fastapi import Query
from markupsafe import Markup

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow import measurements
from quietmuscle.flow.measured_change import change_of
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.facts import facts
from quietmuscle.model.corrected import ShownEvent
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind
from quietmuscle.report import measured_words as words
from quietmuscle.report.charts import NARROW_PX
from quietmuscle.report.charts import WIDE_PX
from quietmuscle.report.measured_change import change_words
from quietmuscle.report.measured_picture import picture_places
from quietmuscle.report.measured_picture import timeline
from quietmuscle.web.page import page
from quietmuscle.web.pages.episode import place_groups as places_in_words
from quietmuscle.web.pages.measure import recent_places
from quietmuscle.web.pages.twitch import LIST_COOKIE
from quietmuscle.web.pages.twitch import place_groups

if TYPE_CHECKING:
    from fastapi import Request
    from fastapi.responses import HTMLResponse

    from quietmuscle.flow.measurements import WholeMeasurement
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.kept_measurement import KeptMeasurement

EVENTS_A_PAGE = 10
ALL_EVENTS_A_PAGE = 200
"""With more rows a page is slow on an old phone."""
PICTURE_PX = 320
LONG_KINDS = frozenset({EventKind.VOLUNTARY, EventKind.SPASM, EventKind.TREMOR, EventKind.CLONUS})
"""What lasts, and cannot have been one twitch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """An event in the table: when, what the program says, how sure it is, how large it was."""

    event: ShownEvent
    at: str
    says: Message
    sure: Message | None
    size: Message | None
    may_be_twitch: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsPage:
    """Some of the events, the number of this page from 1, how many pages, and how many events."""

    lines: tuple[EventLine, ...]
    number: int
    pages: int
    count: int
    others: bool
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherKind:
    """What else was seen and not counted: its name, and how often."""

    says: Message
    count: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of the events is unfolded (0: none), and whether numbers are wanted in calm mode.

    `whole` asks for long pages of them, `saved` says what was saved just now.
    """

    events: Annotated[int, Query(ge=0, le=100_000)] = 0
    others: str = ""
    whole: str = ""
    look: str = ""
    saved: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A refusal: why, and where it is shown.

    `onset` is what was written for a missed twitch, `start` and `stop` for a
    stretch to leave out.
    """

    why: Message
    onset: str = ""
    told: bool = False
    start: str = ""
    stop: str = ""

    @property
    def is_of_stretch(self) -> bool:
        """Whether a stretch was refused."""
        return bool(self.start or self.stop)


@dataclass(frozen=True, slots=True, kw_only=True)
class StretchLine:
    """A stretch that is left out: from when to when, in words."""

    id: UUID
    start: str
    stop: str


def result_page(
    request: Request,
    workspace: Workspace,
    measurement_id: UUID,
    asked: Asked,
    refused: Refused | None = None,
) -> HTMLResponse:
    """The page of one measurement; with a refusal its answer is 422."""
    whole = measurements.kept_measurement(workspace, measurement_id)
    settings = workspace.diary.preferences.settings()
    language = settings.language
    found = whole.kept.result
    counted = whole.summary.corrected
    calm = settings.calm_mode and not asked.look
    at_missed = bool(refused and refused.onset and not calm)
    at_stretch = bool(refused and refused.is_of_stretch and not calm)
    unit = next((each.amplitude_unit for each in whole.found if each.amplitude is not None), None)
    changed = change_words(change_of(workspace, whole), language)
    return page(
        request,
        "measure_result.html",
        place="measure",
        status_code=422 if refused else 200,
        kept=whole.kept,
        summary=whole.summary,
        headline=words.in_short(found, counted),
        rate=words.a_minute(counted),
        exactly=words.interval_words(counted),
        sure=words.how_sure(found, whole.summary),
        unseen=words.not_seen(found),
        changed=changed,
        repeated=fact("measuring_repeatability"),
        postures=words.POSTURES,
        modality=words.MODALITIES[found.modality],
        made_with=words.MADE_WITH[whole.kept.made_with],
        honest=facts("measuring"),
        studies=fact("measuring_studies"),
        times=_times(whole, language),
        rings=_rings(whole, language),
        events=_events_page(whole, asked),
        events_open=bool(asked.events) or at_missed,
        stretches=_stretches(whole),
        stretches_open=at_stretch or asked.saved == "stretch",
        stretch_refused=refused if at_stretch else None,
        size_means=words.size_means(unit),
        other_kinds=other_kinds(whole),
        has_lines=any(not one.is_twitch and one.correction is None for one in whole.events),
        calm=calm,
        look=bool(asked.look),
        saved=asked.saved,
        seen=mark_of(whole.kept),
        length=words.moment_words(found.duration_s),
        places_in_words=places_in_words(),
        groups=place_groups(),
        pictures=(),
        listed=request.cookies.get(LIST_COOKIE) == "list",
        recent=() if whole.kept.sites else recent_places(workspace),
        refusal=refused.why if refused else None,
        onset=refused.onset if refused else "",
        refused_below=at_missed,
        refused_elsewhere=at_missed or at_stretch,
        told_open=bool(refused and refused.told) or asked.saved == "1",
    )


def mark_of(kept: KeptMeasurement) -> str:
    """A short mark of what the form of details shows, to see whether it changed meanwhile."""
    posture = kept.recording.posture or ""
    shown = (kept.moment.logical_day.isoformat(), *map(str, kept.sites), posture, kept.note)
    return hashlib.sha256("\n".join(shown).encode()).hexdigest()[:16]


def other_kinds(whole: WholeMeasurement) -> tuple[OtherKind, ...]:
    """What was seen and is no twitch, by its name, the most frequent first."""
    seen = [one for one in whole.events if not _is_of_interest(one)]
    said = {line.says.sentence: line.says for line in map(_event_line, seen)}
    counts = Counter(_event_line(one).says.sentence for one in seen)
    return tuple(OtherKind(says=said[name], count=many) for name, many in counts.most_common())


def _times(whole: WholeMeasurement, language: str) -> tuple[Markup, Markup]:
    """The time line for a phone and for a desk."""
    narrow, wide = (
        Markup(  # noqa: S704 - our own drawing
            timeline(
                whole.events,
                whole.kept.result.duration_s,
                width_px=width,
                language=language,
                id_prefix=f"times-{width}",
                left_out=whole.kept.left_out,
            )
        )
        for width in (NARROW_PX, WIDE_PX)
    )
    return narrow, wide


def _stretches(whole: WholeMeasurement) -> tuple[StretchLine, ...]:
    """What is left out, in words."""
    return tuple(
        StretchLine(
            id=each.id,
            start=words.moment_words(each.start_s),
            stop=words.moment_words(each.stop_s),
        )
        for each in whole.kept.left_out
    )


def _rings(whole: WholeMeasurement, language: str) -> Markup:
    """Where in a video it twitched; empty for other recordings."""
    size = whole.kept.recording.picture_px
    if size is None:
        return Markup()
    return Markup(  # noqa: S704 - our own drawing
        picture_places(
            whole.events, size, width_px=PICTURE_PX, language=language, id_prefix="places"
        )
    )


def _is_of_interest(one: ShownEvent) -> bool:
    """Whether an event is a twitch, was one, or perhaps is one."""
    machine = one.machine
    unsure = (
        machine is not None
        and machine.kind is EventKind.OTHER
        and machine.detail is EventDetail.UNSURE
    )
    was_twitch = one.kind is EventKind.FASCICULATION
    return was_twitch or one.correction is not None or unsure


def page_of(whole: WholeMeasurement, onset_s: float, *, is_whole: bool) -> int:
    """On which page of the twitches an event at a moment stands; a page is longer in the whole."""
    earlier = sum(1 for one in whole.events if _is_of_interest(one) and one.onset_s < onset_s)
    return earlier // (ALL_EVENTS_A_PAGE if is_whole else EVENTS_A_PAGE) + 1


def _events_page(whole: WholeMeasurement, asked: Asked) -> EventsPage:
    others = bool(asked.others)
    shown = tuple(one for one in whole.events if _is_of_interest(one) != others)
    a_page = ALL_EVENTS_A_PAGE if asked.whole else EVENTS_A_PAGE
    pages = max(1, -(-len(shown) // a_page))
    number = min(max(1, asked.events), pages)
    part = shown[(number - 1) * a_page : number * a_page]
    return EventsPage(
        lines=tuple(map(_event_line, part)),
        number=number,
        pages=pages,
        count=len(shown),
        others=others,
        whole=bool(asked.whole),
    )


def _event_line(one: ShownEvent) -> EventLine:
    machine = one.machine
    if machine is None:
        said = Message(_("nothing: you added it"))
        return EventLine(
            event=one,
            at=words.moment_words(one.onset_s),
            says=said,
            sure=None,
            size=None,
            may_be_twitch=True,
        )
    return EventLine(
        event=one,
        at=words.moment_words(one.onset_s),
        says=words.event_words(machine),
        sure=words.sure_words(machine.confidence),
        size=None
        if machine.amplitude is None
        else words.size_words(machine.amplitude, machine.amplitude_unit),
        may_be_twitch=machine.kind not in LONG_KINDS,
    )
