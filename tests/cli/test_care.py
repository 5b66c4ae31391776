"""The care check on the command line."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.rows import KnowledgeError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def scenario(tmp_path: Path):
    def write(**fields: object) -> str:
        file = tmp_path / "scenario.json"
        file.write_text(json.dumps({"schema": 1, **fields}))
        return str(file)

    return write


def test_an_emergency_says_what_to_do_and_why(cli, scenario):
    told = cli("care", scenario(answers={"breathing": "yes"}, profile={"country": "US"}))
    assert told.code == 0
    assert told.out.startswith("T0  Emergency: call now")
    assert "Call 911." in told.out
    assert "[E01; R2. We read the sources of this sentence.]" in told.out
    assert "no diagnosis" in told.out


def test_programs_get_the_contract(cli, scenario):
    told = json.loads(cli("care", scenario(answers={"breathing": "yes"}), "--json").out)
    assert (told["schema"], told["tier"], told["rules"], told["missing"]) == (1, "T0", ["E01"], [])
    (reason,) = told["reasons"]
    assert (reason["code"], reason["rule"], reason["sources"]) == ("fired", "E01", ["R2"])
    assert told["ruleset_version"] == care_ruleset().version


def test_what_is_missing_is_asked_for(cli, scenario):
    told = json.loads(cli("care", scenario(), "--json").out)
    assert told["tier"] == "ask"
    assert told["missing"][0] == "breathing"
    assert "breathing: Do you struggle" in cli("care", scenario()).out


def test_every_question_is_listed_with_its_answers(cli):
    told = json.loads(cli("care", "--questions", "--json").out)
    assert [each["id"] for each in told["questions"]] == list(care_ruleset().questions)
    assert told["questions"][0]["answers"] == ["yes", "no", "dont_know"]
    assert told["questions"][0]["text"] in cli("care", "--questions").out


def test_every_rule_stands_in_the_table(cli):
    lines = cli("care", "--table").out.splitlines()
    for rule in care_ruleset().rules:
        assert any(line.startswith(f"{rule.id}  {rule.tier}") for line in lines)
    rows = json.loads(cli("care", "--table", "--json").out)["rules"]
    assert len(rows) == len(care_ruleset().rules)


def test_a_sign_that_is_not_known_is_said(cli, scenario):
    answers = dict.fromkeys(care_ruleset().questions, "no")
    answers |= {"adult": "yes", "infection": "yes", "breathing": "no"}
    assert "You said yes to: Do you have a fever" in cli("care", scenario(answers=answers)).out
    answers |= {"infection": "dont_know"}
    assert "You did not know: Do you have a fever" in cli("care", scenario(answers=answers)).out
    answers |= {"infection": "no"}
    assert "Nothing urgent fits." in cli("care", scenario(answers=answers)).out


def test_what_is_missing_for_self_care_is_said_in_the_words_of_the_questions(cli, scenario):
    calm = dict.fromkeys(care_ruleset().questions, "no") | {"adult": "yes", "clear_trigger": "yes"}
    told = cli("care", scenario(answers=calm | {"over_2_weeks": "dont_know"})).out
    assert "look after it yourself, more is needed." in told
    assert "You did not know: Has this twitching gone on for more than 2 weeks?" in told
    (reason,) = json.loads(
        cli("care", scenario(answers=calm | {"over_2_weeks": "dont_know"}), "--json").out
    )["reasons"]
    assert (reason["questions"], reason["unknown"]) == (["over_2_weeks"], ["over_2_weeks"])
    told = cli("care", scenario(answers=calm | {"painful": "yes"})).out
    assert "Your answer keeps it from self-care: " in told
    assert "made for adults" not in told
    told = cli("care", scenario(answers=calm | {"adult": "no"})).out
    assert "Quiet Muscle is made for adults." in told
    assert "You did not know" not in told
    assert "must explain" not in told
    told = cli("care", scenario(answers=calm | {"clear_trigger": "no"})).out
    assert "Something must explain the twitch, and nothing that you told does." in told


def test_an_unknown_question_is_refused(cli, scenario):
    told = cli("care", scenario(answers={"socks": "yes"}), "--json")
    assert (told.code, told.out) == (2, "")
    assert "socks" in told.err


def test_without_a_file_the_questions_are_asked_until_the_answer_is_sure(cli, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("n\nmaybe\ny\n"))
    told = cli("care")
    assert told.code == 0
    assert told.out.startswith("T0")
    assert "E02" in told.out


def test_a_damaged_table_is_named_and_the_diary_said_to_be_safe(cli, scenario, monkeypatch):
    def damaged(_):
        raise KnowledgeError("care/rules.toml, rule 3 (E03): 'why' must hold words")

    monkeypatch.setattr("quietmuscle.flow.care.read_scenario", damaged)
    told = cli("care", scenario())
    assert told.code == 2
    assert "care/rules.toml, rule 3 (E03)" in told.err
    assert "Your diary is safe." in told.err
