from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from html import unescape
from uuid import UUID

import pytest
from page_words import words_of_page

from quietmuscle.model.phone import Phone
from quietmuscle.store.household import Household
from quietmuscle.web.app import make_app
from quietmuscle.web.home.home import Announced
from quietmuscle.web.home.home import Home
from quietmuscle.web.home.home import HomeCertificate
from quietmuscle.web.home.home import Presence
from quietmuscle.web.home.network import HomeNetwork
from quietmuscle.web.home.pairing import PairingDesk

PHONE = Phone(
    id=UUID("019ab000-0000-7000-8000-000000000001"),
    name="Ada's <b>phone</b>",
    secret_sha256="0f" * 32,
    paired_at_utc=datetime(2026, 11, 20, 23, 30, tzinfo=UTC),
)


@pytest.fixture
def home() -> Home:
    names = ("quietmuscle.local", "ada-pc.local")
    presence = Presence(
        network=HomeNetwork(names=names, addresses=("192.168.1.20",)),
        announced=Announced.YES,
        certificate=HomeCertificate(der=b"", fingerprint="0A 1B 2C"),
    )
    return Home(desk=PairingDesk(), presence=presence, port=8766, trust_port=8767)


@pytest.fixture
def here(house, home, client_of):
    """The computer's own browser, while the door for phones is open."""
    made = client_of(make_app(replace(house, home=home)))
    made.cookies.set("zone", "Europe/London")
    yield made
    made.close()


def test_while_the_door_is_closed_it_says_kindly_how_to_open_it(client) -> None:
    html = client.get("/phone").text
    words = words_of_page(html)
    assert "open on this computer only" in words
    assert "./run home" in words
    assert "None yet." in words
    assert "<svg" not in html.partition("<main")[2].partition("</main>")[0]
    assert client.get("/phone/trust").headers["location"] == "/phone"


def test_it_shows_an_address_and_a_code_that_work(here, home, now_utc) -> None:
    html = here.get("/phone").text
    words = words_of_page(html)
    (open_offer,) = home.desk.open_offers
    assert "https://quietmuscle.local:8766/pair" in words
    assert open_offer.offer.short_code_shown in words
    assert "The code works once, until 08:40." in words
    assert 'class="qr"' in html
    assert open_offer.offer.code not in html  # it is in the picture alone
    home.desk.redeem(open_offer.offer.short_code, now_utc)


def test_each_visit_brings_a_new_code(here) -> None:
    shown = {re.search(r'class="code">([^<]+)<', here.get("/phone").text)[1] for _each in range(3)}
    assert len(shown) == 3


def test_it_names_other_addresses_for_phones_that_find_nothing(here, home) -> None:
    words = words_of_page(here.get("/phone").text)
    assert "https://192.168.1.20:8766/pair" in words
    assert "https://ada-pc.local:8766/pair" in words
    assert "has the name quietmuscle.local" not in words
    home.presence.announced = Announced.TAKEN
    words = words_of_page(here.get("/phone").text)
    assert "Another computer in your network has the name quietmuscle.local" in words
    home.presence.announced = Announced.NO
    words = words_of_page(here.get("/phone").text)
    assert "We could not tell your network the name quietmuscle.local" in words


def test_without_a_network_it_says_so(here, home) -> None:
    home.presence.network = HomeNetwork(names=("quietmuscle.local",), addresses=())
    words = words_of_page(here.get("/phone").text)
    assert "in no home network just now" in words
    assert home.desk.open_offers == []
    assert here.get("/phone/trust").status_code == 303


def test_the_phones_are_listed_on_the_persons_clock(client, house) -> None:
    Household(house.workspace.diary.location).add(PHONE)
    client.cookies.set("zone", "Asia/Tokyo")
    html = client.get("/phone").text
    assert "Ada's <b>phone</b>" in unescape(html)
    assert "<b>" not in html
    assert "Let in on 21 November 2026" in words_of_page(html)
    assert f'data-phone="{PHONE.id}"' in html
    assert PHONE.secret_sha256 not in html


def test_the_way_to_trust_shows_the_print_and_what_was_not_tried(here) -> None:
    words = words_of_page(here.get("/phone/trust").text)
    assert "0A 1B 2C" in words
    assert "http://quietmuscle.local:8767" in words
    assert "https://quietmuscle.local:8766" in words
    assert "VPN & Device Management" in words
    assert "We had no iPhone and no Android phone" in words


def test_the_more_page_leads_there_on_the_computer_alone(here, house, client_of) -> None:
    assert 'href="/phone"' in here.get("/more").text
    proxied = client_of(make_app(house, frozenset({"diary.example.net"})))
    html = proxied.get("/more", headers={"host": "diary.example.net"}).text
    assert 'href="/phone"' not in html
    assert 'href="/settings"' in html
