"""The nouns of a measurement: events, their kinds, quality, and the summary."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quietmuscle.model.recording import Modality


class EventKind(StrEnum):
    """What an event is, as the contract of `quietmuscle measure` names it."""

    FASCICULATION = "fasciculation"
    VOLUNTARY = "voluntary"
    TREMOR = "tremor"
    CLONUS = "clonus"
    SPASM = "spasm"
    ARTEFACT = "artefact"
    OTHER = "other"


class EventDetail(StrEnum):
    """A closer word for an event, where there is one."""

    DOUBLET = "doublet"
    TONIC = "tonic_firing"
    GROUPED = "grouped"
    HIGH_FREQUENCY = "high_frequency"
    HEARTBEAT = "heartbeat"
    MOVEMENT = "movement"
    MAINS = "mains"
    UNSURE = "unsure"


class Quality(StrEnum):
    """What is to be said of a recording's quality."""

    TOO_SHORT = "too_short"
    LOW_RATE = "low_rate"
    UNIT_UNKNOWN = "unit_unknown"
    MAINS_HUM = "mains_hum"
    CLIPPED = "clipped"
    FLAT = "flat"
    MISSING_SAMPLES = "missing_samples"
    NOISY = "noisy"
    MOVEMENT = "movement"
    HEARTBEAT = "heartbeat"
    BACKGROUND_FIRING = "background_firing"
    CAMERA_MOVED = "camera_moved"
    LIGHT_CHANGED = "light_changed"
    CONTROL_UNUSED = "control_unused"
    NOT_MEASURABLE = "not_measurable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that a recording shows at a moment.

    `amplitude` is peak to peak, in `amplitude_unit`; both None where the unit
    is not known. `confidence` runs from 0 to 1; no engine tells more than 0.99.
    `unit_id` numbers motor units by their shape, from 0 on, alike in JSON, in
    tables, marks and pages. `location_px` is (x, y) in the upright picture.
    """

    onset_s: float
    duration_s: float
    kind: EventKind
    detail: EventDetail | None = None
    confidence: float
    amplitude: float | None = None
    amplitude_unit: str | None = None
    channel: str | None = None
    unit_id: int | None = None
    location_px: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FiringTrain:
    """One motor unit that fires steadily: how often, how evenly, and from when to when.

    `rate_hz` is one over the usual interval; `variation` is the coefficient of
    variation of the intervals in which no discharge seems missed (a half to one
    and a half periods). `discharges` is how many of them were seen.
    """

    unit_id: int
    start_s: float
    stop_s: float
    discharges: int
    rate_hz: float
    variation: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementSummary:
    """The figures of a measurement.

    `rate_per_min` counts fasciculations over usable time; its interval is the
    95 % interval of a Poisson rate. None where nothing can be said.

    `isolated_share` is the share of fasciculations whose unit rests for more
    than 250 ms before and after; `several_units_share` is that of ten-second
    windows in which two or more units have such discharges (Sleutjes et al.
    2016). `amplitude_quantiles` are the lower quartile, the median and the upper
    quartile, peak to peak.
    """

    fasciculations: int
    rate_per_min: float | None
    rate_interval_95: tuple[float, float] | None
    distinct_units: int | None = None
    doublets: int = 0
    smallest_detectable: float | None = None
    smallest_detectable_unit: str | None = None
    median_interval_s: float | None = None
    interval_variation: float | None = None
    isolated_share: float | None = None
    several_units_share: float | None = None
    amplitude_quantiles: tuple[float, float, float] | None = None
    firing: tuple[FiringTrain, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What was found in a recording, by which version of the engine.

    `usable_s` is the time over which twitches could have been seen.
    `parameters` are the constants of the method, by name.
    """

    modality: Modality
    engine_version: str
    duration_s: float
    usable_s: float
    quality: tuple[Quality, ...]
    events: tuple[Event, ...]
    summary: MeasurementSummary
    parameters: tuple[tuple[str, float], ...] = ()
