"""The pages about what is known of medicines: sourced, honest, and never an all-clear."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID
from uuid import uuid5

import pytest
from page_words import words_of_page

from quietmuscle.knowledge.medicines import medicines

if TYPE_CHECKING:
    from starlette.testclient import TestClient

PAGES = ("check", "questions", "over-time", "search", "search?text=x", "known/baclofen")


def tell(
    client: TestClient, name: str, day: str = "2026-09-01", action: str = "started", **more: str
) -> None:
    address = f"/api/medicines/{uuid5(NAMESPACE_OID, name + day + action)}"
    body = {"name": name, "action": action, "day": day, **more}
    assert client.put(address, json=body).status_code == 200


def seen(client: TestClient, address: str) -> str:
    answer = client.get(f"/medicines/{address}")
    assert answer.status_code == 200
    return words_of_page(answer.text)


def searched(client: TestClient, text: str) -> str:
    answer = client.post("/medicines/search", data={"text": text})
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("address", ["check", "questions", "over-time"])
def test_an_empty_page_says_what_will_be_here_and_offers_one_step(
    client: TestClient, address: str
) -> None:
    html = client.get(f"/medicines/{address}").text
    assert "Here" in html
    assert html.count('class="button main"') == 1
    assert 'href="/medicines/new"' in html


def test_a_misspelling_gives_names_to_choose_from(client: TestClient) -> None:
    html = searched(client, "baclofem")
    words = words_of_page(html)
    assert "Is it one of these?" in words
    assert "Compare letter by letter with the box." in words
    assert 'href="/medicines/known/baclofen"' in html


def test_a_name_that_is_looked_up_stands_in_no_address(client: TestClient) -> None:
    tell(client, "Wundermittel")
    assert '<form method="post" action="/medicines/search"' in client.get("/medicines/search").text
    for address in ("/medicines", "/medicines/check"):
        html = client.get(address).text
        assert 'href="/medicines/search"' in html
        assert "search?" not in html
    assert "baclofen" not in client.get("/medicines/search?text=baclofen").text


def test_what_is_not_in_the_list_is_no_all_clear(client: TestClient) -> None:
    words = words_of_page(searched(client, "wundermittel"))
    assert "We know nothing of it." in words
    assert "ask your pharmacist" in words
    tell(client, "Wundermittel <b>")
    words = seen(client, "check")
    assert "Wundermittel <b>" in words
    assert "That does not mean that they are free of problems" in words


def test_a_medicine_shows_what_is_known_how_sure_and_from_where(client: TestClient) -> None:
    words = seen(client, "known/fampridine")
    assert "fampridine (dalfampridine)" in words
    assert "Its EU label names tremor and tingling as common" in words
    assert "From the text of a label that we read." in words
    assert "Weak kidneys" in words
    assert "European Union Fampyra" in words
    assert "897026 (product)" in words
    assert "We checked this sentence on 23 November 2026" in words


def test_a_medicine_names_the_others_that_it_matters_with(client: TestClient) -> None:
    words = seen(client, "known/tizanidine")
    assert "fluvoxamine, ciprofloxacin Tell somebody today Tizanidine must not be taken" in words
    assert "more of our list Ask about it These medicines each make people drowsy." in words


def test_every_medicine_has_its_page(client: TestClient) -> None:
    for entry in medicines()[::12]:
        assert entry.name in seen(client, f"known/{entry.id}")


def test_a_medicine_that_the_list_lacks_has_no_page(client: TestClient) -> None:
    answer = client.get("/medicines/known/wundermittel")
    assert answer.status_code == 404
    assert "ask your pharmacist" in answer.text


def test_the_check_begins_with_what_is_unknown_and_what_is_for_today(client: TestClient) -> None:
    for name in ("Tizanidine", "Ciprofloxacin", "Desmopressin", "Furosemide"):
        tell(client, name)
    words = seen(client, "check")
    assert "Ciprofloxacin + Tizanidine Tell somebody today" in words
    assert "Do not drink more than your doctor or nurse told you" in words
    assert "Furosemide, Tizanidine: can lower potassium" in words
    assert "Tizanidine: do not stop it suddenly" in words


def test_a_stop_not_long_ago_leads_to_the_care_check(client: TestClient) -> None:
    tell(client, "Baclofen")
    tell(client, "Baclofen", "2026-11-20", "stopped")
    html = client.get("/medicines/check").text
    assert "Stopped or missed not long ago" in html
    assert 'href="/care"' in html


def test_without_a_remark_nothing_is_called_safe(client: TestClient) -> None:
    tell(client, "Ocrelizumab")
    words = seen(client, "check")
    assert "Our list has no remark about two of them together. It is short" in words
    for address in PAGES:
        assert "no problem" not in seen(client, address).casefold()
        assert "is safe" not in seen(client, address).casefold()


def test_the_questions_are_printable_and_name_what_is_taken(client: TestClient) -> None:
    tell(client, "Sertraline", dose="50 mg")
    tell(client, "Tramadol")
    words = seen(client, "questions")
    assert "Sertraline, 50 mg" in words
    assert "I take Sertraline and Tramadol." in words
    assert 'id="print" hidden' in client.get("/medicines/questions").text


def test_the_timeline_tells_days_and_no_reason(client: TestClient) -> None:
    tell(client, "Baclofen", "2026-10-20")
    tell(client, "Sumatriptan", action="taken", taken_at="2026-11-02T12:00:00Z", zone="Etc/UTC")
    for day in range(1, 31):
        for month in ("10", "11"):
            client.put(f"/api/days/2026-{month}-{day:02}/none")
    words = seen(client, "over-time")
    assert "Baclofen Started (20 October 2026)" in words
    assert "do not show that the medicine is the reason" in words
    assert "Sumatriptan: Took a dose as needed" in words
    assert "2 November 2026, 12:00" in words
    for word in ("because", "caused", "due to", "helped", "works"):
        assert word not in words.split("Before and after each change")[1]


def test_the_timeline_without_a_logged_day_has_no_chart(client: TestClient) -> None:
    tell(client, "Baclofen", "2026-10-20")
    words = seen(client, "over-time")
    assert "No day of this time is logged" in words
    assert "We cannot tell: too few days are logged (0 before, 0 after" in words


def test_the_list_links_to_what_is_known_and_points_out_what_was_told_twice(
    client: TestClient,
) -> None:
    tell(client, "Baclofen", "2026-01-01")
    tell(client, "baclofen", "2026-02-01")
    tell(client, "Lioresal", "2026-02-01")
    html = client.get("/medicines").text
    assert 'href="/medicines/known/baclofen"' in html
    words = words_of_page(html)
    assert "is told as started twice: on 1 January 2026 and on 1 February 2026" in words
    assert "are the same medicine, as far as we know" in words


def test_i_take_this_opens_the_form_with_the_medicine_chosen(client: TestClient) -> None:
    html = client.get("/medicines/new?name=baclofen&catalogue=baclofen").text
    assert 'name="catalogue_id" value="baclofen"' in html
    html = client.get("/medicines/new?name=x&catalogue=wundermittel").text
    assert 'name="catalogue_id" value=""' in html
    tell(client, "My pills", catalogue_id="tizanidine")
    html = client.get("/medicines/new?name=My%20pills&action=missed").text
    assert 'name="catalogue_id" value="tizanidine"' in html
