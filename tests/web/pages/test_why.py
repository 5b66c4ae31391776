"""Learn, why: five steps to play with."""

from __future__ import annotations

import re
from html import unescape

import pytest

from quietmuscle.flow.why_steps import KNOWN_FOR_MS
from quietmuscle.flow.why_steps import NEVER_SAID
from quietmuscle.flow.why_steps import STEPS
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.facts import facts
from quietmuscle.web.pages import why


def page_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.text)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_has_its_picture_its_table_and_what_it_cannot_say(client, step):
    page = page_of(client, f"/learn/why/{step.name}")
    for each in step.begins:
        assert fact(each).text in page
    assert 'class="chart"' in page
    assert "The same as a table" in page
    for each in NEVER_SAID:
        assert fact(each).text in page
    for each in facts(KNOWN_FOR_MS):
        assert each.text in page
    assert f'aria-current="step">{STEPS.index(step) + 1}<span' in page
    assert "What happens in this model" in page
    # What belongs to a step is read without opening anything; the rest is folded.
    told = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
    for each in NEVER_SAID:
        assert (fact(each).text in told) == (each in step.beside)
    for slider in step.sliders:
        assert f'<label for="{slider.name}">' in page
        assert f'name="{slider.name}" min="{slider.low:g}" max="{slider.high:g}"' in page


def test_the_first_step_is_where_one_comes_in(client):
    page = page_of(client, "/learn/why")
    assert fact("why_begins_healthy").text in page
    assert "<h1>How a twitch arises</h1>" in page
    learn = page_of(client, "/learn")
    assert "How a twitch arises" in learn
    assert "Causes you may have heard of" in learn
    assert "Why muscles twitch" not in learn + page + page_of(client, "/learn/causes")


def test_losing_myelin_is_shown_pushed_and_alone_with_the_reason_and_a_way_on(client):
    page = page_of(client, "/learn/why/myelin_lost")
    told = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
    assert "Pushed once" in told
    assert "Left alone: nobody pushes" in told
    for each in ("why_slower", "why_loss_never_fires", "why_loss_no_gates", "why_where_ms_is"):
        assert fact(each).text in told
    assert "it waited for the push of its neighbour" in told
    assert '<a href="/learn/why/remodelled">Go on:' in told


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("myelin_lost", "why_flickers_in_ms"),
        ("remodelled", "why_fires_in_ms"),
        ("reflex", "why_more_causes"),
    ],
)
def test_what_is_true_of_ms_is_read_before_the_model(client, step, said):
    page = page_of(client, f"/learn/why/{step}")
    told = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
    assert told.index("And in MS?") < told.index(fact(said).text)
    assert told.index(fact(said).text) < told.index("What happens in this model")


def test_no_step_says_that_there_are_two_causes(client):
    for step in STEPS:
        assert "other cause" not in page_of(client, f"/learn/why/{step.name}").lower().replace(
            "another cause", ""
        )


def test_what_takes_longer_is_asked_for_once_the_first_picture_is_there(client):
    page = page_of(client, "/learn/why/felt_and_seen?depth_mm=19")
    assert fact("why_sensors_end").text not in re.sub(r"<details.*?</details>", "", page)
    assert 'class="chart"' in page
    (address,) = re.findall(r'href="([^"#]+)#why-answer" data-at-once', page)
    assert "depth_mm=19" in address
    whole = page_of(client, address)
    assert "data-at-once" not in whole
    assert fact("why_sensors_end").text in whole
    assert "Found by the phone" in whole
    # Without a script, what was asked for once is asked for again with each slider.
    assert '<input type="hidden" name="found" value="yes">' in whole
    assert "&found=yes#try-depth_mm" in whole
    assert "data-at-once" not in page_of(client, "/learn/why/reflex")


def test_no_unit_of_physiology_stands_on_a_page(client):
    for step in STEPS:
        page = page_of(client, f"/learn/why/{step.name}")
        for unit in ("mS/cm²", "µA/cm²", "mV", "µm", "µV", "m/s²"):
            assert unit not in re.sub(r"<[^>]*>", " ", page)


def test_sliders_stand_where_the_address_puts_them(client):
    page = page_of(client, "/learn/why/myelin_lost?myelin_percent=2&internodes=3&temperature_c=37")
    assert fact("why_blocked").text in page
    assert 'value="2"' in page
    passes = page_of(client, "/learn/why/myelin_lost?myelin_percent=100")
    assert fact("why_still_passes").text in passes
    assert "Most" in passes  # there is no more of it


def test_a_notch_less_moves_one_slider_and_keeps_the_others(client):
    page = page_of(client, "/learn/why/reflex?reflex_gain=2&inward_share=0.3")
    (less,) = re.findall(r'href="([^"#]+)#try-reflex_gain" aria-label="Less: Strength', page)
    assert less == "/learn/why/reflex?reflex_gain=1.6&inward_share=0.3&let_through_percent=100"
    assert client.get(less).status_code == 200


@pytest.mark.parametrize("value", ["99", "-1", "warm", "nan"])
def test_what_no_slider_has_is_refused_in_words(client, value):
    answer = client.get(f"/learn/why/healthy?temperature_c={value}")
    assert answer.status_code == 422
    words = "needs a number" if value == "warm" else "goes from 33 to 40 °C"
    assert words in unescape(answer.text)


def test_other_steps_are_not_there(client):
    assert client.get("/learn/why/soup").status_code == 404


def test_what_the_last_step_needs_is_brought_while_one_before_it_is_read(client, house):
    for step, brought in zip(STEPS, (0, 1, 2, 3, 4), strict=True):
        page_of(client, f"/learn/why/{step.name}")
        assert house.sensors.brought == brought, step.name
    page_of(client, "/learn/why")
    page_of(client, "/learn/why/felt_and_seen?found=yes")
    assert house.sensors.brought == 4


def test_every_slider_and_step_has_its_words():
    assert set(why.TITLES) == {each.name for each in STEPS}
    without_unit = {
        slider.name
        for each in STEPS
        for slider in each.sliders
        if slider.unit not in {*why.PLAIN_UNITS, "/min"} and slider.name != "fibres"
    }
    assert without_unit <= set(why.HINTS)
    assert set(why.LABELS) == {slider.name for each in STEPS for slider in each.sliders}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_who_read_all_steps_finds_what_is_known_for_ms_opened(client, step):
    page = page_of(client, f"/learn/why/{step.name}")
    (opened,) = re.findall(r"<details([^>]*)><summary>What is known for MS", page)
    assert (" open" in opened) == (step is STEPS[-1])
