from __future__ import annotations

import json
from datetime import timedelta

import pytest
from entries import TODAY
from entries import a_medicine_change
from shelves import put_medicine

from quietmuscle.model.medicine import MedicineAction
from quietmuscle.model.medicine import MedicineChange
from quietmuscle.store.diary import open_diary


@pytest.fixture
def told(location, clock):
    """Keep medicines in the diary that the commands open."""

    def tell(*changes: MedicineChange) -> None:
        diary = open_diary(location, clock.now_utc())
        for change in changes:
            put_medicine(diary, change)
        diary.close()

    return tell


def test_an_empty_list_says_so(cli) -> None:
    assert cli("medicines", "list").out.strip() == "No medicine is told yet."


def test_alone_it_lists_and_the_folder_may_stand_before_or_after(cli, told, tmp_path) -> None:
    told(a_medicine_change(name="Baclofen"))
    assert cli("medicines").out == cli("medicines", "list").out != ""
    assert json.loads(cli("medicines", "--json").out)["courses"][0]["name"] == "Baclofen"
    other = str(tmp_path / "other")
    for words in (["--folder", other], ["list", "--folder", other], ["--folder", other, "list"]):
        assert cli("medicines", *words).out.strip() == "No medicine is told yet."


def test_what_is_taken_is_listed(cli, told) -> None:
    day = TODAY - timedelta(days=30)
    needed = a_medicine_change(day, name="Sumatriptan")
    stopped = a_medicine_change(day, name="Amantadine")
    told(
        a_medicine_change(day, name="Baclofen", dose="10 mg"),
        MedicineChange(id=needed.id, day=day, name="Sumatriptan", action=MedicineAction.TAKEN),
        MedicineChange(id=stopped.id, day=day, name="Amantadine", action=MedicineAction.STOPPED),
    )
    lines = cli("medicines", "list").out.splitlines()
    assert lines == [
        f"Baclofen 10 mg  since {day}",
        f"Sumatriptan  last taken as needed on {day}",
        f"Amantadine  stopped on {day}",
    ]
    found = json.loads(cli("medicines", "list", "--json").out)
    assert [each["name"] for each in found["courses"]] == ["Baclofen", "Sumatriptan", "Amantadine"]


def test_the_check_says_what_is_known_and_what_is_not(cli, told) -> None:
    told(*(a_medicine_change(name=name) for name in ("Tizanidine", "Ciprofloxacin", "Wunder")))
    words = cli("medicines", "check").out
    assert "Wunder\n  Not in our list: ask your pharmacist." in words
    assert "Ciprofloxacin + Tizanidine" in words
    assert "[read: R17, R18]" in words
    assert "1. I take Ciprofloxacin and Tizanidine." in words
    assert "Our list is short." in words
    found = json.loads(cli("medicines", "check", "--json").out)
    assert found["not_in_list"] == ["Wunder"]
    assert found["combinations"][0]["interaction"]["weight"] == "today"


def test_a_search_marks_what_is_exact(cli) -> None:
    assert cli("medicines", "search", "baclofem").out.splitlines()[0] == "? baclofen  [baclofen]"
    assert cli("medicines", "search", "lioresal").out.splitlines()[0] == (
        "= Lioresal (baclofen)  [baclofen]"
    )
    assert "ask your pharmacist" in cli("medicines", "search", "zzzzzz").out
    found = json.loads(cli("medicines", "search", "baclofem", "--json").out)["found"]
    assert (found[0]["id"], found[0]["exact"]) == ("baclofen", False)


def test_that_nothing_is_taken_can_be_said_and_taken_back(cli) -> None:
    assert cli("medicines", "none").out.strip() == f"No medicines are taken, as told on {TODAY}."
    assert json.loads(cli("medicines", "list", "--json").out)["none_on"] == str(TODAY)
    assert cli("medicines", "none", "--undo").out.strip() == "No medicine is told yet."


def test_that_nothing_is_taken_is_refused_where_something_is(cli, told) -> None:
    told(a_medicine_change(name="Baclofen"))
    refused = cli("medicines", "none")
    assert refused.code != 0
    assert "Your list holds a medicine" in refused.err


def test_a_misspelt_medicine_is_offered_what_may_be_meant(cli, told) -> None:
    told(a_medicine_change(name="Baclofin"), a_medicine_change(name="Qqqqqq"))
    words = cli("medicines", "list").out
    assert "Baclofin is not in our list. Did you mean baclofen" in words
    assert "Qqqqqq is not" not in words
    (first, second) = json.loads(cli("medicines", "list", "--json").out)["unknown"]
    assert first["did_you_mean"][0]["id"] == "baclofen"
    assert second["did_you_mean"] == []
