from __future__ import annotations

import json
from datetime import timedelta

from entries import TODAY


def test_an_empty_list_says_so(cli) -> None:
    assert cli("labs", "list").out.strip() == "No blood result is entered yet."
    assert json.loads(cli("labs", "list", "--json").out) == []


def test_a_result_is_entered_with_its_own_range_and_listed_the_newest_first(cli) -> None:
    yesterday = str(TODAY - timedelta(days=1))
    told = cli(
        "labs", "add", "magnesium", "0.71", "mmol/L", "--low", "0.73", "--high", "1.06",
        "--on", yesterday, "--note", "fasting",
    )  # fmt: skip
    assert told.code == 0
    line = f"{yesterday}  Magnesium 0.71 mmol/L  Below your laboratory's range, 0.73 to 1.06 mmol/L"
    assert told.out.splitlines()[0] == line
    cli("labs", "add", "sodium", "140", "mmol/L")
    lines = cli("labs", "list").out.splitlines()
    assert lines[0].startswith(f"{TODAY}  Sodium 140 mmol/L  Within a common range")
    assert lines[1] == line
    (first, second) = json.loads(cli("labs", "list", "--json").out)
    assert (first["result"]["analyte"], first["reading"]["lies"]) == ("sodium", "within")
    assert (second["result"]["note"], second["reading"]["own_range"]) == ("fasting", True)


def test_a_number_that_fits_another_unit_is_kept_only_after_a_second_look(cli) -> None:
    refused = cli("labs", "add", "magnesium", "2.0", "mmol/L")
    assert (refused.code, refused.out) == (2, "")
    assert "usual in mg/dL" in refused.err
    assert "look at the paper again" in refused.err
    assert cli("labs", "list").out.strip() == "No blood result is entered yet."
    assert cli("labs", "add", "magnesium", "2.0", "mmol/L", "--unit-is-right").code == 0
    assert "2 mmol/L" in cli("labs", "list").out


def test_what_needs_help_soon_says_so(cli) -> None:
    words = cli("labs", "add", "potassium", "6.8", "mmol/L").out.splitlines()
    assert len(words) == 2
    reading = json.loads(cli("labs", "list", "--json").out)[0]["reading"]
    assert reading["danger"] is not None


def test_what_cannot_be_is_refused_in_one_sentence(cli) -> None:
    for words in (
        ("magnesium", "-1", "mmol/L"),
        ("gold", "1", "mmol/L"),
        ("sodium", "140", "mg/dL", "--low", "9", "--high", "1"),
        ("sodium", "140", "mmol/L", "--on", "tomorrow"),
        ("sodium", "140", "mmol/L", "--on", "14:05"),
    ):
        refused = cli("labs", "add", *words)
        assert refused.code == 2, words
        assert refused.err.count("\n") == 1, words
