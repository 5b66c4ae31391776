"""Measuring as it is done: with a camera, a phone's sensor, a file; offline, and broken off."""

from __future__ import annotations

import base64
import io
import json
from typing import TYPE_CHECKING
from typing import Any

import av
import pytest
from chromium import ARGUMENTS
from chromium import CHROMIUM
from fake_camera import HEIGHT
from fake_camera import WIDTH
from fake_camera import camera_arguments
from fake_camera import write_skin
from looking import too_close
from looking import too_small
from looking import too_wide
from looking import violations
from measuring_pages import UPLOADS
from measuring_pages import answer
from measuring_pages import choose_in_list
from steps import until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from playwright.sync_api import Page

READ_OUTBOX = """async () => {
    const open = indexedDB.open("quietmuscle", 1);
    await new Promise((done) => { open.onsuccess = done; });
    const asked = open.result.transaction("outbox").objectStore("outbox").getAll();
    await new Promise((done) => { asked.onsuccess = done; });
    return Promise.all(asked.result.map(async ({ path, details, words, body }) => {
        const bytes = new Uint8Array(await body.arrayBuffer());
        let text = "";
        for (let at = 0; at < bytes.length; at += 8192) {
            text += String.fromCharCode(...bytes.subarray(at, at + 8192));
        }
        return { path, details, words, body: btoa(text) };
    }));
}"""
INSECURE = "Object.defineProperty(window, 'isSecureContext', { value: false });"
MOVED = """
    // A phone that lies on a muscle, told 100 times a second by the page's own clock, and
    // rounded to 0.1 m/s² as browsers do; FINER is one that does not.
    const round = (value) => (window.finer ? value : Math.round(value * 10) / 10);
    window.moving = true;
    setInterval(() => {
        if (!window.moving) return;
        const t = performance.now();
        const moved = new DeviceMotionEvent("devicemotion", {
            accelerationIncludingGravity: { x: round(Math.sin(t)), y: 0.1, z: round(9.81) },
        });
        Object.defineProperty(moved, "timeStamp", { value: t });
        window.dispatchEvent(moved);
    }, 10);
"""

FINER = "window.finer = true;"


@pytest.fixture(scope="module")
def filming(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose camera sees twitching skin."""
    film = write_skin(tmp_path_factory.mktemp("skin") / "skin.y4m")
    browser = chromium.browser_type.launch(
        executable_path=CHROMIUM, args=[*ARGUMENTS, *camera_arguments(film)]
    )
    yield browser
    browser.close()


def at(server: Any, way: str, page: Page, script: str = "") -> Page:
    """The page of a way, its muscle chosen, with a clock that goes as the test says."""
    if way == "phone":  # what a Chromium with windows gives unasked
        page.context.grant_permissions(["accelerometer", "gyroscope"])
    page.clock.install()
    page.add_init_script(script)  # after the clock, so that it goes by it
    page.goto(f"{server.address}/measure/{way}")
    choose_in_list(page)
    page.locator("#where-done").click()
    return page


def waiting(page: Page) -> list[dict[str, Any]]:
    """What the device keeps of what was not sent yet."""
    found: list[dict[str, Any]] = page.evaluate(READ_OUTBOX)
    return found


def decoded(body: str) -> tuple[int, int, int]:
    """Width, height and number of pictures of a film."""
    with av.open(io.BytesIO(base64.b64decode(body))) as film:
        pictures = [(each.width, each.height) for each in film.decode(video=0)]
    return (*pictures[0], len(pictures))


def test_a_film_is_made_and_kept_on_the_phone_while_the_computer_is_away(
    server, filming: Browser
) -> None:
    page = at(server, "film", filming.new_page(viewport={"width": 360, "height": 740}))
    page.route(UPLOADS, lambda route: route.abort())
    page.locator("#camera-on").click()
    page.locator("#look").wait_for()
    for _look in range(15):
        page.clock.run_for(100)
        page.wait_for_timeout(40)
    assert page.locator("#check-light").inner_text() == "Light: good."
    assert page.locator("#check-still").inner_text() == "Camera: still."
    assert violations(page) == []
    page.get_by_text("How long, sounds, and what is kept").click()
    page.get_by_role("button", name="1 minute").click()
    assert [violations(page), too_small(page), too_close(page)] == [[], [], []]
    page.locator("#start").click()
    assert page.locator("#film-words").inner_text() == "Let the muscle rest. It begins in 5 s."
    assert not page.locator("#stop").is_visible()
    page.clock.run_for(8_000)
    assert page.locator("#film-words").inner_text() == "It is recording. Please keep still."
    page.wait_for_timeout(1_200)
    page.clock.run_for(60_000)
    page.get_by_text("The recording is safe on this device").wait_for()
    (kept,) = waiting(page)
    assert kept["words"] == "Film: Left calf"
    assert "?" not in kept["path"], "an address is written into logs"
    told = kept["details"]
    assert (told["made_with"], told["places"], told["keep_recording"]) == (
        "camera",
        ["calf.left"],
        False,
    )
    width, height, pictures = decoded(kept["body"])
    assert (width, height) == (WIDTH, HEIGHT)
    assert pictures >= 15
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the recording as a file").click()
    assert download.value.suggested_filename.startswith("twitch-film-")
    assert [violations(page), too_small(page), too_close(page), too_wide(page)] == [[], [], [], []]
    page.unroute(UPLOADS)
    answer(page, {"state": "done", "page": "/measure?done"})
    page.clock.run_for(21_000)
    page.wait_for_url("**/measure?done")
    assert waiting(page) == []


def test_a_film_that_is_cancelled_is_not_sent_and_one_stopped_early_goes_on_until_it_counts(
    server, filming: Browser
) -> None:
    page = at(server, "film", filming.new_page(viewport={"width": 1280, "height": 800}))
    asked = answer(page, {"state": "running"})
    for button in ("#cancel", "#stop"):
        page.locator("#camera-on").click()
        page.locator("#start").click()
        page.clock.run_for(8_000)
        page.wait_for_timeout(400)
        page.locator(button).click()
        if button == "#cancel":
            page.locator("#camera-on").wait_for()
            assert page.locator("#ready-problem").inner_text() == ""
            assert page.evaluate("document.querySelector('video').srcObject") is None
    assert "At least 10 s are needed" in page.locator("#film-words").inner_text()
    assert page.evaluate("document.activeElement.id") == "cancel"
    assert not page.locator("#stop").is_visible()
    assert asked == []
    page.clock.run_for(7_500)
    page.wait_for_timeout(200)
    assert asked == []
    page.clock.run_for(1_500)
    page.get_by_text("It has arrived and is being measured.").wait_for()
    assert "PUT" in asked[0]
    assert page.evaluate("document.querySelector('video').srcObject") is None


def test_where_there_is_no_camera_a_film_can_be_brought(server, visit) -> None:
    page = at(server, "film", visit("about:blank"))
    page.locator("#camera-on").click()
    page.get_by_text("You can bring a film that was made with another one.").wait_for()
    answer(page, {"state": "refused", "sentence": "No video is in it."})
    page.locator("#film-file").set_input_files(
        {"name": "a.mp4", "mimeType": "video/mp4", "buffer": b"no film"}
    )
    page.get_by_text("No video is in it.").wait_for()
    page.get_by_role("button", name="Once more from the beginning").click()
    page.locator("#ready-title").wait_for()


def test_the_phone_listens_to_a_table_and_then_to_the_muscle(server, visit) -> None:
    page = at(server, "phone", visit("about:blank"), MOVED)
    asked = answer(page, {"state": "waiting"}, {"state": "running"})
    page.locator("#sensor-on").click()
    page.clock.run_for(1_600)
    page.get_by_text("The sensor tells 100 values a second.").wait_for()
    assert "The smallest step that it tells is 0.1 m/s²." in page.locator("#rate").inner_text()
    page.get_by_text("weaker ones leave no trace").wait_for()
    assert violations(page) == []
    page.locator("#table-go").click()
    page.clock.run_for(27_000)
    page.locator("#muscle-title").wait_for()
    page.locator("#muscle-go").click()
    page.clock.run_for(10_000)
    assert "Lay it on the muscle" in page.locator("#record-words").inner_text()
    assert [violations(page), too_small(page), too_close(page), too_wide(page)] == [[], [], [], []]
    page.route(UPLOADS, lambda route: route.abort())
    page.clock.run_for(127_000)
    page.get_by_text("The recording is safe on this device").wait_for()
    table = base64.b64decode(waiting(page)[-1]["body"]).decode().splitlines()
    assert table[0] == "time (s),x (m/s^2),y (m/s^2),z (m/s^2)"
    assert len(table) == pytest.approx(12_000, rel=0.02)
    assert table[1].endswith(",0.10000,9.80000")
    assert float(table[-1].partition(",")[0]) == pytest.approx(120, abs=1)
    assert asked == []
    page.get_by_role("button", name="Throw the recording away").click()
    until(lambda: waiting(page) == [])


def test_a_browser_that_rounds_less_is_not_called_coarse_and_one_that_stands_still_is(
    server, visit
) -> None:
    for script, words, coarse in (
        (FINER, "The smallest step that it tells is 0.00", False),
        ("Math.sin = () => 0;", "So far it has told no movement at all.", True),
    ):
        page = at(server, "phone", visit("about:blank"), script + MOVED)
        page.locator("#sensor-on").click()
        page.clock.run_for(1_600)
        page.locator("#rate").get_by_text(words).wait_for()
        assert page.locator("#coarse").is_visible() == coarse
        assert [violations(page), too_small(page), too_close(page), too_wide(page)] == [[]] * 4


def test_a_recording_that_is_broken_off_can_be_used_and_its_measuring_cancelled(
    server, visit
) -> None:
    page = at(server, "phone", visit("about:blank"), MOVED)
    asked = answer(page, {"state": "running"})
    page.locator("#sensor-on").click()
    page.clock.run_for(1_600)
    page.locator("#table-go").click()
    page.clock.run_for(27_000)
    page.locator("#muscle-go").click()
    page.clock.run_for(47_000)
    page.evaluate(
        """() => {
        Object.defineProperty(document, "hidden", { value: true, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
        delete document.hidden;
    }"""
    )
    page.get_by_text("broken off after 30 s").wait_for()
    page.get_by_role("button", name="Measure what is there").click()
    page.get_by_text("It has arrived and is being measured.").wait_for()
    control, whole = (each.partition(" {")[0] for each in asked[:2])
    assert control == f"{whole}/control", "the table goes before the muscle"
    page.get_by_role("button", name="Cancel").click()
    page.get_by_text("Nothing was kept of it.").wait_for()
    until(lambda: any(each.startswith("DELETE") for each in asked), page)
    assert waiting(page) == []


@pytest.mark.parametrize(
    ("way", "button", "script", "words"),
    [
        ("phone", "#sensor-on", "", "a computer on a desk has no such sensor"),
        (
            "phone",
            "#sensor-on",
            "DeviceMotionEvent.requestPermission = async () => 'denied';",
            "The motion sensor was not allowed",
        ),
        ("film", None, INSECURE, "only over a protected connection"),
        ("phone", None, INSECURE, "only over a protected connection"),
    ],
)
def test_what_is_in_the_way_is_said_and_another_way_is_offered(
    server, visit, way, button, script, words
) -> None:
    page = at(server, way, visit("about:blank", width=1280, height=800), script)
    if button:
        page.locator(button).click()
        page.clock.run_for(1_600)
    page.get_by_text(words).wait_for()
    if way == "phone":
        page.get_by_role("link", name="Bring a file of a sensor app").wait_for()
    else:
        assert not page.locator("#camera-on").is_visible()
        page.get_by_text("Film with the camera app instead").wait_for()
    assert [violations(page), too_small(page), too_close(page), too_wide(page)] == [[], [], [], []]


def test_the_rough_look_tells_light_detail_and_steadiness(server, visit) -> None:
    page = visit(f"{server.address}/measure/film")
    judged = page.evaluate(
        """async () => {
        const folder = document.querySelector("[src*='/measure_film.js']").src;
        const { glance, judge, shiftOf } = await import(folder.replace("_film.js", "_look.js"));
        const skin = (x, y) => 30 * Math.sin(x * 0.7 + Math.sin(x)) + 30 * Math.cos(y * 0.9);
        const picture = (light, detail, by) => Float32Array.from({ length: 160 * 120 }, (_, at) =>
            Math.min(255, light + detail * skin((at % 160) + by, Math.floor(at / 160))));
        const looks = (light, detail, by) => judge(
            [0, 1, 0, 1].map((turn) => glance(picture(light, detail, by * turn), 160, 120)));
        const one = glance(picture(120, 1, 0), 160, 120).columns;
        return [
            looks(120, 1, 0), looks(120, 1, 1), looks(15, 0.2, 0),
            looks(245, 1, 0), looks(120, 0, 0),
            shiftOf(one, glance(picture(120, 1, 0.4), 160, 120).columns),
        ];
    }"""
    )
    *found, shift = judged
    assert [(each["light"], each["still"]) for each in found] == [
        ("lit", "still"),
        ("lit", "moves"),
        ("dark", "still"),
        ("bright", "still"),
        ("lit", "plain"),
    ]
    assert shift == pytest.approx(-0.4, abs=0.1)


def test_what_is_measured_or_was_refused_meanwhile_is_told_on_the_first_page(server, visit) -> None:
    page = visit("about:blank")
    page.clock.install()
    one, other = "0199d3f0-1111-7abc-8def-0123456789ab", "0199d3f0-2222-7abc-8def-0123456789ab"
    running = {"id": one, "state": "running", "progress": 0.4}
    refused = {"id": other, "state": "refused", "progress": 0, "sentence": "It holds no pictures."}
    told = json.dumps({"uploads": [running, refused]})
    page.route("**/api/measurements/uploads", lambda route: route.fulfill(body=told))
    page.goto(f"{server.address}/measure")
    page.get_by_text("40 % measured").wait_for()
    assert [violations(page), too_small(page), too_close(page)] == [[], [], []]
    page.get_by_role("button", name="Close").click()
    page.reload()
    page.get_by_text("40 % measured").wait_for()
    assert not page.get_by_text("It holds no pictures.").is_visible()


def test_a_long_recording_that_waits_goes_into_a_file_and_back_bit_for_bit(server, visit) -> None:
    page = visit(f"{server.address}/waiting")
    same = page.evaluate(
        """async () => {
        const folder = document.querySelector("[src*='/waiting.js']").src;
        const { fromFile, toFile } = await import(folder.replace("waiting.js", "waiting-file.js"));
        const id = "0199d3f0-1111-7abc-8def-0123456789ab";
        const bytes = Uint8Array.from({ length: 5_000_001 }, (_, at) => (at * at) % 251);
        const at = "2026-11-23T14:00:00Z";
        const details = { name: "a film ä.webm", instant_utc: at };
        const path = `/api/measurements/uploads/${id}`;
        const body = new Blob([bytes], { type: "video/webm" });
        const of = { changeId: id, entry: id, method: "PUT", path, details };
        const change = { ...of, body, at, words: "Film" };
        const [back] = await fromFile(await toFile([change]));
        const again = new Uint8Array(await back.body.arrayBuffer());
        return back.path === change.path && back.details.name === details.name
            && back.body.type === "video/webm" && again.length === bytes.length
            && again.every((value, at) => value === bytes[at]);
    }"""
    )
    assert same


def test_the_ways_open_when_the_computer_is_out_of_reach(far_server, visit) -> None:
    page = visit(f"{far_server.address}/measure", keeps_offline=True)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(lambda: page.evaluate("Boolean(navigator.serviceWorker.controller)"))
    far_server.kill()
    for way, words in (("film", "Film the skin"), ("phone", "Lay the phone on the muscle")):
        page.goto(f"{far_server.address}/measure/{way}")
        assert page.locator("h1").inner_text() == words
        page.get_by_role("button", name="Front").click()
        page.locator("#picture .view-front [data-site='chest.middle']").click()
        page.get_by_text("Chosen: Chest").wait_for()
        choose_in_list(page)
        page.locator("#where-done").click()
        page.locator("#ready-title").wait_for()
