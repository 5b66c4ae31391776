"""The details of a twitch as questions, for the sheet after recording and for an entry's page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.base.text import _
from quietmuscle.model.words import DOING
from quietmuscle.model.words import KINDS
from quietmuscle.model.words import LASTED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quietmuscle.model.episode import Episode


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer to touch: its value as JSON, and its words."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A question about a twitch, with its answers; none of them needs to be chosen.

    `is_scale` says that the answers are numbers, which need little room.
    """

    name: str
    legend: str
    answers: tuple[Answer, ...]
    hint: str = ""
    is_scale: bool = False


_YES_NO = ((True, _("Yes")), (False, _("No")))
_SCORES = tuple((score, str(score)) for score in range(11))


def details(told: Episode | None = None) -> tuple[Detail, ...]:
    """The questions with what was told chosen, or with nothing chosen."""
    return (
        _detail(told, "kind", _("What it felt like"), KINDS.items()),
        _scale(
            told,
            "intensity_0_10",
            _("How strong"),
            _("0 is not felt at all, 10 is the strongest you can imagine."),
        ),
        _scale(
            told,
            "bother_0_10",
            _("How much it bothers you"),
            _("0 is not at all, 10 is more than you can bear."),
        ),
        _detail(told, "lasted", _("How long one lasted"), LASTED.items()),
        _detail(told, "painful", _("Does it hurt?"), _YES_NO),
        _detail(told, "weak", _("Is the place weak?"), _YES_NO),
        _detail(told, "stiff", _("Is the place stiff?"), _YES_NO),
        _detail(told, "doing", _("What you were doing"), DOING.items()),
    )


def _detail(
    told: Episode | None, name: str, legend: str, answers: Iterable[tuple[object, str]]
) -> Detail:
    chosen = None if told is None else getattr(told, name)
    return Detail(
        name=name,
        legend=legend,
        answers=tuple(
            Answer(value=json.dumps(value), words=words, chosen=value == chosen)
            for value, words in answers
        ),
    )


def _scale(told: Episode | None, name: str, legend: str, hint: str) -> Detail:
    asked = _detail(told, name, legend, _SCORES)
    return Detail(name=name, legend=legend, answers=asked.answers, hint=hint, is_scale=True)
