"""A measurement in plain words: the count first, then how sure it is and what could not be seen."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.knowledge.watch_time import NONE_SEEN_S
from quietmuscle.model.kept_measurement import MadeWith
from quietmuscle.model.kept_measurement import Posture
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.measurement import Quality
from quietmuscle.model.recording import Modality

if TYPE_CHECKING:
    from quietmuscle.model.corrected import CorrectedSummary
    from quietmuscle.model.corrected import Counted
    from quietmuscle.model.kept_measurement import MachineResult
    from quietmuscle.model.measurement import Event

MODALITIES: dict[Modality, str] = {
    Modality.EMG: _("Electrodes (EMG)"),
    Modality.ACCEL: _("Phone on the muscle"),
    Modality.VIDEO: _("Film of the skin"),
    Modality.ULTRASOUND: _("Ultrasound clip"),
}
MADE_WITH: dict[MadeWith, str] = {
    MadeWith.FILE: _("from a file"),
    MadeWith.CAMERA: _("filmed here"),
    MadeWith.PHONE_SENSOR: _("felt by the phone"),
}
POSTURES: dict[Posture, str] = {
    Posture.LYING: _("lying"),
    Posture.SITTING: _("sitting"),
    Posture.STANDING: _("standing"),
}
KINDS: dict[EventKind, str] = {
    EventKind.FASCICULATION: _("a twitch"),
    EventKind.VOLUNTARY: _("the muscle at work"),
    EventKind.TREMOR: _("shaking"),
    EventKind.CLONUS: _("a rhythm of jerks"),
    EventKind.SPASM: _("a spasm or cramp"),
    EventKind.ARTEFACT: _("something else than a muscle"),
    EventKind.OTHER: _("not a twitch"),
}
DETAILS: dict[EventDetail, str] = {
    EventDetail.DOUBLET: _("two twitches at once"),
    EventDetail.TONIC: _("the muscle at work, steadily"),
    EventDetail.GROUPED: _("a group of twitches"),
    EventDetail.HIGH_FREQUENCY: _("a quick run"),
    EventDetail.HEARTBEAT: _("the heartbeat"),
    EventDetail.MOVEMENT: _("a movement of the body, or of what records it"),
    EventDetail.MAINS: _("hum of the power line"),
    EventDetail.UNSURE: _("perhaps a twitch; not counted"),
}
QUALITIES: dict[Quality, str] = {
    Quality.TOO_SHORT: _("The recording is short: more time would make the number surer."),
    Quality.LOW_RATE: _("Too few pictures or samples a second: short twitches may be missed."),
    Quality.UNIT_UNKNOWN: _("The unit is not known, so nothing is said about size."),
    Quality.MAINS_HUM: _("There is hum of the power line in it."),
    Quality.CLIPPED: _("Parts of it are too loud for the device and were cut off."),
    Quality.FLAT: _("A part of it holds no signal."),
    Quality.MISSING_SAMPLES: _(
        "In parts of it pictures or samples are missing; those parts were left out."
    ),
    Quality.NOISY: _("It is noisy: small twitches are hidden in it."),
    Quality.MOVEMENT: _("Movements took away a part of the time."),
    Quality.HEARTBEAT: _(
        "The heartbeat can be seen in it. It was told apart as far as that can be done: "
        "a heart that beats unevenly can look like twitches."
    ),
    Quality.BACKGROUND_FIRING: _("The muscle was at work, which hides twitches."),
    Quality.CAMERA_MOVED: _("The camera moved; those moments were left out."),
    Quality.LIGHT_CHANGED: _("The light changed while it was filmed."),
    Quality.CONTROL_UNUSED: _(
        "The recording on the table could not be used: too little of it was calm enough. "
        "The twitches were counted without it."
    ),
    Quality.NOT_MEASURABLE: _("This recording cannot be measured."),
}


class NoneSeen(StrEnum):
    """What it means that no twitch was seen."""

    STILL = "still"
    TOO_SHORT = "too_short"
    HIDDEN = "hidden"


_NONE: dict[NoneSeen, str] = {
    NoneSeen.STILL: _("No twitch was seen in {time}. Up to {high} a minute would fit with that."),
    NoneSeen.TOO_SHORT: _(
        "No twitch was seen, but {time} is too short to say that there was none. "
        "Up to {high} a minute would fit with that."
    ),
    NoneSeen.HIDDEN: _(
        "No twitch was seen in {time}, but small ones would be hidden. "
        "Up to {high} a minute would fit with that."
    ),
}
_NONE_BRIEFLY: dict[NoneSeen, str] = {
    NoneSeen.STILL: _("none seen in {time}"),
    NoneSeen.TOO_SHORT: _("none seen, but {time} is too short to say that there was none"),
    NoneSeen.HIDDEN: _("none seen in {time}, but small ones would be hidden"),
}
SURE, FAIRLY_SURE = 0.9, 0.7
"""Judgement. Only EMG's confidence was compared with how many are true, in simulations."""

_SIZES: dict[str | None, str] = {
    "uV": _(
        "The size is how large it was between the electrodes, in millionths of a volt (µV). It "
        "depends much on where they lay."
    ),
    "px": _("The size is how far the skin moved, in points of the picture."),
    "m/s2": _("The size is how hard it shook the phone."),
}

_AT_WORK = _("the muscle at work, willed or not")
_RHYTHM = _("jerks or shaking in a rhythm")
_UNSURE: dict[EventKind, str] = {
    EventKind.FASCICULATION: _("perhaps a twitch"),
    EventKind.VOLUNTARY: _AT_WORK,
    EventKind.SPASM: _AT_WORK,
    EventKind.TREMOR: _RHYTHM,
    EventKind.CLONUS: _RHYTHM,
    EventKind.ARTEFACT: _("perhaps something else than a muscle"),
    EventKind.OTHER: DETAILS[EventDetail.UNSURE],
}


def none_seen(result: MachineResult, counted: Counted) -> NoneSeen:
    """What it means where a recording shows no twitch: the one rule for all pages."""
    if counted.usable_s < NONE_SEEN_S:
        return NoneSeen.TOO_SHORT
    return NoneSeen.HIDDEN if Quality.NOISY in result.quality else NoneSeen.STILL


def headline(result: MachineResult, counted: Counted) -> Message:
    """The count, the time, and the rate with its interval, in one sentence."""
    if counted.rate_per_min is None or counted.rate_interval_95 is None:
        return Message(_("Twitches could not be measured in this recording."))
    low, high = counted.rate_interval_95
    values = {
        "time": time_words(counted.usable_s),
        "rate": number(counted.rate_per_min),
        "low": number(low),
        "high": number(high),
    }
    if counted.twitches == 0:
        return Message(_NONE[none_seen(result, counted)], values)
    return Message(
        _("{count} twitch in {time}: {rate} a minute, between {low} and {high}."),
        values,
        plural=_("{count} twitches in {time}: {rate} a minute, between {low} and {high}."),
        count=counted.twitches,
    )


def briefly(result: MachineResult, counted: Counted) -> Message:
    """The count and the time that could be used, for a line of a list."""
    if counted.rate_per_min is None:
        return Message(_("not measurable"))
    values = {"time": time_words(counted.usable_s)}
    if counted.twitches == 0:
        return Message(_NONE_BRIEFLY[none_seen(result, counted)], values)
    return Message(
        _("{count} twitch in {time}"),
        values,
        plural=_("{count} twitches in {time}"),
        count=counted.twitches,
    )


def in_short(result: MachineResult, counted: Counted) -> Message:
    """The count and the time alone, for a heading; the whole sentence where nothing was counted."""
    if counted.rate_per_min is None or not counted.twitches:
        return headline(result, counted)
    return briefly(result, counted)


def a_minute(counted: Counted) -> Message | None:
    """The rate and how far chance reaches, in one plain sentence; None where none is told."""
    if counted.rate_per_min is None or counted.rate_interval_95 is None or not counted.twitches:
        return None
    low, high = counted.rate_interval_95
    return Message(
        _(
            "That is {rate} a minute. Chance plays a part in every recording: the true number "
            "may well lie anywhere from {low} to {high} a minute."
        ),
        {"rate": number(counted.rate_per_min), "low": number(low), "high": number(high)},
    )


def interval_words(counted: Counted) -> Message | None:
    """What the interval says exactly, for who wants to know; None where none is told."""
    if counted.rate_per_min is None or not counted.twitches:
        return None
    return Message(
        _(
            "If the program missed no twitch, counted none too many, and they come one "
            "by one by chance, then the true rate lies between the two numbers in about "
            "19 of 20 such recordings. Otherwise it may lie further off."
        )
    )


def how_sure(result: MachineResult, summary: CorrectedSummary) -> tuple[Message, ...]:
    """What stands behind the number: the machine's own count, and the time that could be used."""
    said: list[Message] = []
    if summary.is_corrected:
        machine = summary.machine
        said.append(
            Message(
                _("This is with your corrections. The program alone counted {twitches}."),
                {"twitches": machine.twitches},
            )
            if machine.rate_per_min is None
            else Message(
                _(
                    "This is with your corrections. The program alone counted {twitches}: "
                    "{rate} a minute."
                ),
                {"twitches": machine.twitches, "rate": number(machine.rate_per_min)},
            )
        )
    if summary.left_out_s:
        said.append(
            Message(
                _(
                    "You left out {time} of the recording, and {count} twitch that the program "
                    "counted in it."
                ),
                {"time": time_words(summary.left_out_s)},
                plural=_(
                    "You left out {time} of the recording, and {count} twitches that the program "
                    "counted in it."
                ),
                count=summary.left_out,
            )
        )
    if result.duration_s - result.usable_s >= 1.0:
        if summary.put_in:
            said.append(
                Message(
                    _(
                        "A twitch that you added counts also where the recording could not be "
                        "used; then the rate is told a little too high."
                    )
                )
            )
        said.append(
            Message(
                _("Of {all} recorded, {time} could be used."),
                {"all": time_words(result.duration_s), "time": time_words(result.usable_s)},
            )
        )
    return tuple(said)


TRIED = {
    Modality.VIDEO: _(
        "This was tried on made-up films alone. There it found about 7 of 10 twitches, and 94 of "
        "100 that it told were twitches. In a film of a person it may do worse."
    ),
    Modality.ULTRASOUND: _(
        "This was tried on made-up clips alone. In those of one maker 39 of the 40 twitches that "
        "it told were twitches, in those of another only 11 of 20. Please look at each yourself."
    ),
}
"""How often it is right, from docs/explanation/film-and-ultrasound.md (seeds 701 and 702)."""


def not_seen(result: MachineResult) -> tuple[Message, ...]:
    """What could not be seen: the smallest twitch, and what spoilt the recording."""
    said = [Message(QUALITIES[each]) for each in result.quality]
    smallest = result.summary.smallest_detectable
    if smallest is not None:
        said.insert(
            0,
            Message(
                _("A twitch smaller than about {size} may have been missed."),
                {"size": size_words(smallest, result.summary.smallest_detectable_unit)},
            ),
        )
    said += [Message(TRIED[result.modality])] if result.modality in TRIED else []
    return tuple(said)


def event_words(event: Event) -> Message:
    """What the engine says an event is."""
    if event.detail is EventDetail.UNSURE:
        return Message(_UNSURE[event.kind])
    return Message(KINDS[event.kind] if event.detail is None else DETAILS[event.detail])


def sure_words(confidence: float) -> Message:
    """How sure the engine is of an event: a word, for its number promises too much."""
    if confidence >= SURE:
        return Message(_("sure"))
    return Message(_("fairly sure") if confidence >= FAIRLY_SURE else _("unsure"))


def size_words(size: float, unit: str | None) -> Message:
    """A size with its unit, as it is read."""
    if unit == "px":
        return Message(_("{size} pixels of the picture"), {"size": number(size)})
    if unit == "uV":
        return Message(_("{size} µV"), {"size": f"{size:.0f}"})
    if unit == "m/s2":
        return Message(_("{size} m/s²"), {"size": f"{size:.3g}"})
    return Message(_("{size} (the unit is not known)"), {"size": f"{size:.3g}"})


def size_means(unit: str | None) -> Message | None:
    """What the sizes of events are, in plain words; None where their unit is not known."""
    return Message(_SIZES[unit]) if unit in _SIZES else None


def time_words(seconds: float) -> Message:
    """A length of time: seconds below two minutes, else minutes and seconds."""
    whole = round(seconds)
    if whole < 120:
        return Message(_("{count} second"), plural=_("{count} seconds"), count=whole)
    minutes, rest = divmod(whole, 60)
    if not rest:
        return Message(_("{count} minute"), plural=_("{count} minutes"), count=minutes)
    return Message(_("{minutes} min {seconds} s"), {"minutes": minutes, "seconds": rest})


def moment_words(seconds: float) -> str:
    """A moment of a recording, such as 1:02.46: two events within a tenth are told apart."""
    minutes, rest = divmod(round(seconds * 100), 6000)
    return f"{minutes}:{rest // 100:02d}.{rest % 100:02d}"


def read_moment(text: str) -> float:
    """A moment as people write it: 12.5, 12,5 or 1:02.5."""
    minutes, colon, rest = text.replace(",", ".").rpartition(":")
    try:
        seconds = float(rest)
        whole = int(minutes) if colon else 0
    except ValueError:
        seconds, whole = -1.0, 0
    if not 0 <= seconds < float("inf") or whole < 0:
        raise ValueNotUnderstoodError(
            Message(
                _("A moment of the recording is written as 0:12.5, not {text}."),
                {"text": text[:30] or "…"},
            )
        )
    return 60 * whole + seconds


def number(value: float) -> str:
    """A rate or a size as it is read: two figures, and whole from ten on."""
    return f"{value:.0f}" if value >= 10 or value == round(value) else f"{value:.1f}"
