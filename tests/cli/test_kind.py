from __future__ import annotations

import json

CLONUS = {
    "warning": ["none"],
    "illness": ["none"],
    "medicines": ["none"],
    "rhythm": ["regular"],
    "moves_joint": ["yes"],
    "when": ["pressing"],
    "eases": ["position"],
}


def kept(folder, answers) -> str:
    file = folder / "answers.json"
    file.write_text(json.dumps({"answers": answers}))
    return str(file)


def test_a_kind_with_its_reasons(cli, tmp_path) -> None:
    file = kept(tmp_path, CLONUS)
    words = cli("kind", file).out
    assert words.startswith(
        "One kind fits what you said.\n\nFits:\n  Regular beating (clonus)\n    + "
    )
    assert "Does not fit:" in words
    assert "not a diagnosis" in words
    told = json.loads(cli("kind", file, "--json").out)
    assert told["outcome"] == "one"
    assert told["care"] == []


def test_a_warning_leads_to_the_care_check(cli, tmp_path) -> None:
    words = cli("kind", kept(tmp_path, {"warning": ["weakness"]})).out
    assert "should be looked at first" in words
    assert "warning: weakness" in words
    assert "diagnosis" not in words


def test_what_to_tell_next(cli, tmp_path) -> None:
    assert "Tell next: warning" in cli("kind", kept(tmp_path, {})).out


def test_the_questions(cli) -> None:
    words = cli("kind", "--questions").out
    assert "weakness: A part of my body is weaker -> care check" in words
    told = json.loads(cli("kind", "--questions", "--json").out)
    assert len(told["questions"]) == 14


def test_refusals_are_one_sentence(cli, tmp_path) -> None:
    for words in (
        ("kind",),
        ("kind", str(tmp_path / "no.json")),
        ("kind", kept(tmp_path, {"a": ["b"]})),
    ):
        told = cli(*words)
        assert told.code == 2
        assert len(told.err.strip().splitlines()) == 1
