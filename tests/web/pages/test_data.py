from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import a_care_check
from entries import a_lab_result
from entries import a_medicine_change
from entries import a_session_use
from entries import an_id
from measured import a_measurement
from page_words import words_of_page
from shelves import put_measurement

from quietmuscle.store.backup_files import BackupReason
from quietmuscle.store.location import Location
from quietmuscle.web.app import make_app
from quietmuscle.web.pages.data import REASONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient
    from starlette.types import ASGIApp

    from quietmuscle.web.house import House

ENTRY = "/api/episodes/00000000-0000-7000-8000-000000000001"


def seen(client: TestClient, address: str) -> str:
    return words_of_page(client.get(address).text)


def test_the_page_says_where_the_data_are_and_how_to_take_them_out(
    client: TestClient, house: House
):
    client.put(ENTRY, json={"sites": ["calf.left"]})
    html = client.get("/data").text
    words = words_of_page(html)
    assert "Your diary holds 1 entry." in words
    assert str(house.workspace.diary.location.folder) in words
    for address in (
        "/api/export",
        "/api/episodes.csv",
        "/api/days.csv",
        "/api/sessions.csv",
        "/api/medicines.csv",
        "/api/labs.csv",
        "/api/measurements.csv",
        "/data/wipe",
    ):
        assert f'href="{address}"' in html


def test_a_database_of_ones_own_is_mentioned_without_its_address(
    house: House, client_of: Callable[[ASGIApp], TestClient]
):
    diary = house.workspace.diary
    elsewhere = Location(folder=diary.location.folder, database_url="postgresql://a:secret@b/c")
    workspace = replace(house.workspace, diary=replace(diary, location=elsewhere))
    html = client_of(make_app(replace(house, workspace=workspace))).get("/data").text
    assert "database that was chosen" in html
    assert "secret" not in html


def test_wiping_is_not_on_the_first_page_and_export_stands_before_it(client: TestClient):
    assert (
        "<button"
        not in client.get("/data").text.partition("Delete everything")[2].partition("</main>")[0]
    )
    html = client.get("/data/wipe").text
    assert html.index("/api/export") < html.index('id="gone" disabled')
    assert "It cannot be undone" in html


def test_before_everything_goes_all_that_the_diary_holds_is_counted(
    client: TestClient, house: House
):
    client.put(ENTRY, json={"sites": ["calf.left"]})
    diary = house.workspace.diary
    for shelf, thing in (
        (diary.medicines, a_medicine_change()),
        (diary.labs, a_lab_result()),
        (diary.labs, a_lab_result()),
        (diary.sessions, a_session_use()),
        (diary.care_checks, a_care_check()),
    ):
        shelf.put(thing, change_id=an_id(), recorded_at_utc=NOW_UTC)
    put_measurement(diary, a_measurement())
    words = seen(client, "/data/wipe")
    assert (
        "1 entry 1 measurement 1 change of a medicine 2 blood results 1 guided session 1 care check"
        in words
    )


def test_of_what_there_is_none_nothing_is_counted(client: TestClient):
    words = seen(client, "/data/wipe")
    assert "Your diary holds: 0 entries All entries" in words


def test_backups_are_listed_on_the_persons_clock_with_what_follows(client: TestClient):
    assert "There is none yet." in seen(client, "/data/backups")
    name = client.post("/api/backups").json()["name"]
    client.cookies.set("zone", "Asia/Tokyo")
    html = client.get("/data/backups").text
    words = words_of_page(html)
    assert "Monday 23 November, 17:30 made by you" in words
    assert "Your diary will be as it was on Monday 23 November at 17:30." in words
    assert "Entries made since then will not be in your diary any more." in words
    assert f'data-name="{name}"' in html


def test_every_reason_of_a_backup_has_words():
    assert set(REASONS) == set(BackupReason)


@pytest.mark.parametrize("address", ["/data", "/data/wipe"])
def test_what_goes_is_named(client: TestClient, address: str):
    html = client.get(address).text
    for each in ("measurements", "recordings", "blood results", "sessions", "care checks"):
        assert f"{each}," in html or f"{each} " in html, each
