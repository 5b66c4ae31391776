from __future__ import annotations

import json
from datetime import UTC
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from quietmuscle.base.zone import DEFAULT_DAY_START
from quietmuscle.model.episode import Episode
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.moment import moment_at
from quietmuscle.model.site import read_site
from quietmuscle.web.details import details

EPISODE = Episode(
    id=UUID(int=1),
    moment=moment_at(
        datetime(2026, 11, 20, 8, tzinfo=UTC), ZoneInfo("Europe/London"), DEFAULT_DAY_START
    ),
    sites=(read_site("calf.left"),),
    kind=FeltKind.CRAMP,
    intensity_0_10=0,
    painful=True,
    weak=False,
)


def chosen(told: Episode | None) -> dict[str, list[object]]:
    return {
        detail.name: [json.loads(answer.value) for answer in detail.answers if answer.chosen]
        for detail in details(told)
    }


def test_every_optional_answer_of_an_episode_is_asked_for():
    asked = {detail.name for detail in details()}
    assert asked == {
        "kind",
        "intensity_0_10",
        "bother_0_10",
        "lasted",
        "painful",
        "weak",
        "stiff",
        "doing",
    }
    assert all(getattr(EPISODE, name, "missing") != "missing" for name in asked)


def test_nothing_is_chosen_until_it_is_told():
    assert set(map(len, chosen(None).values())) == {0}


def test_what_was_told_is_chosen_and_no_is_not_the_same_as_untold():
    assert chosen(EPISODE) == {
        "kind": ["cramp"],
        "intensity_0_10": [0],
        "bother_0_10": [],
        "lasted": [],
        "painful": [True],
        "weak": [False],
        "stiff": [],
        "doing": [],
    }


def test_a_score_of_one_is_not_taken_for_yes():
    by_name = {detail.name: detail for detail in details(EPISODE)}
    assert [answer.value for answer in by_name["intensity_0_10"].answers] == [
        str(score) for score in range(11)
    ]
    assert by_name["intensity_0_10"].is_scale
    assert not by_name["painful"].is_scale
