from __future__ import annotations

from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

from page_words import words_of_page

from quietmuscle import __version__
from quietmuscle.knowledge.facts import fact
from quietmuscle.store.location import Location
from quietmuscle.web.app import make_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient
    from starlette.types import ASGIApp

    from quietmuscle.web.house import House


def test_it_says_what_it_is_for_and_what_it_is_not(client: TestClient):
    html = unescape(client.get("/about").text)
    for each in ("intended_use", "not_an_emergency_service", "honest_statement"):
        assert fact(each).text in html
    assert f"Quiet Muscle {__version__} is free software under the Apache License 2.0" in html


def test_it_names_the_folder_where_the_data_live(client: TestClient, house: House):
    words = words_of_page(client.get("/about").text)
    assert str(house.workspace.diary.location.folder) in words
    assert "database that was chosen" not in words


def test_a_database_of_ones_own_is_mentioned_without_its_address(
    house: House, client_of: Callable[[ASGIApp], TestClient]
):
    location = Location(
        folder=house.workspace.diary.location.folder,
        database_url="postgresql://ada:password@server/diary",
    )
    diary = replace(house.workspace.diary, location=location)
    elsewhere = replace(house, workspace=replace(house.workspace, diary=diary))
    client = client_of(make_app(elsewhere))
    html = client.get("/about").text
    assert "database that was chosen" in html
    assert "password" not in html
    assert "postgresql" not in html
