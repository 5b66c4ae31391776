from __future__ import annotations

import json


def test_none_yet(cli) -> None:
    assert cli("backup", "list").out == "No backups yet.\n"
    assert json.loads(cli("backup", "list", "--json").out) == []


def test_made_listed_and_brought_back(cli) -> None:
    cli("log", "calf.left")
    made = json.loads(cli("backup", "make", "--json").out)
    assert made["reason"] == "by_hand"
    assert cli("backup", "list").out.startswith(made["name"])
    cli("log", "thumb.right")
    told = cli("backup", "restore", made["name"])
    assert told.code == 0
    assert told.out.startswith(f"{made['name']} was brought back. What was there before is kept as")
    assert "right thumb" not in cli("history").out
    kept = json.loads(cli("backup", "list", "--json").out)[0]
    assert kept["reason"] == "before_restore"
    cli("backup", "restore", kept["name"])
    assert "right thumb" in cli("history").out


def test_made_in_words(cli) -> None:
    assert cli("backup", "make").out.startswith("Backup made: 000001-20261123T083000Z-by_hand")


def test_a_name_that_is_not_there_is_refused(cli) -> None:
    told = cli("backup", "restore", "gone")
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("quietmuscle: There is no backup called gone in ")


def test_a_damaged_diary_still_lists_and_brings_back(cli, in_london) -> None:
    cli("log", "calf.left")
    name = json.loads(cli("backup", "make", "--json").out)["name"]
    in_london.database_file.write_bytes(b"not a diary" * 1000)
    damaged = cli("history")
    assert damaged.code == 2
    assert damaged.err.count("\n") == 1
    assert name in cli("backup", "list").out
    assert cli("backup", "restore", name).code == 0
    assert "left calf" in cli("history").out
