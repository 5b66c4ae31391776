"""Experiments for tests: plain ones, and hypothesis strategies of all that can be kept of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import TYPE_CHECKING

from entries import CALF
from entries import NOW_UTC
from entries import TODAY
from entries import an_episode
from entries import an_id
from entries import ids
from entries import instants
from entries import recent_days
from entries import scores
from entries import site_refs
from entries import texts
from entries import told
from hypothesis import strategies as st

from quietmuscle.base.clock import StoppedClock
from quietmuscle.flow.suiting import answer_health
from quietmuscle.infer.trial_design import protocol_of
from quietmuscle.model.care import Answer
from quietmuscle.model.health import HealthItem
from quietmuscle.model.kept_measurement import MadeWith
from quietmuscle.model.kept_trial import KeptLook
from quietmuscle.model.kept_trial import KeptPair
from quietmuscle.model.kept_trial import KeptTrial
from quietmuscle.model.kept_trial import SensorSource
from quietmuscle.model.kept_trial import TrialNote
from quietmuscle.model.kept_trial import note_id
from quietmuscle.model.trial import Arm
from quietmuscle.model.trial import Excuse
from quietmuscle.model.trial import Outcome
from quietmuscle.model.trial import Pace
from quietmuscle.model.trial_answer import ArmSummary
from quietmuscle.model.trial_answer import Effect
from quietmuscle.model.trial_answer import Look
from quietmuscle.model.trial_answer import Pair
from quietmuscle.model.trial_answer import Reason
from quietmuscle.model.trial_answer import TrialAnswer
from quietmuscle.model.trial_answer import Verdict
from quietmuscle.model.trial_answer import Why

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from quietmuscle.flow.workspace import Workspace

HALVED = Effect(
    is_ratio=True,
    middle=0.5,
    low_80=0.4,
    high_80=0.63,
    low_90=0.36,
    high_90=0.7,
    low_95=0.33,
    high_95=1.08,
    better=0.99,
)
"""An effect that is most likely there."""

SIDE = ArmSummary(planned=14, logged=13, excused=1, told=12, followed=11, mean=6.25)
PROMISING = TrialAnswer(
    verdict=Verdict.PROMISING,
    reasons=(Reason(why=Why.BETWEEN, found=0.8, wanted=0.5),),
    units_done=13,
    units_planned=14,
    ended=True,
    with_it=SIDE,
    without_it=replace(SIDE, mean=None),
    looks=(),
    next_look=None,
    effect=HALVED,
)
SEED = "00112233445566778899aabbccddeeff"


def a_trial(
    first_day: date = TODAY,
    *,
    trial_id: UUID | None = None,
    pace: Pace = Pace.FAST,
    units: int = 14,
    outcome: Outcome = Outcome.TWITCHES,
    seed: str = SEED,
    any_time: bool = False,
) -> KeptTrial:
    """An experiment with a warm compress."""
    protocol = protocol_of(
        trial_id=trial_id or an_id(),
        made_at_utc=NOW_UTC,
        strategy="warm_compress",
        what_i_do="Ten minutes on the calf after dinner",
        pace=pace,
        units=units,
        outcome=outcome,
        first_day=first_day,
        seed=seed,
        any_time=any_time,
    )
    source = SensorSource(site=CALF, made_with=MadeWith.CAMERA)
    return KeptTrial(
        id=protocol.id,
        protocol=protocol,
        sensor=source if outcome is Outcome.SENSOR else None,
    )


def a_look(number: int = 1, *, verdict: Verdict | None = None, day: date = TODAY) -> Look:
    """A look after half of the pairs that decided nothing."""
    return Look(
        number=number,
        units=7 * number,
        last_day=day,
        statistic=-0.25,
        p_helps=0.078125,
        p_worse=0.9375,
        allowed_helps=0.0078125,
        allowed_worse=0.0,
        verdict=verdict,
    )


def a_kept_pair(number: int, difference: float | None = -0.5, day: date = TODAY) -> KeptPair:
    """A pair on which bets were settled."""
    return KeptPair(
        settled_on=day, pair=Pair(number=number, difference=difference, enough=number % 2 == 0)
    )


_numbers = st.floats(allow_nan=False, allow_infinity=False)
looks = st.builds(
    Look,
    number=st.just(1),
    units=st.integers(1, 42),
    last_day=recent_days,
    statistic=_numbers,
    p_helps=st.floats(0, 1),
    p_worse=st.floats(0, 1),
    allowed_helps=st.floats(0, 1),
    allowed_worse=st.floats(0, 1),
    verdict=st.none() | st.sampled_from(Verdict),
)


def _kept(
    protocol: dict[str, object],
    look: KeptLook | None,
    source: SensorSource,
    days: int | None,
    agreed_on: date | None,
    differences: list[float | None],
) -> KeptTrial:
    sealed = protocol_of(units=10, **protocol)  # type: ignore[arg-type]
    first = sealed.first_day
    return KeptTrial(
        id=sealed.id,
        protocol=sealed,
        sensor=source if Outcome.SENSOR in (sealed.outcome, sealed.second_outcome) else None,
        agreed_on=agreed_on,
        stopped_on=None if days is None else first + timedelta(days=days),
        looks=() if look is None else (look,),
        pairs=tuple(
            a_kept_pair(number, difference) for number, difference in enumerate(differences, 1)
        ),
    )


def kept_trials(ids: st.SearchStrategy[UUID] = ids) -> st.SearchStrategy[KeptTrial]:
    """All that an experiment of the diary can be."""
    protocols = st.fixed_dictionaries(
        {
            "trial_id": ids,
            "made_at_utc": instants,
            "strategy": st.sampled_from(["warm_compress", "of_a_newer_version"]),
            "what_i_do": texts,
            "pace": st.sampled_from([Pace.MEDIUM, Pace.SLOW]),
            "outcome": st.sampled_from([Outcome.SENSOR, Outcome.SCORE]),
            "second_outcome": st.sampled_from([None, Outcome.TWITCHES]),
            "first_day": recent_days,
            "seed": st.binary(min_size=16, max_size=16).map(bytes.hex),
        }
    )
    return st.builds(
        _kept,
        protocol=protocols,
        look=st.none() | st.builds(KeptLook, taken_on=recent_days, look=looks),
        source=st.builds(SensorSource, site=site_refs, made_with=st.sampled_from(MadeWith)),
        days=st.none() | st.integers(0, 40),
        agreed_on=st.none() | recent_days,
        differences=st.lists(st.none() | st.floats(-1e6, 1e6), max_size=10),
    )


def trial_notes(ids: st.SearchStrategy[UUID] = ids) -> st.SearchStrategy[TrialNote]:
    """All that can be told of a day of an experiment."""
    return st.builds(
        lambda trial, day, **said: TrialNote(id=note_id(trial, day), trial=trial, day=day, **said),
        trial=ids,
        day=recent_days,
        followed=told,
        excuse=st.none() | st.sampled_from(Excuse),
        minutes=st.none() | st.integers(0, 1440),
        score_0_10=scores,
    )


def on_day(workspace: Workspace, day: date) -> Workspace:
    """The same diary at eleven in the morning of a day."""
    at = datetime.combine(day, time(11), tzinfo=UTC)
    return replace(workspace, clock=StoppedClock(instant_utc=at))


def log_days(workspace: Workspace, first: date, counts: Iterable[int | None]) -> None:
    """So many twitches on each day from the first on; 0 is "none today", None is not logged."""
    diary = workspace.diary
    for ahead, count in enumerate(counts):
        day = first + timedelta(days=ahead)
        if count == 0:
            diary.days.say_none(day, True, change_id=an_id(), recorded_at_utc=NOW_UTC)
        elif count is not None:
            at = datetime.combine(day, time(10), tzinfo=UTC)
            episode = an_episode(at, count=count)
            diary.episodes.put(episode, change_id=an_id(), recorded_at_utc=at)


def all_no(workspace: Workspace) -> None:
    """A person with nothing that stands against a strategy, as told today."""
    for item in HealthItem:
        answer_health(workspace, item, Answer.NO)


def helped_counts(trial: KeptTrial, usual: int = 12) -> list[int]:
    """Days as of a strategy that halves twitches, with a little up and down."""
    wobble = (0, 2, -1, 1, -2, 3, -3)
    return [
        (usual // 2 if arm is Arm.WITH else usual) + wobble[place % 7]
        for place, arm in enumerate(trial.protocol.arms)
    ]


def another_plan(trial: KeptTrial) -> KeptTrial:
    """The same experiment under another plan."""
    return replace(trial, protocol=replace(trial.protocol, what_i_do="Something else"))
