"""A phone in the home network: let in with a code, kept out without."""

from __future__ import annotations

import os
import re
import shutil
import socketserver
import subprocess
import threading
import urllib.request
from typing import TYPE_CHECKING

import pytest
from camera import read_code
from camera import without_margin
from chromium import ARGUMENTS
from chromium import CHROMIUM
from handshake import server_with
from home_server import HomeServer
from looking import LOOKS
from looking import too_wide
from looking import wrong_in
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect
from steps import episodes
from steps import on_body
from steps import saved_words
from steps import until

from quietmuscle.base.clock import SystemClock
from quietmuscle.store.household import Household
from quietmuscle.store.location import Location
from quietmuscle.web.home.certificates import new_leaf

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path

    from nursery import Nursery
    from playwright.sync_api import Browser
    from playwright.sync_api import BrowserContext
    from playwright.sync_api import Page

FINDS_US = "--host-resolver-rules=MAP quietmuscle.local 127.0.0.1"
"""Stands for the home network, which tells the phone where our name is."""

NO_CERTUTIL = (
    "There is no certutil here, so no browser can be told to trust the home authority. "
    "On Debian and Ubuntu: apt install libnss3-tools"
)


@pytest.fixture(scope="module")
def chromium(chromium: Browser) -> Iterator[Browser]:
    """A browser in the home network."""
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, FINDS_US])
    yield browser
    browser.close()


@pytest.fixture
def server(nursery: Nursery, tmp_path: Path) -> Iterator[HomeServer]:
    """The diary open on this computer and for phones at home."""
    made = HomeServer(tmp_path / "diary", nursery=nursery).start().introduce()
    yield made
    made.kill()  # to end in good order, it would wait for what browsers hold open


@pytest.fixture
def knock(visit, server) -> Callable[..., Page]:
    """A phone whose owner went on past the browser's warning."""
    return lambda path="/", **more: visit(
        server.home_address + path, ignore_https_errors=True, **more
    )


def code_of(server: HomeServer) -> str:
    """A fresh code, as the computer's page shows it."""
    return server.ask("/phone").partition('class="code">')[2].partition("<")[0]


def let_in(page: Page, server: HomeServer) -> None:
    """Bring the code that the computer shows, and wait for Today."""
    page.get_by_label("Code").fill(code_of(server))
    page.get_by_role("button", name="Let it in").click()
    page.wait_for_url(f"{server.home_address}/")


def test_a_phone_that_was_not_let_in_sees_no_page(knock, server):
    for path in ("/", "/history", "/care", "/phone"):
        page = knock(path)
        assert page.url == f"{server.home_address}/pair"
        expect(page.get_by_role("heading", level=1)).to_have_text("Let this phone in")
        assert page.locator("nav").count() == 0


def test_a_phone_is_let_in_by_its_camera_and_records_a_twitch(knock, visit, server):
    here = visit(f"{server.address}/phone")
    address = seen_by_camera(here)
    assert address.startswith(f"{server.home_address}/pair#")
    path = address.removeprefix(server.home_address)
    page = knock(path)
    assert page.url == f"{server.home_address}/pair"  # the code is gone from the address
    expect(page.get_by_label("Code")).to_be_hidden()
    page.get_by_label("A name for this phone").fill("Ada's phone")
    page.get_by_role("button", name="Let it in").tap()
    page.wait_for_url(f"{server.home_address}/")
    assert page.evaluate("isSecureContext && 'mediaDevices' in navigator")
    assert page.evaluate("document.cookie").count("phone") == 0

    page.get_by_role("link", name="Twitching now").tap()
    on_body(page, "lower_leg.left").tap()
    saved_words(page, "Saved. Left lower leg, ")
    until(lambda: len(episodes(server)) == 1, page)

    here.reload()
    expect(here.locator("#phones strong")).to_have_text("Ada's phone")

    second = knock(path)
    second.get_by_role("button", name="Let it in").tap()
    expect(second.get_by_role("alert")).to_contain_text("each works once, and for ten minutes")
    expect(second.get_by_label("Code")).to_be_visible()
    assert len(server.get("/api/phones")) == 1


def seen_by_camera(page: Page) -> str:
    """The address that a phone's camera reads from the picture on the screen."""
    drawn = page.locator(".qr").evaluate(
        """async (svg) => {
        const size = svg.viewBox.baseVal.width;
        const picture = new Image();
        const text = new XMLSerializer().serializeToString(svg);
        picture.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
        await picture.decode();
        const canvas = new OffscreenCanvas(size * 4, size * 4);
        const paper = canvas.getContext("2d");
        paper.drawImage(picture, 0, 0, size * 4, size * 4);
        const { data } = paper.getImageData(0, 0, size * 4, size * 4);
        const dark = (row, column) => data[((row * 4 + 2) * size * 4 + column * 4 + 2) * 4] < 128;
        const places = Array.from({ length: size }, (_, place) => place);
        return places.map((row) => places.map((column) => dark(row, column)));
    }"""
    )
    return read_code(without_margin(drawn))


def test_a_code_for_fingers_lets_in_as_well(knock, server):
    page = knock("/pair")
    let_in(page, server)
    assert len(server.get("/api/phones")) == 1


def test_a_wrong_code_gets_a_clear_sentence_and_another_try(knock, server):
    page = knock("/pair")
    page.get_by_label("Code").fill("WRNG WRNG")
    page.get_by_role("button", name="Let it in").click()
    expect(page.get_by_role("alert")).to_contain_text("take a new one on your computer")
    let_in(page, server)


def test_a_removed_phone_is_out_at_once_and_keeps_what_waits(knock, visit, server):
    page = knock("/pair")
    let_in(page, server)
    page.goto(f"{server.home_address}/twitch")

    here = visit(f"{server.address}/phone")
    here.get_by_text("Remove this phone").click()
    here.get_by_role("button", name="Yes, remove it").click()
    expect(here.locator("#phones [role=status]")).to_contain_text("It is out at once")
    assert server.get("/api/phones") == []

    on_body(page, "lower_leg.left").tap()
    expect(page.locator("#waiting-line")).to_contain_text("Waiting to be sent: 1")
    page.goto(f"{server.home_address}/history")
    assert page.url == f"{server.home_address}/pair"
    assert episodes(server) == []

    let_in(page, server)
    until(lambda: len(episodes(server)) == 1, page)
    expect(page.locator("#waiting-line")).to_be_hidden()


def test_the_phone_says_that_phones_are_let_in_at_the_computer(knock, server):
    page = knock("/pair")
    let_in(page, server)
    page.goto(f"{server.home_address}/more")
    assert page.get_by_role("link", name=re.compile("Your phone")).count() == 0
    page.goto(f"{server.home_address}/phone")
    expect(page.locator("main")).to_contain_text("let in and removed at the computer itself")


def test_the_way_to_trust_shows_the_same_print_on_both_screens(knock, visit, server):
    here = visit(f"{server.address}/phone")
    here.get_by_role("link", name=re.compile("Use it out of reach")).click()
    address = seen_by_camera(here)
    assert address == server.trust_address
    shown_here = here.locator(".fingerprint").inner_text()
    there = visit(address)
    assert there.locator(".fingerprint").inner_text() == shown_here
    expect(there.get_by_role("heading", level=1)).to_have_text("Let this phone trust your computer")
    link = there.get_by_role("link", name="Get the certificate").first.get_attribute("href")
    answer = there.request.get(
        f"http://127.0.0.1:{server.trust_port}{link}", headers=as_home(server)
    )
    assert answer.headers["content-type"] == "application/x-x509-ca-cert"


def as_home(server: HomeServer) -> dict[str, str]:
    return {"host": f"quietmuscle.local:{server.trust_port}"}


def test_pages_for_phones_are_for_every_eye_and_hand(knock, visit, server):
    pages = [
        visit(f"{server.address}/phone"),
        visit(f"{server.address}/phone/trust"),
        visit(f"{server.trust_address}/"),
        knock("/pair"),
    ]
    found = []
    for page in pages:
        for summary in page.locator("summary").all():
            summary.click()
        found += [f"{page.url} {each}" for each in wrong_in(page, LOOKS[:4])]
        page.evaluate("() => { document.documentElement.dataset.text = 'very_large'; }")
        page.set_viewport_size({"width": 360, "height": 740})
        found += [f"{page.url} in large letters: {each}" for each in too_wide(page)]
        assert page.locator("h1").count() == 1
    assert found == []


@pytest.fixture
def trusting_phone(chromium, server, tmp_path) -> Iterator[Callable[[], BrowserContext]]:
    """A phone that trusts the home authority; each call switches it on, cold."""
    if shutil.which("certutil") is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_CERTUTIL)
        pytest.skip(NO_CERTUTIL)
    certificates = tmp_path / "home" / ".pki" / "nssdb"
    certificates.mkdir(parents=True)
    address = f"http://127.0.0.1:{server.trust_port}/quietmuscle-home.crt"
    with urllib.request.urlopen(urllib.request.Request(address, headers=as_home(server))) as answer:
        (tmp_path / "home.crt").write_bytes(answer.read())
    database = ["-d", f"sql:{certificates}"]
    subprocess.run(["certutil", *database, "-N", "--empty-password"], check=True)
    trust = ["-A", "-t", "C,,", "-n", "home", "-i", str(tmp_path / "home.crt")]
    subprocess.run(["certutil", *database, *trust], check=True)
    opened = []

    def switch_on() -> BrowserContext:
        context = chromium.browser_type.launch_persistent_context(
            tmp_path / "phone",
            executable_path=CHROMIUM,
            args=[*ARGUMENTS, f"{FINDS_US}, MAP bank.example 127.0.0.1"],
            env={**os.environ, "HOME": str(tmp_path / "home")},
            viewport={"width": 360, "height": 740},
            has_touch=True,
        )
        opened.append(context)
        return context

    yield switch_on
    for context in opened:
        context.close()


def test_a_phone_that_trusts_us_works_out_of_reach(trusting_phone, visit, server):
    context = trusting_phone()
    visit.watch(context)
    page = context.pages[0]
    page.goto(f"{server.home_address}/pair")
    let_in(page, server)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(lambda: page.evaluate("Boolean(navigator.serviceWorker.controller)"), page)
    server.stop()
    context.close()

    context = trusting_phone()
    visit.watch(context)
    page = context.pages[0]
    page.goto(f"{server.home_address}/twitch")
    on_body(page, "hand.right").tap()
    saved_words(page, "Saved. Right hand, ")
    expect(page.locator("#waiting-line")).to_contain_text("Waiting to be sent: 1")
    server.start()
    page.reload()
    until(lambda: len(episodes(server)) == 1, page)
    names = {each["name"]: each for each in context.cookies(server.home_address)}
    assert names["__Host-phone"]["httpOnly"]


def test_a_phone_that_trusts_us_still_refuses_who_plays_a_bank(trusting_phone, server, tmp_path):
    household = Household(Location(folder=server.folder))
    (tmp_path / "bank.pem").write_bytes(
        new_leaf(household.authority(), ("bank.example",), SystemClock().now_utc())
    )
    page = trusting_phone().pages[0]
    page.goto(server.home_address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Let this phone in")
    with socketserver.TCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler) as thief:
        thief.socket = server_with(tmp_path / "bank.pem").wrap_socket(
            thief.socket, server_side=True
        )
        threading.Thread(target=thief.serve_forever).start()
        with pytest.raises(PlaywrightError, match="ERR_CERT_INVALID"):
            page.goto(f"https://bank.example:{thief.server_address[1]}/")
        thief.shutdown()
