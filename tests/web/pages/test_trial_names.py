"""What an experiment tries has a name, also where this version does not know it."""

from __future__ import annotations

from dataclasses import replace

from tried import a_trial

from quietmuscle.base.text import say
from quietmuscle.web.pages.trial_names import strategy_name


def test_a_known_strategy_has_its_name_and_another_keeps_its_id() -> None:
    plan = a_trial().protocol
    assert say(strategy_name(plan)) == "A warm compress"
    assert say(strategy_name(replace(plan, strategy="moonlight"))) == "Strategy moonlight"
