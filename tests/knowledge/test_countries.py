from __future__ import annotations

import pytest

from quietmuscle.base.text import say
from quietmuscle.knowledge import countries
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row

EU_A_TO_G = ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR"]
EU_H_TO_Z = [
    "HR",
    "HU",
    "IE",
    "IT",
    "LT",
    "LU",
    "LV",
    "MT",
    "NL",
    "PL",
    "PT",
    "RO",
    "SE",
    "SI",
    "SK",
]
GOOD: dict[str, object] = {
    "code": "GB",
    "name": "United Kingdom",
    "numbers": ["999"],
    "status": "read",
    "sources": ["aosp_ecc"],
}


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("GB", "999"),
        ("US", "911"),
        ("CA", "911"),
        ("AU", "000"),
        ("NZ", "111"),
        ("CH", "144"),
        ("JP", "119"),
        ("IN", "112"),
        ("BR", "192"),
        ("MX", "911"),
        ("NO", "113"),
        ("SE", "112"),
        ("ZA", "112"),
    ],
)
def test_the_number_to_call(code: str, number: str) -> None:
    found = countries.country(code)
    assert found is not None
    assert found.number == number
    assert found.status == "read"


def test_112_reaches_help_everywhere_in_the_eu_and_in_its_neighbours() -> None:
    for code in [*EU_A_TO_G, *EU_H_TO_Z, "IS", "LI", "NO", "CH", "GB"]:
        found = countries.country(code)
        assert found is not None
        assert "112" in found.numbers, code


def test_countries_are_in_the_order_of_their_names() -> None:
    names = [country.name for country in countries.countries()]
    assert names == sorted(names)
    assert len(names) == len(set(names)) > 80


def test_what_is_remembered_has_no_source() -> None:
    recalled = [country for country in countries.countries() if country.status == "recalled"]
    assert {country.code for country in recalled} >= {"KR"}
    assert all(not country.sources for country in recalled)


def test_the_words_name_the_number() -> None:
    assert say(countries.emergency_call("US")) == "Call 911."
    assert say(countries.emergency_call("GB")) == "Call 999 or 112."


@pytest.mark.parametrize("code", [None, "ZZ", "gb"])
def test_we_never_guess_a_number_of_a_country(code: str | None) -> None:
    assert countries.country(code) is None
    assert say(countries.emergency_call(code)).startswith("Call your local emergency number")


@pytest.mark.parametrize(
    "change",
    [
        {"code": "UK1"},
        {"numbers": []},
        {"numbers": ["911", "call us"]},
        {"numbers": ["1"]},
        {"status": "guessed"},
        {"sources": []},
        {"status": "recalled"},
        {"sources": ["nobody"]},
    ],
)
def test_a_country_that_contradicts_itself_is_a_fault(change: dict[str, object]) -> None:
    countries.read_country(Row(place="made up", fields=GOOD))
    with pytest.raises(KnowledgeError):
        countries.read_country(Row(place="made up", fields={**GOOD, **change}))


def test_a_code_stands_once(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = (Row(place="made up", fields=GOOD),) * 2
    monkeypatch.setattr(countries, "read_rows", lambda _file, _table: twice)
    with pytest.raises(KnowledgeError, match="stands twice"):
        countries._table.__wrapped__()
