"""A measurement in words: the count first, and never more than was seen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from measured import a_correction
from measured import a_measurement
from measured import a_missed_twitch
from measured import some_events

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import say
from quietmuscle.measure.corrected import corrected_summary
from quietmuscle.model.kept_measurement import MadeWith
from quietmuscle.model.measurement import EventDetail
from quietmuscle.model.measurement import EventKind
from quietmuscle.model.measurement import Quality
from quietmuscle.model.recording import Modality
from quietmuscle.report import measured_words as words

RESULT = a_measurement().result


def said(result, *corrections) -> str:
    return say(words.headline(result, corrected_summary(result, corrections).corrected))


def test_the_count_comes_first_with_its_time_and_its_interval() -> None:
    assert said(RESULT) == "3 twitches in 58 seconds: 3.1 a minute, between 0.8 and 8.4."
    assert said(RESULT, a_correction(0), a_correction(2)).startswith("1 twitch in 58 seconds")


def test_how_often_a_film_was_right_is_told_as_the_paper_has_it() -> None:
    paper = (Path(__file__).parents[2] / "docs/explanation/film-and-ultrasound.md").read_text()
    scan = say(words.not_seen(replace(RESULT, modality=Modality.ULTRASOUND))[-1])
    assert ("39 of the 40" in scan, "11 of 20" in scan) == (True, True)
    assert ("| 39 of 40 (0.98" in paper, "**11 of 20 (0.55" in paper) == (True, True)
    film = say(words.not_seen(replace(RESULT, modality=Modality.VIDEO))[-1])
    assert ("7 of 10" in film, "94 of 100" in film) == (True, True)
    assert "| 111 of 153 (0.73; 0.65-0.79) | 111 of 118 (0.94" in paper
    emg = words.not_seen(replace(RESULT, modality=Modality.EMG))
    assert not any("made-up" in say(each) for each in emg)


def test_none_seen_is_not_none_there() -> None:
    none = a_measurement(twitches=0).result
    assert said(none).startswith("No twitch was seen, but 58 seconds is too short to say")
    assert said(none).endswith("Up to 3.1 a minute would fit with that.")
    long = replace(none, duration_s=125.0, usable_s=120.0)
    assert said(long).startswith("No twitch was seen in 2 minutes. Up to ")
    noisy = replace(long, quality=(Quality.NOISY,))
    assert said(noisy).startswith("No twitch was seen in 2 minutes, but small ones would be hidden")
    assert words.how_sure(none, corrected_summary(none, ()))[0].sentence.startswith("Of ")


def test_a_list_tells_the_time_with_the_count_by_the_same_rule_as_the_page() -> None:
    def told(result) -> str:
        return say(words.briefly(result, corrected_summary(result, ()).corrected))

    none = a_measurement(twitches=0).result
    long = replace(none, duration_s=125.0, usable_s=120.0)
    unseen = replace(RESULT, summary=replace(RESULT.summary, rate_per_min=None))
    assert told(RESULT) == "3 twitches in 58 seconds"
    assert told(none) == "none seen, but 58 seconds is too short to say that there was none"
    assert told(long) == "none seen in 2 minutes"
    noisy = replace(long, quality=(Quality.NOISY,))
    assert told(noisy) == "none seen in 2 minutes, but small ones would be hidden"
    assert told(unseen) == "not measurable"


def test_what_could_not_be_measured_has_no_number() -> None:
    unseen = replace(
        RESULT, summary=replace(RESULT.summary, rate_per_min=None, rate_interval_95=None)
    )
    assert said(unseen) == "Twitches could not be measured in this recording."
    sure = words.how_sure(unseen, corrected_summary(unseen, (a_correction(0),)))
    assert "alone counted 3." in say(sure[0])


def test_the_machines_count_is_said_beside_the_corrected_one() -> None:
    sure = [
        say(each) for each in words.how_sure(RESULT, corrected_summary(RESULT, (a_correction(0),)))
    ]
    assert "This is with your corrections. The program alone counted 3: 3.1 a minute." in sure
    assert "Of 60 seconds recorded, 58 seconds could be used." in sure


def test_what_could_not_be_seen_is_said() -> None:
    unseen = [say(each) for each in words.not_seen(RESULT)]
    assert (
        unseen[0] == "A twitch smaller than about 1.5 pixels of the picture may have been missed."
    )
    assert len(unseen) == 3


@pytest.mark.parametrize(
    ("seconds", "read"),
    [(1, "1 second"), (119.4, "119 seconds"), (120, "2 minutes"), (150, "2 min 30 s")],
)
def test_lengths_of_time(seconds: float, read: str) -> None:
    assert say(words.time_words(seconds)) == read


@pytest.mark.parametrize(
    ("seconds", "read"),
    [
        (0, "0:00.00"),
        (53.38, "0:53.38"),
        (53.42, "0:53.42"),
        (62.456, "1:02.46"),
        (59.997, "1:00.00"),
        (3600, "60:00.00"),
    ],
)
def test_moments(seconds: float, read: str) -> None:
    assert words.moment_words(seconds) == read


@pytest.mark.parametrize(
    ("read", "seconds"), [("0:00.0", 0), ("1:02.5", 62.5), ("12,5", 12.5), ("60:00", 3600)]
)
def test_moments_are_read_as_they_are_written(read: str, seconds: float) -> None:
    assert words.read_moment(read) == seconds


@pytest.mark.parametrize("read", ["", "half past", "-1:00", "inf", "1:x"])
def test_what_is_no_moment_is_refused(read: str) -> None:
    with pytest.raises(ValueNotUnderstoodError):
        words.read_moment(read)


@pytest.mark.parametrize(("value", "read"), [(0.26, "0.3"), (3.0, "3"), (12.4, "12"), (0.0, "0")])
def test_numbers(value: float, read: str) -> None:
    assert words.number(value) == read


@pytest.mark.parametrize(
    ("unit", "read"),
    [("uV", "124 µV"), ("m/s2", "124 m/s²"), (None, "124 (the unit is not known)")],
)
def test_sizes_have_their_unit_where_it_is_known(unit: str | None, read: str) -> None:
    assert say(words.size_words(123.6, unit)) == read


@pytest.mark.parametrize(
    ("kind", "read"),
    [
        (EventKind.SPASM, "the muscle at work, willed or not"),
        (EventKind.CLONUS, "jerks or shaking in a rhythm"),
        (EventKind.OTHER, "perhaps a twitch; not counted"),
        (EventKind.FASCICULATION, "perhaps a twitch"),
    ],
)
def test_what_is_unsure_is_said_by_its_kind(kind: EventKind, read: str) -> None:
    event = replace(some_events()[0], kind=kind, detail=EventDetail.UNSURE)
    assert say(words.event_words(event)) == read


def test_the_interval_is_said_plainly_and_exactly_for_who_wants_to_know() -> None:
    counted = corrected_summary(RESULT, ()).corrected
    plain = words.a_minute(counted)
    exact = words.interval_words(counted)
    assert plain
    assert exact
    assert say(plain).startswith("That is 3.1 a minute. ")
    assert say(plain).endswith("from 0.8 to 8.4 a minute.")
    assert say(exact).startswith("If the program missed no twitch, counted none too many")
    none = a_measurement(twitches=0).result
    empty = corrected_summary(none, ()).corrected
    assert (words.a_minute(empty), words.interval_words(empty)) == (None, None)


def test_a_heading_has_the_count_alone_where_there_is_one() -> None:
    def short(result) -> str:
        return say(words.in_short(result, corrected_summary(result, ()).corrected))

    none = a_measurement(twitches=0).result
    assert short(RESULT) == "3 twitches in 58 seconds"
    assert short(none) == said(none)
    unseen = replace(RESULT, summary=replace(RESULT.summary, rate_per_min=None))
    assert short(unseen) == said(unseen)


def test_sizes_are_explained_where_their_unit_is_known() -> None:
    for unit, word in (("uV", "electrodes"), ("px", "skin"), ("m/s2", "phone")):
        means = words.size_means(unit)
        assert means
        assert word in say(means)
    assert words.size_means(None) is None


def test_an_added_twitch_counts_also_where_nothing_could_be_seen() -> None:
    sure = words.how_sure(RESULT, corrected_summary(RESULT, (a_missed_twitch(),)))
    assert any("a little too high" in say(each) for each in sure)


@pytest.mark.parametrize(
    ("confidence", "read"), [(0.95, "sure"), (0.9, "sure"), (0.73, "fairly sure"), (0.5, "unsure")]
)
def test_how_sure_of_an_event_in_a_word(confidence: float, read: str) -> None:
    assert say(words.sure_words(confidence)) == read


def test_everything_has_its_words() -> None:
    assert set(words.MODALITIES) == set(Modality)
    assert set(words.MADE_WITH) == set(MadeWith)
    assert set(words.KINDS) == set(EventKind)
    assert set(words.DETAILS) == set(EventDetail)
    assert set(words.QUALITIES) == set(Quality)
    assert [say(words.event_words(each)) for each in some_events()[:3]] == [
        "a twitch",
        "the heartbeat",
        "a twitch",
    ]
