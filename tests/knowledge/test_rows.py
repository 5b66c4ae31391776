from __future__ import annotations

from datetime import date

import pytest

from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_folder
from quietmuscle.knowledge.rows import rows_of


def row(**fields: object) -> Row:
    return Row(place="made_up.toml, entry 1", fields=fields)


def test_fields_are_read_with_their_types() -> None:
    entry = row(name="calf", others=["shin"], read_on=date(2026, 11, 23))
    assert entry.text("name") == "calf"
    assert entry.text("absent", "") == ""
    assert entry.texts("others") == ("shin",)
    assert entry.texts("absent") == ()
    assert entry.day("read_on") == date(2026, 11, 23)
    entry.only("name", "others", "read_on")


@pytest.mark.parametrize("value", [7, "", "  ", ["calf"]])
def test_a_name_must_be_words(value: object) -> None:
    with pytest.raises(KnowledgeError, match=r"made_up\.toml, entry 1: 'name' must hold words"):
        row(name=value).text("name")


def test_a_missing_name_is_a_fault() -> None:
    with pytest.raises(KnowledgeError):
        row().text("name")


@pytest.mark.parametrize("value", ["calf", [1], {"a": "b"}])
def test_a_list_must_hold_words(value: object) -> None:
    with pytest.raises(KnowledgeError):
        row(others=value).texts("others")


@pytest.mark.parametrize("value", ["2026-11-23", None])
def test_a_date_must_be_a_date(value: object) -> None:
    with pytest.raises(KnowledgeError):
        row(read_on=value).day("read_on")


def test_a_field_of_another_name_is_a_slip_of_the_pen() -> None:
    with pytest.raises(KnowledgeError, match="no field 'naem'"):
        row(naem="calf").only("name")


def test_rows_keep_their_order_and_know_their_place() -> None:
    rows = rows_of('[[site]]\ncode = "b"\n[[site]]\ncode = "a"\n', "site", "sites.toml")
    assert [entry.text("code") for entry in rows] == ["b", "a"]
    assert rows[1].place == "sites.toml, site 2"
    assert rows_of("", "site", "sites.toml") == ()


def test_an_entry_with_an_id_is_named_by_it() -> None:
    (entry,) = rows_of('[[site]]\nid = "calf"\n', "site", "sites.toml")
    assert entry.place == "sites.toml, site 1 (calf)"


@pytest.mark.parametrize(
    "text", ['[[site]]\ncode = "b\n', "[[site]]\n[[sit", "[site]\na = 1\n", "site = [1]\n"]
)
def test_a_damaged_file_is_named(text: str) -> None:
    with pytest.raises(KnowledgeError, match=r"^sites\.toml: "):
        rows_of(text, "site", "sites.toml")


def test_a_line_that_is_damaged_is_named() -> None:
    with pytest.raises(KnowledgeError, match="line 2"):
        rows_of('[[site]]\ncode = "b\n', "site", "sites.toml")


def test_a_table_can_be_split_over_a_folder() -> None:
    places = [row.place for row in read_folder("facts", "fact")]
    files = list(dict.fromkeys(place.split(",")[0] for place in places))
    assert files == sorted(files)
    assert {"facts/about.toml", "facts/emergencies.toml"} <= set(files)
