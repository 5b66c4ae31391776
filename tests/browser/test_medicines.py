"""Medicines and the page for the neurologist, in few fields."""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from zoneinfo import ZoneInfo

from steps import until

if TYPE_CHECKING:
    from playwright.sync_api import Page


def changes(server) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = server.get("/api/medicines")["changes"]
    return found


def add(page: Page, name: str, dose: str) -> None:
    page.get_by_role("link", name="Add a medicine").tap()
    page.get_by_label("Name, as on the box").fill(name)
    page.get_by_label("Dose", exact=True).fill(dose)
    page.get_by_role("button", name="Save").tap()
    page.wait_for_url("**/medicines")


def test_a_medicine_is_added_its_dose_changed_and_stopped(server, visit):
    page = visit(f"{server.address}/medicines")
    add(page, "Baclofen <b>", "5 mg three times a day")
    page.get_by_role("link", name="Dose changed Baclofen").tap()
    assert page.get_by_label("Name, as on the box").input_value() == "Baclofen <b>"
    page.get_by_label("Dose", exact=True).fill("10 mg")
    page.get_by_role("button", name="Save").tap()
    page.wait_for_url("**/medicines")
    page.get_by_role("link", name="Stopped Baclofen").tap()
    page.get_by_role("button", name="Save").tap()
    page.get_by_role("heading", name="No longer taken").wait_for()
    assert {each["action"] for each in changes(server)} == {"started", "dose_changed", "stopped"}
    assert {each["name"] for each in changes(server)} == {"Baclofen <b>"}
    today = (datetime.now(ZoneInfo("Europe/London")) - timedelta(hours=4)).date()
    assert {each["day"] for each in changes(server)} == {str(today)}


def test_a_change_is_deleted_and_taken_back_by_keyboard(server, visit):
    page = visit(f"{server.address}/medicines")
    add(page, "Baclofen", "5 mg")
    page.locator(".changes a").press("Enter")
    page.get_by_role("button", name="Delete this entry").press("Enter")
    page.get_by_text("Deleted. It stays in the bin for 30 days.").wait_for()
    assert changes(server) == []
    assert page.evaluate("document.activeElement.id") == "gone"
    page.get_by_role("button", name="Undo").press("Enter")
    until(lambda: [each["dose"] for each in changes(server)] == ["5 mg"])
    until(lambda: page.evaluate("document.activeElement.id") == "name")


def test_a_form_that_is_sent_before_the_page_is_ready_is_kept_and_not_put_into_the_address(
    server, visit
):
    page = visit(f"{server.address}/medicines")
    held = []

    def hold(route):
        held.append(route)

    page.route("**/medicine.js", hold)
    page.goto(f"{server.address}/medicines/new", wait_until="commit")
    page.get_by_label("Name, as on the box").fill("Baclofen")
    page.get_by_role("button", name="Save").tap()
    until(lambda: held, page)
    assert page.url.endswith("/medicines/new")
    assert changes(server) == []
    held[0].continue_()
    page.wait_for_url("**/medicines")
    assert [each["name"] for each in changes(server)] == ["Baclofen"]


def test_a_refusal_is_said_in_words_and_nothing_is_lost(server, visit):
    page = visit(f"{server.address}/medicines/new")
    page.get_by_label("Name, as on the box").fill("   ")
    page.get_by_label("Note").fill("a long story")
    page.get_by_role("button", name="Save").tap()
    until(lambda: page.get_by_role("alert").inner_text() != "")
    assert page.get_by_label("Note").input_value() == "a long story"
    assert changes(server) == []


def test_the_top_of_the_report_is_saved_line_by_line(server, visit):
    server.send(
        "PUT", "/api/episodes/01990000-0000-7000-8000-000000000001", {"sites": ["calf.left"]}
    )
    page = visit(f"{server.address}/report")
    page.get_by_label("Name").fill("Ada Example")
    page.get_by_label("Name").blur()
    page.get_by_label("Type of MS, as you were told").select_option("not_sure")
    page.get_by_label("Question 2").fill("Is it a spasm?")
    page.get_by_label("Question 2").blur()
    until(lambda: server.get("/api/person")["questions"] == ["Is it a spasm?"])
    assert server.get("/api/person")["name"] == "Ada Example"
    assert server.get("/api/person")["ms_type"] == "not_sure"
    with page.expect_download() as download:
        page.get_by_role("button", name="Save it as a file (PDF)").tap()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    year = page.get_by_label("Diagnosed in the year")
    year.fill("1500")
    year.blur()
    page.locator(".saved.bad").wait_for()
    assert server.get("/api/person")["diagnosed_year"] is None


def test_a_misspelt_name_gives_medicines_to_choose_from(server, visit):
    page = visit(f"{server.address}/medicines/new")
    page.get_by_label("Name, as on the box").press_sequentially("alburetol")
    page.get_by_role("button", name="albuterol (salbutamol)").tap()
    assert page.get_by_label("Name, as on the box").input_value() == "albuterol"
    page.get_by_text("In our list: salbutamol").wait_for()
    page.get_by_role("button", name="Save").tap()
    page.wait_for_url("**/medicines")
    assert [each["catalogue_id"] for each in changes(server)] == ["salbutamol"]
    page.get_by_role("link", name="What is known of salbutamol").tap()
    page.get_by_role("heading", name="Salts of the blood").wait_for()


def test_only_a_whole_name_is_taken_by_itself_and_can_be_refused(server, visit):
    page = visit(f"{server.address}/medicines/new")
    name = page.get_by_label("Name, as on the box")
    name.press_sequentially("baclofe")
    page.get_by_text("Is it one of these?").wait_for()
    assert page.locator("#catalogue").input_value() == ""
    name.press_sequentially("n")
    until(lambda: page.locator("#catalogue").input_value() == "baclofen")
    page.get_by_role("button", name="baclofen pump").wait_for()
    page.get_by_role("button", name="That is another medicine").tap()
    assert page.locator("#catalogue").input_value() == ""
    page.get_by_role("button", name="Save").tap()
    page.wait_for_url("**/medicines")
    assert [(each["name"], each["catalogue_id"]) for each in changes(server)] == [
        ("baclofen", None)
    ]


def test_a_medicine_that_the_list_lacks_keeps_its_own_words(server, visit):
    page = visit(f"{server.address}/medicines/new")
    page.get_by_label("Name, as on the box").press_sequentially("Zzwunder")
    page.get_by_text("Not in our list. Your own words are kept").wait_for()
    page.get_by_role("button", name="Save").tap()
    page.get_by_text("Not in our list: ask your pharmacist.").wait_for()


def test_a_dose_taken_as_needed_may_have_its_time(server, visit):
    page = visit(f"{server.address}/medicines/new?name=Sumatriptan&action=taken")
    page.get_by_label("Time, if you know it").fill("05:30")
    page.get_by_role("button", name="Save").tap()
    page.wait_for_url("**/medicines")
    (dose,) = changes(server)
    assert dose["action"] == "taken"
    local = datetime.fromisoformat(dose["taken_at"]).astimezone(ZoneInfo(dose["zone"]))
    assert (local.hour, local.minute) == (5, 30)
    page.get_by_text("last taken as needed on").wait_for()


def test_the_check_and_its_questions_are_a_few_touches_away(server, visit):
    for number, name in enumerate(("Tizanidine", "Ciprofloxacin", "Wundermittel")):
        server.send(
            "PUT",
            f"/api/medicines/01990000-0000-7000-8000-00000000000{number}",
            {"day": "2026-11-01", "name": name, "action": "started"},
        )
    page = visit(f"{server.address}/medicines")
    page.get_by_role("link", name="Medicine check").tap()
    page.get_by_text("Tell somebody today").wait_for()
    page.get_by_role("link", name="Questions to ask").tap()
    page.get_by_text("I take Ciprofloxacin and Tizanidine.").wait_for()
    page.get_by_role("button", name="Print").wait_for()


def test_a_medicine_is_looked_up_and_its_name_stays_out_of_the_address(server, visit) -> None:
    page = visit(f"{server.address}/medicines/search")
    page.get_by_label("Generic or brand name").fill("baclofem")
    page.get_by_role("button", name="Look up").click()
    page.get_by_role("link", name="baclofen").first.wait_for()
    assert page.url == f"{server.address}/medicines/search"
