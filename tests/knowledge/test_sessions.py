"""The guided sessions: whole, slow, never hot, and with a way for those who may do less."""

from __future__ import annotations

from importlib.resources import files

import pytest

from quietmuscle.knowledge.limits import limits
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import rows_of
from quietmuscle.knowledge.sessions import FILE
from quietmuscle.knowledge.sessions import StepKind
from quietmuscle.knowledge.sessions import muscles
from quietmuscle.knowledge.sessions import read_tables
from quietmuscle.knowledge.sessions import session_or_none
from quietmuscle.knowledge.sessions import session_sentences
from quietmuscle.knowledge.sessions import sessions
from quietmuscle.knowledge.sessions import step
from quietmuscle.knowledge.sessions import steps
from quietmuscle.knowledge.statements import statements

TABLE = files("quietmuscle.knowledge").joinpath(FILE).read_text("utf-8")


def read(text: str):
    return read_tables(*(rows_of(text, name, FILE) for name in ("step", "muscle", "session")))


def test_the_five_sessions_and_how_long_they_last() -> None:
    assert {each.id: each.minutes for each in sessions()} == {
        "settle": 12,
        "night_cramp": 7,
        "heat_day": 13,
        "stress": 10,
        "desk": 7,
    }
    assert sessions()[0].seconds == 720
    assert session_or_none("settle") is sessions()[0]
    assert session_or_none("of_a_newer_version") is None


def test_the_calf_is_stretched_as_in_the_trial() -> None:
    holds = step("stretch_calf").holds
    assert holds is not None
    assert (holds.hold_s, holds.rest_s, holds.times, holds.sides) == (10, 10, 3, 2)
    assert step("stretch_calf").seconds == holds.total_s == 120
    custom = {each.id for each in steps() if each.custom}
    assert custom == {"stretch_forearm", "stretch_foot", "stretch_neck"}
    assert all("M50" in {s.id for s in step(each).sources} for each in custom)


def test_breathing_is_slow_and_said_to_be_shallow() -> None:
    breathing = [each for each in steps() if each.kind is StepKind.BREATHE]
    assert breathing
    for each in breathing:
        assert each.breath is not None
        assert (each.breath.in_s, each.breath.out_s) == (4, 6)
        assert "no deeper than usual" in each.spoken
        assert each.needs == "slow_breathing"
    assert not any("deep breath" in words.lower() for words in session_sentences())


def test_warmth_has_its_limits_and_cold_in_its_place() -> None:
    warm = step("warm")
    assert (warm.most_s, warm.needs, warm.instead) == (600, "warm_compress", "cool")
    assert "40 °C at most" in warm.text
    assert "Never fall asleep" in warm.spoken
    forbidding = {
        each.item
        for each in limits()
        if each.strategy == "warm_compress" and each.effect == "not_offered"
    }
    forbidding |= set(warm.never_with)
    assert forbidding >= {"numb_skin", "heat_sensitive", "pump", "fever"}


def test_every_muscle_has_its_step_and_whoever_may_not_stretch_lets_it_be() -> None:
    assert [each.id for each in muscles()][-1] == "elsewhere"
    for each in muscles():
        found = step(each.step)
        assert found.needs is None or step(str(found.instead)).needs is None


def test_every_step_is_a_statement_with_its_standing() -> None:
    told = {each.id for each in statements()}
    assert {f"session_steps.{each.id}" for each in steps()} <= told


def test_every_sentence_is_translated() -> None:
    found = session_sentences()
    assert step("warm").half_time in found
    assert "Small and quiet breaths are enough." in found
    assert "" not in found


def test_a_step_that_is_not_there_is_our_fault() -> None:
    with pytest.raises(KnowledgeError, match="no step 'handstand'"):
        step("handstand")


@pytest.mark.parametrize(
    ("what", "instead", "reason"),
    [
        ("breath = { in_s = 4, out_s = 6 }", "breath = { in_s = 1, out_s = 1 }", "fast breathing"),
        ("breath = { in_s = 4, out_s = 6 }", "breath = { in_s = 4 }", "must hold in_s, out_s"),
        ("breath = { in_s = 4, out_s = 6 }", "", "breathing has a pacer"),
        ("most_s = 600", "most_s = 660", "ten minutes at most"),
        ("most_s = 600", "most_s = 9999", "too long"),
        ('needs = "warm_compress"', 'needs = "cooling"', "warmth needs its limits"),
        ('half_time = "Half time.', 'half_times = "Half time.', "no field 'half_times'"),
        ('never_with = ["pump"]', 'never_with = ["wings"]', "no item 'wings'"),
        ("times = 3, sides = 2", "times = 4, sides = 2", "its holds do not fill it"),
        ("seconds = 120", "seconds = true", "whole number"),
        ("seconds = 120", "seconds = 0", "whole number"),
        ("cues = [{ at = 90,", "cues = [{ at = 120,", "after its end"),
        ("cues = [{ at = 90,", "cues = [{ on = 90,", "a cue has"),
        ("at = 60, words", "at = 170, words", "one after the other"),
        ("cues = [{ at = 75,", "cues = 3 # [{ at = 75,", "must be a list"),
        ('kind = "prepare"', 'kind = "jump"', "one of"),
        ('drawing = "calf"', 'drawing = "cow"', "one of"),
        ('instead = "loosen"', 'instead = "cartwheel"', "no step 'cartwheel'"),
        ('instead = "loosen"', 'instead = "stretch_calf"', "in a circle"),
        ('instead = "loosen"', "", "has something instead"),
        ('id = "listen"', 'id = "breathe"', "twice"),
        ('"touch", "close"]', '"touch"]', "close is the last"),
        ('status = "judgement"', 'status = "read"', "its sources"),
        ('words = ["Go to', 'words = [] # ["Go to', "says nothing"),
    ],
)
def test_a_damaged_table_is_refused(what: str, instead: str, reason: str) -> None:
    assert what in TABLE
    with pytest.raises(KnowledgeError, match=reason):
        read(TABLE.replace(what, instead, 1))


def test_the_table_as_it_is_can_be_read() -> None:
    assert len(read(TABLE).steps) == len(steps())
