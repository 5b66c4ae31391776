"""The words under `quietmuscle trial`."""

from __future__ import annotations


def test_what_can_be_done_is_listed(cli):
    told = cli("trial", "--help")
    assert told.code == 0
    assert {"analyse", "plan", "simulate"} <= set(told.out.split())
