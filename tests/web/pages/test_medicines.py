from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from page_words import words_of_page

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def tell(client: TestClient, number: int, name: str, action: str, day: str, dose: str = "") -> str:
    address = f"/api/medicines/{UUID(int=number)}"
    body = {"name": name, "action": action, "day": day, "dose": dose}
    assert client.put(address, json=body).status_code == 200
    return str(UUID(int=number))


def seen(client: TestClient, address: str = "/medicines") -> str:
    return words_of_page(client.get(address).text)


def test_an_empty_page_says_what_will_be_here_and_offers_one_step(client: TestClient):
    html = client.get("/medicines").text
    assert "Nothing is told yet." in html
    assert html.count('class="button main"') == 1
    assert 'href="/medicines/new"' in html


def test_what_is_taken_stands_first(client: TestClient):
    tell(client, 1, "Amitriptyline", "started", "2026-01-05", "10 mg")
    tell(client, 2, "Amitriptyline", "stopped", "2026-03-01")
    tell(client, 3, "Baclofen", "started", "2026-02-01", "5 mg")
    tell(client, 4, "Baclofen", "dose_changed", "2026-04-01", "10 mg twice a day")
    words = seen(client)
    assert "Baclofen 10 mg twice a day since 1 February 2026, dose changed on 1 April 2026" in words
    assert "No longer taken Amitriptyline from 5 January 2026 until 1 March 2026" in words
    assert words.index("Baclofen 10 mg") < words.index("No longer taken")


def test_a_stop_alone_has_no_beginning(client: TestClient):
    tell(client, 1, "Amantadine", "stopped", "2026-03-01")
    words = seen(client)
    assert "You take nothing now, as far as you told us." in words
    assert "Amantadine until 1 March 2026" in words


def test_a_dose_change_alone_has_no_first_day(client: TestClient):
    tell(client, 1, "Amantadine", "dose_changed", "2026-03-01", "100 mg")
    assert "Amantadine 100 mg dose changed on 1 March 2026" in seen(client)


def test_the_page_never_says_to_stop(client: TestClient):
    for address in ("/medicines", "/medicines/new"):
        words = seen(client, address)
        assert "Quiet Muscle never tells you to stop or change a prescribed medicine." in words
        assert "Do not stop a prescribed medicine without their advice." in words


def test_a_name_is_shown_as_text(client: TestClient):
    tell(client, 1, "<script>alert(1)</script>", "started", "2026-03-01")
    for address in ("/medicines", "/medicines/new", f"/medicines/{UUID(int=1)}"):
        html = client.get(address).text
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html


def test_a_new_form_knows_the_name_that_it_was_opened_for(client: TestClient):
    tell(client, 1, "Vitamin D & K", "started", "2026-03-01")
    link = "/medicines/new?action=stopped&amp;name=Vitamin%20D%20%26%20K"
    assert link in client.get("/medicines").text
    html = client.get(link.replace("&amp;", "&")).text
    assert 'value="Vitamin D &amp; K" list="names"' in html
    assert 'name="action" value="stopped" checked' in html
    assert 'type="date" value="2026-11-23" max="2026-11-23"' in html
    assert 'id="delete"' not in html


def test_a_change_that_was_told_can_be_altered_and_deleted(client: TestClient):
    entry = tell(client, 1, "Baclofen", "dose_changed", "2026-03-01", "10 mg")
    html = client.get(f"/medicines/{entry}").text
    assert f'data-address="/api/medicines/{entry}"' in html
    assert 'name="dose" value="10 mg"' in html
    assert 'name="action" value="dose_changed" checked' in html
    assert 'type="date" value="2026-03-01"' in html
    assert 'id="delete"' in html


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/medicines/{UUID(int=9)}", 404),
        ("/medicines/no-id", 422),
        ("/medicines/new?action=doubled", 422),
    ],
)
def test_what_is_not_there_is_said_in_words(client: TestClient, address: str, status: int):
    answer = client.get(address)
    assert answer.status_code == status
    assert "That did not work" in answer.text


def test_who_takes_nothing_can_say_so_without_a_script(client: TestClient):
    assert "I take no medicines" in seen(client)
    answer = client.post("/medicines/none", data={"do": "tell"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/medicines")
    assert "On 23 November 2026 you said that you take no medicines." in seen(client)
    assert "I take no medicines" not in seen(client)
    client.post("/medicines/none", data={"do": "take_back"})
    assert "Nothing is told yet." in seen(client)


def test_who_takes_something_is_not_offered_to_say_that_they_take_nothing(client: TestClient):
    tell(client, 1, "Baclofen", "started", "2026-02-01")
    assert "I take no medicines" not in seen(client)
    assert client.post("/medicines/none", data={"do": "tell"}).status_code == 409


def test_a_misspelt_medicine_is_offered_and_chosen_by_the_person(client: TestClient):
    entry = tell(client, 1, "Baclofin", "started", "2026-02-01")
    assert "Did you mean: baclofen" in seen(client)
    html = client.get("/medicines").text
    address = f"/medicines/{entry}?catalogue=baclofen"
    assert f'href="{address}"' in html
    assert 'name="catalogue_id" value="baclofen"' in client.get(address).text
    assert "Did you mean" in seen(client), "to look at it decides nothing"
    assert 'name="catalogue_id" value=""' in client.get(f"{address}x").text
