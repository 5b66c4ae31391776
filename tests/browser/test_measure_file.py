"""A file is brought to be measured: asked about, sent as it is, cancelled, tried again."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import numpy as np
import pytest
from measuring_pages import UPLOADS
from measuring_pages import answer
from measuring_pages import choose_in_list
from recordings import all_of
from steps import until

from quietmuscle.capture.reading import read_signal

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Route

EMG_HZ = 2000


@pytest.mark.parametrize(
    ("answered", "words"),
    [
        ({"status": 202, "body": '{"state": "stopped"}'}, "Nothing was kept of it."),
        ({"status": 404, "body": "{}"}, "Nothing was kept of it."),
        (None, "your computer cannot be reached just now: if the recording had arrived"),
        ({"status": 202, "body": '{"state": "done", "page": "/measure?done"}'}, None),
    ],
)
def test_cancel_says_what_the_computer_answered(server, visit, answered, words) -> None:
    page = visit(f"{server.address}/measure/file")

    def reply(route: Route) -> None:
        if route.request.method != "DELETE":
            carried = {"Change-Id": route.request.headers.get("change-id", "")}
            running = '{"state": "running", "progress": 0.5}'
            route.fulfill(status=202, headers=carried, body=running)
        elif answered is None:
            route.abort()
        else:
            route.fulfill(**answered)

    page.route(UPLOADS, reply)
    page.locator("#recording").set_input_files(
        {"name": "emg.csv", "mimeType": "text/csv", "buffer": b"1\n2\n3\n"}
    )
    page.locator("#bring-go").click()
    page.get_by_text("It has arrived and is being measured.").wait_for()
    page.get_by_role("button", name="Cancel").click()
    if words is None:
        page.wait_for_url("**/measure?done")
    else:
        page.locator("#send-words").get_by_text(words).wait_for()


def test_a_file_is_brought_by_keyboard_and_asked_about_only_what_it_does_not_tell(
    server, visit
) -> None:
    page = visit(f"{server.address}/measure/file", width=1280, height=800)
    asked = answer(
        page,
        {"state": "refused", "sentence": "Please give the sampling rate.", "needs": ["rate_hz"]},
    )
    page.locator("#bring-go").press("Enter")
    page.get_by_text("Please choose a file first.").wait_for()
    page.locator("#recording").set_input_files(
        {"name": "emg.csv", "mimeType": "text/csv", "buffer": b"1\n2\n3\n"}
    )
    assert not page.locator("#needs").is_visible()
    page.locator("#bring-go").press("Enter")
    page.locator("#bring-refusal").get_by_text("Please give the sampling rate.").wait_for()
    assert page.evaluate("document.activeElement.id") == "rate"
    page.keyboard.type("2000")
    page.keyboard.press("Enter")
    until(lambda: any('"rate_hz":2000' in each for each in asked), page)
    assert not any("?" in each.partition(" {")[0] for each in asked)


def test_the_two_files_of_a_record_go_as_one(server, visit, tmp_path: Path) -> None:
    page = visit(f"{server.address}/measure/file", width=1280, height=800)
    numbers = np.arange(5000, dtype="<i2")
    head = {
        "name": "léft.hea",
        "mimeType": "text/plain",
        "buffer": b"r 1 2000 5000\nr.dat 16 1/uV",
    }
    data = {"name": "r.dat", "mimeType": "", "buffer": numbers.tobytes()}
    sent = []

    def reply(route: Route) -> None:
        sent.append((route.request.headers["recording-details"], route.request.post_data_buffer))
        route.fulfill(status=422, body='{"error": "x", "sentence": "That is enough."}')

    page.route(UPLOADS, reply)
    page.locator("#recording").set_input_files([data, {**data, "name": "s.dat"}])
    page.get_by_text("Please bring one recording at a time.").wait_for()
    page.locator("#bring-go").click()
    assert sent == []
    page.locator("#recording").set_input_files([data, head])
    assert not page.get_by_text("Please bring one recording at a time.").is_visible()
    page.locator("#bring-go").click()
    page.get_by_text("That is enough.").wait_for()
    ((told, body),) = sent
    assert json.loads(told)["name"] == "léft.zip"
    (path := tmp_path / "léft.zip").write_bytes(body)
    assert np.array_equal(all_of(read_signal(path))[:, 0], numbers)


def test_what_failed_at_the_computer_can_be_tried_again_or_let_go(server, visit) -> None:
    page = visit(f"{server.address}/measure/file", width=1280, height=800)
    held = {"state": "refused", "sentence": "It took too long. It is still here.", "is_held": True}
    asked = answer(page, held)
    page.locator("#recording").set_input_files(
        {"name": "emg.csv", "mimeType": "text/csv", "buffer": b"1\n2\n3\n"}
    )
    page.locator("#bring-go").click()
    page.locator("#send-words").get_by_text("It is still here.").wait_for()
    page.get_by_role("button", name="Try again").click()
    until(lambda: any("/again" in each for each in asked), page)
    page.locator("#send-words").get_by_text("It is still here.").wait_for()
    page.get_by_role("button", name="Throw the recording away").click()
    until(lambda: any(each.startswith("DELETE") for each in asked), page)
    assert asked[-1].endswith("?held=true")


def test_a_real_file_is_measured_and_stands_among_the_last_measurements(server, visit) -> None:
    page = visit(f"{server.address}/measure/file", width=1280, height=800)
    noise = np.random.default_rng(1).normal(0, 5, 14 * EMG_HZ)
    table = "\n".join(f"{at / EMG_HZ:.4f},{value:.2f}" for at, value in enumerate(noise))
    page.locator("#recording").set_input_files(
        {
            "name": "emg.csv",
            "mimeType": "text/csv",
            "buffer": f"time (s),emg (uV)\n{table}".encode(),
        }
    )
    page.get_by_text("Place, if you like to compare later").click()
    choose_in_list(page)
    page.locator("#bring-go").click()
    page.wait_for_url(re.compile("/measure/[0-9a-f-]{36}$"), timeout=60_000)
    page.goto(f"{server.address}/measure")
    line = page.locator(".entries .entry").inner_text()
    assert line.splitlines() == [
        "Left calf",
        "today: none seen, but 14 seconds is too short to say that there was none",
    ]
