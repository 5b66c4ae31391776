from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from measured import a_measurement
from page_words import words_of_page
from shelves import put_measurement

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.web.house import House

DAY = "2026-11-20"


def entry_id(number: int) -> str:
    return f"00000000-0000-7000-8000-{number:012d}"


def tell(client: TestClient, number: int, **told: object) -> str:
    body = {"sites": ["calf.left"], "instant_utc": f"{DAY}T14:{number % 60:02d}:00Z", **told}
    answer = client.put(f"/api/episodes/{entry_id(number)}", json=body)
    assert answer.status_code == 200, answer.text
    return entry_id(number)


def seen(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return words_of_page(answer.text)


def test_the_calendar_tells_apart_counted_none_and_not_logged(client: TestClient):
    tell(client, 1, count=14)
    client.put("/api/days/2026-11-21/none")
    words = seen(client, "/history")
    assert "November 2026" in words
    assert "20 14 twitches" in words
    assert "21 0 twitches" in words
    assert "19 –not logged" in words


def test_the_calendar_marks_a_measured_day(client: TestClient, workspace: Workspace):
    assert "measured" not in seen(client, "/history")
    put_measurement(workspace.diary, kept := a_measurement())
    words = seen(client, "/history")
    assert f"{kept.moment.logical_day.day} • –not logged , measured" in words
    assert words.count(", measured") == 1
    assert "on which you measured" in words
    client.post(f"/measure/{kept.id}/delete")
    assert "measured" not in seen(client, "/history")


def test_days_to_come_are_no_links(client: TestClient):
    html = client.get("/history").text
    assert 'href="/history/2026-11-23" aria-current="date"' in html
    assert 'href="/history/2026-11-24"' not in html


def test_the_calendar_is_a_table_with_named_columns(client: TestClient):
    html = client.get("/history").text
    assert len(re.findall(r'<th scope="col">', html)) == 7
    assert "Wednesday" in html
    assert '<table class="calendar" aria-labelledby="month">' in html


def test_calm_mode_hides_the_numbers_until_asked(client: TestClient):
    tell(client, 1, count=14)
    settings = client.get("/api/settings").json()
    client.put("/api/settings", json={**settings, "calm_mode": True})
    calm = seen(client, "/history")
    assert "twitches" not in calm
    assert "20 ✓logged" in calm
    assert "19 –not logged" in calm
    assert "20 14 twitches" in seen(client, "/history?look=1")


def test_other_months_are_reached_by_name(client: TestClient):
    tell(client, 1, instant_utc="2026-09-03T10:00:00Z")
    html = client.get("/history").text
    assert 'href="/history?month=2026-10"' in html
    assert "December" not in html
    assert "3 1 twitch" in seen(client, "/history?month=2026-09")


@pytest.mark.parametrize(
    "address",
    [
        "/history?month=soon",
        "/history?month=1700-01",
        "/history/2026-13-01",
        "/history/1650-01-01",
        "/history/%3Cscript%3E",
        "/history/list?first=yesterday",
        "/history/list?after=nowhere",
        "/history/bin?after=nowhere",
    ],
)
def test_an_address_that_names_no_day_is_refused_in_words(client: TestClient, address: str):
    answer = client.get(address)
    assert answer.status_code == 422
    assert "That did not work" in words_of_page(answer.text)
    assert "<script>" not in answer.text


def test_the_list_shows_entries_by_day_the_newest_first(client: TestClient):
    tell(client, 1, note="in bed")
    tell(client, 2, instant_utc="2026-11-22T08:00:00Z", kind="cramp", count=3)
    words = seen(client, "/history/list")
    assert words.index("Yesterday") < words.index("Friday 20 November")
    assert "08:00 Left calf Cramp that hurts 3 twitches" in words
    assert "14:01 Left calf in bed" in words


def test_an_empty_list_offers_the_first_step(client: TestClient):
    html = client.get("/history/list").text
    assert "Each twitch that you record will be listed here" in html
    assert 'href="/twitch"' in html


def test_the_search_looks_into_notes_places_and_days(client: TestClient):
    tell(client, 1, note="After the long walk")
    tell(client, 2, sites=["thigh.right"], kind="cramp")
    tell(client, 3, instant_utc="2026-10-05T08:00:00Z", note="walk")
    assert seen(client, "/history/list?words=LONG+WALK").count("Left calf") == 1
    assert "Right thigh" in seen(client, "/history/list?site=thigh")
    assert "Left calf" not in seen(client, "/history/list?site=thigh")
    assert "Left calf" in seen(client, "/history/list?site=lower_leg")
    assert "Right thigh" in seen(client, "/history/list?kind=cramp&site=&first=&last=")
    assert "Left calf" not in seen(client, "/history/list?kind=cramp")
    assert "Left calf" in seen(client, "/history/list?kind=&words=walk")
    assert "5 October" not in seen(client, f"/history/list?words=walk&first={DAY}&last={DAY}")
    nothing = seen(client, "/history/list?words=unicorn")
    assert "No entry fits" in nothing
    assert "Show all" in nothing


def test_long_lists_are_paged_and_nothing_is_lost_between(client: TestClient):
    for number in range(1, 121):
        tell(client, number, instant_utc=f"{DAY}T0{5 + number // 60}:{number % 60:02d}:00Z")
    found: list[str] = []
    address = "/history/list?words="
    for _page in range(5):
        html = client.get(address).text
        found += re.findall(r'href="/episode/([0-9a-f-]+)"', html)
        older = re.search(r'href="(/history/list\?[^"]*after[^"]*)"', html)
        if older is None:
            break
        address = older[1].replace("&amp;", "&")
    assert found == [entry_id(number) for number in range(120, 0, -1)]
    assert "Newest entries" in html


def test_a_search_keeps_its_words_from_page_to_page(client: TestClient):
    for number in range(1, 56):
        tell(client, number, note="walk & rest")
    html = client.get("/history/list?words=walk+%26+rest").text
    assert "words=walk+%26+rest&amp;after=" in html


def test_notes_are_shown_as_text_in_their_own_direction(client: TestClient):
    tell(client, 1, note='<img src=x onerror="alert(1)">')
    tell(client, 2, note="رعشة في الساق")
    html = client.get(f"/history/{DAY}").text
    assert "<img src=x" not in html
    assert "&lt;img src=x" in html
    assert '<span class="note" dir="auto">رعشة في الساق</span>' in html


def test_a_day_shows_its_entries_and_answers(client: TestClient):
    tell(client, 1, count=4)
    tell(client, 2)
    client.put(f"/api/days/{DAY}/items/fluids", json={"value": 1500})
    html = client.get(f"/history/{DAY}").text
    words = words_of_page(html)
    assert "Friday 20 November" in words
    assert "5 twitches in 2 entries." in words
    assert "Drinks in all about 1500 ml" in words
    assert "Stress not told" in words
    assert f'href="/twitch?day={DAY}"' in html
    assert f'href="/day/{DAY}"' in html
    assert 'id="none"' not in html


def test_a_day_without_entries_can_be_told_to_have_none(client: TestClient):
    html = client.get(f"/history/{DAY}").text
    assert 'id="none" aria-pressed="false"' in html
    assert "Nothing was told about twitches on this day" in html
    client.put(f"/api/days/{DAY}/none")
    html = client.get(f"/history/{DAY}").text
    assert 'id="none" aria-pressed="true"' in html
    assert "You told us that there were no twitches" in html


def test_a_day_to_come_offers_nothing_to_add(client: TestClient):
    html = client.get("/history/2026-11-24").text
    assert "still to come" in html
    assert "/twitch" not in html


def test_the_first_and_the_last_day_of_all_have_an_end(client: TestClient):
    assert "The day before" not in seen(client, "/history/1900-01-01")
    assert "The day after" not in seen(client, "/history/2199-12-31")


def test_a_year_other_than_this_one_is_named(client: TestClient):
    assert "Saturday 20 November 2021" in seen(client, "/history/2021-11-20")


def test_the_bin_holds_what_was_deleted(client: TestClient):
    assert "Nothing is in here" in seen(client, "/history/bin")
    tell(client, 1, note="by mistake")
    client.delete(f"/api/episodes/{entry_id(1)}")
    html = client.get("/history/bin").text
    assert f'data-id="{entry_id(1)}"' in html
    assert "by mistake 20 November 2026" in words_of_page(html)
    client.post(f"/api/episodes/{entry_id(1)}/restore")
    assert "Nothing is in here" in seen(client, "/history/bin")


def test_a_long_bin_is_paged(client: TestClient):
    for number in range(1, 53):
        tell(client, number)
        client.delete(f"/api/episodes/{entry_id(number)}")
    html = client.get("/history/bin").text
    assert html.count("data-id=") == 50
    older = re.search(r'href="(/history/bin\?after=[^"]+)"', html)
    assert older is not None
    assert client.get(older[1]).text.count("data-id=") == 2


def test_dates_in_the_wrong_order_are_said_beside_the_form(client: TestClient):
    tell(client, 1)
    words = seen(client, "/history/list?first=2026-11-21&last=2026-11-20")
    assert "“From” is later than “Until”. Please change one of the two." in words
    assert "No entry fits" not in words
    assert 'value="2026-11-21"' in client.get("/history/list?first=2026-11-21&last=2026-11-20").text


def test_words_find_notes_and_places_in_the_language_of_the_person(client: TestClient):
    tell(client, 1)
    tell(client, 2, sites=["thumb.right"], note="after the calf raises")
    tell(client, 3, sites=["thumb.right"])
    html = client.get("/history/list?words=calf").text
    assert [entry_id(n) in html for n in (1, 2, 3)] == [True, True, False]
    assert entry_id(1) not in client.get("/history/list?words=right+calf").text
    client.put("/api/settings", json={"language": "de"})
    html = client.get("/history/list?words=linke+Wade").text
    assert [entry_id(n) in html for n in (1, 2, 3)] == [True, False, False]


def test_places_that_words_name_come_page_by_page(client: TestClient):
    for number in range(1, 53):
        tell(client, number)
    html = client.get("/history/list?words=calf").text
    older = re.search(r'href="(/history/list\?words=calf&amp;after=[^"]+)"', html)
    assert older is not None
    rest = client.get(older[1].replace("&amp;", "&")).text
    assert html.count('class="entry"') + rest.count('class="entry"') == 52


def test_a_deleted_measurement_is_in_the_bin_and_comes_back(
    client: TestClient, workspace: Workspace
):
    put_measurement(workspace.diary, kept := a_measurement())
    assert "Nothing is in here" in seen(client, "/history/bin")
    gone = client.post(f"/measure/{kept.id}/delete")
    assert 'href="/history/bin"' in gone.text
    html = client.get("/history/bin").text
    assert "Left calf" in words_of_page(html)
    (back,) = re.findall(r'<form method="post" action="([^"]+)"', html)
    assert client.post(back, follow_redirects=False).status_code == 303
    assert "Nothing is in here" in seen(client, "/history/bin")
    assert client.get(f"/measure/{kept.id}").status_code == 200


def test_a_search_finds_measurements_too(client: TestClient, house: House):
    put_measurement(house.workspace.diary, a_measurement(note="After a walk"))
    html = client.get("/history/list?words=walk").text
    assert "Measured" in words_of_page(html)
    assert "/measure/" in html
    assert "No entry fits" not in html
    assert "Measured" not in words_of_page(client.get("/history/list?words=sleep").text)
