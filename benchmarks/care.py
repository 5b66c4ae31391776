"""Every figure that we promise of the care check, measured in one run.

    ./run python benchmarks/care.py                     1,000 interviews, all proofs
    ./run python benchmarks/care.py --scenarios 50 --claims 2    a quick look

The proofs need z3, which `./run test` brings.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from figures import Beside
from figures import Figure
from figures import machine
from figures import print_figures
from figures import quantile
from figures import write_json
from quietmuscle.advise.care_course import care_course
from quietmuscle.advise.triage import triage
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.medicines import medicines
from quietmuscle.knowledge.statements import status_shares
from quietmuscle.model.care import Answer
from quietmuscle.model.care import CareProfile
from quietmuscle.model.care import CareScenario
from quietmuscle.model.care import TakenMedicine
from quietmuscle.model.care import Tier

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "scenarios" / "care"
HELPERS = ROOT / "tests" / "helpers"
SEED = 20261123
WHOLE = 1000
TRIES = 3
SCREENS_OF = 200
EXPLAINING = ("clear_trigger", "calf_after_exercise", "known_benign_unchanged")
HARMLESS = (
    "age_45_or_over", "takes_statin_fibrate", "takes_fampridine", "takes_lithium",
    "had_botulinum_toxin", "has_baclofen_pump", "takes_ppi_3_months", "recurrent_cramps_tingling",
)  # fmt: skip
"""What a person may say yes to and still look after themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """A care check from its first question to its result.

    `stages` are the scenarios that were weighed on the way.
    """

    tier: Tier
    questions: tuple[str, ...]
    stages: tuple[CareScenario, ...]


def main() -> int:
    """Measure everything and print it."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--scenarios", type=int, default=WHOLE, help="interviews to sample")
    asked.add_argument("--claims", type=int, help="prove only so many of the claims")
    asked.add_argument("--json", type=Path, help="keep the figures in this file, too")
    wishes = asked.parse_args()
    random = Random(SEED)
    calm = safe_interviews(wishes.scenarios, random)
    any_kind = [any_interview(random) for _ in range(wishes.scenarios)]
    figures = [
        *evaluations(calm, any_kind),
        *burden(calm),
        *least_possible(),
        *rules_with_scenarios(),
        *shares(),
        *proofs(wishes.claims),
    ]
    besides = instead(calm)
    print_figures(figures, besides)
    sys.stdout.write(f"\n{machine()}\n")
    if wishes.json:
        write_json(wishes.json, figures, besides)
    return int(any(figure.verdict == "FALLS SHORT" for figure in figures))


# ------------------------------------------------------------------ interviews


def interview(person: CareScenario, truth: Mapping[str, Answer]) -> Interview:
    """Answer what is missing, as it is true, until there is a result."""
    ruleset, stages, asked = care_ruleset(), [], []
    answers: dict[str, Answer] = dict(person.answers)
    while True:
        scenario = CareScenario(
            answers=dict(answers), medicines=person.medicines, profile=person.profile
        )
        stages.append(scenario)
        result = triage(scenario, ruleset)
        if result.tier is not None:
            return Interview(tier=result.tier, questions=tuple(asked), stages=tuple(stages))
        asked += result.missing
        answers |= {name: truth[name] for name in result.missing}


def safe_interviews(count: int, random: Random) -> list[Interview]:
    """Interviews of people for whom self-care is safe."""
    found: list[Interview] = []
    while len(found) < count:
        calm = dict.fromkeys(care_ruleset().questions, Answer.NO) | {"adult": Answer.YES}
        calm |= {name: Answer.YES for name in HARMLESS if random.random() < 0.15}
        calm[random.choice(EXPLAINING)] = Answer.YES
        calm["medicine_list_complete"] = random.choice((Answer.YES, Answer.NO))
        one = interview(_person(random, calm), calm)
        if one.tier is Tier.T4:
            found.append(one)
    return found


def any_interview(random: Random) -> Interview:
    """The interview of somebody with a few signs, known or not."""
    truth = dict.fromkeys(care_ruleset().questions, Answer.NO) | {"adult": Answer.YES}
    for name in random.sample(list(truth), random.randint(0, 6)):
        truth[name] = random.choice(tuple(Answer))
    return interview(_person(random, truth), truth)


def _person(random: Random, truth: Mapping[str, Answer]) -> CareScenario:
    """What is known before the first question: a list and a profile, or one, or neither."""
    listed = None
    if random.random() < 0.5:
        chosen = random.sample(medicines(), random.randint(0, 5))
        listed = tuple(
            TakenMedicine(name=each.name, classes=each.classes, started_days_ago=400)
            for each in chosen
        )
    profile = CareProfile()
    if random.random() < 0.5:
        age = random.randint(45, 80) if truth["age_45_or_over"] is Answer.YES else 30
        profile = CareProfile(age_years=age, pregnant=False, kidney_disease=False)
    return CareScenario(medicines=listed, profile=profile)


# --------------------------------------------------------------------- figures


def evaluations(*kinds: list[Interview]) -> list[Figure]:
    """How long one evaluation takes, over every stage of every interview."""
    stages = [stage for kind in kinds for each in kind for stage in each.stages]
    ruleset, took = care_ruleset(), []
    gc.collect()
    for scenario in stages:
        tries = []
        for _ in range(TRIES):
            begin = time.perf_counter()
            triage(scenario, ruleset)
            tries.append((time.perf_counter() - begin) * 1000)
        took.append(min(tries))
    how = (
        f"{len(stages)} scenarios: each stage of {sum(map(len, kinds))} interviews, "
        f"the quickest of {TRIES} each"
    )
    return [
        Figure(
            name="one evaluation, median", value=quantile(took, 0.5), unit="ms", target=1, how=how
        ),
        Figure(
            name="one evaluation, p95", value=quantile(took, 0.95), unit="ms", target=1, how=how
        ),
    ]


def burden(calm: list[Interview]) -> list[Figure]:
    """What is asked before self-care is said to be safe."""
    questions = [len(each.questions) for each in calm]
    screens = [
        len(care_course(each.stages[-1], care_ruleset()).steps) for each in calm[:SCREENS_OF]
    ]
    how = (
        f"{len(calm)} sampled people for whom self-care is safe, with and without list and profile"
    )
    return [
        Figure(
            name="questions before self-care, median",
            value=quantile(questions, 0.5),
            unit="",
            how=how,
        ),
        Figure(name="questions before self-care, fewest", value=min(questions), unit="", how=how),
        Figure(name="questions before self-care, most", value=max(questions), unit="", how=how),
        Figure(
            name="screens before self-care, median",
            value=quantile(screens, 0.5),
            unit="",
            how=f"as the pages show them to the first {len(screens)} of them; "
            "a screen that is come back to counts again",
        ),
    ]


def least_possible() -> list[Figure]:
    """The fewest answers that any self-care can rest on, found by z3."""
    names = (
        "fewest answers before self-care, possible at all",
        "fewest answers before self-care, nothing known before",
    )
    if not _has_z3():
        return [Figure(name=name, value=None, unit="", how=NO_Z3) for name in names]
    sys.path.insert(0, str(HELPERS))
    from care_proofs import fewest_answers

    everything, nothing = fewest_answers(known_before=True), fewest_answers(known_before=False)
    return [
        Figure(
            name=names[0], value=everything, unit="",
            how="z3, over every scenario, with whatever list, profile and diary",
        ),
        Figure(
            name=names[1], value=nothing, unit="",
            how="z3, over every scenario without list, profile and diary",
        ),
    ]  # fmt: skip


def rules_with_scenarios() -> list[Figure]:
    """How many rules have a golden scenario in which they hold, and one in which they do not."""
    expected = [json.loads(path.read_text("utf-8")) for path in GOLDEN.glob("*.expected.json")]
    rules = [rule.id for rule in care_ruleset().rules]
    holding = {rule for each in expected for rule in each.get("rules", ())}
    missed = {rule for each in expected for rule in each.get("not_rules", ())}
    without = [rule for rule in rules if rule not in holding or rule not in missed]
    return [
        Figure(
            name="rules without golden scenarios", value=len(without), unit="", target=0,
            how=f"of {len(rules)}: one where it holds, one where it just does not; "
            f"{len(expected)} scenarios",
        )
    ]  # fmt: skip


def shares() -> list[Figure]:
    """Which part of what is said about health was read, recalled, or is our own judgement."""
    rules = care_ruleset().rules
    found = [
        Figure(
            name=f"statements: {share.status.value}", value=round(100 * share.share, 1), unit="%",
            how=f"{share.count} sentences about health outside the rules",
        )
        for share in status_shares()
    ]  # fmt: skip
    for status in FactStatus:
        count = sum(rule.status is status for rule in rules)
        found.append(
            Figure(
                name=f"reasons of rules: {status.value}", value=round(100 * count / len(rules), 1),
                unit="%", how=f"{count} of {len(rules)} rules; what to do and to say is judgement",
            )
        )  # fmt: skip
    return found


NO_Z3 = "z3 is missing; ./run test brings it"


def _has_z3() -> bool:
    return importlib.util.find_spec("z3") is not None


def proofs(most: int | None) -> list[Figure]:
    """How long all proofs take, or so many of them, and whether each holds."""
    if not _has_z3():
        return [
            Figure(name="all proofs", value=None, unit="s", target=60, how=NO_Z3),
            Figure(name="claims not proven", value=None, unit="", target=0, how=NO_Z3),
        ]
    sys.path.insert(0, str(HELPERS))
    begin = time.perf_counter()
    from care_proofs import PROOFS

    every: tuple[Callable[[], object], ...] = PROOFS
    found = [prove() for prove in every[:most]]
    took = time.perf_counter() - begin
    failed = [each.claim for each in found if not each.proven]
    slowest = max(found, key=lambda each: each.took_s)
    return [
        Figure(
            name="all proofs", value=took, unit="s", target=60,
            how=f"{len(found)} of {len(every)} claims; the longest {slowest.took_s:.1f} s: "
            f"{slowest.claim}",
        ),
        Figure(
            name="claims not proven", value=len(failed), unit="", target=0,
            how="; ".join(failed) or "every one holds for every scenario",
        ),
    ]  # fmt: skip


def instead(calm: list[Interview]) -> list[Beside]:
    """The same task with what one could use instead."""
    ruleset = care_ruleset()
    asked = quantile([len(each.questions) for each in calm], 0.5)
    words = quantile([sum(map(_words, each.questions)) for each in calm], 0.5)
    table = sum(len(f"{rule.why} {rule.do} {rule.say}".split()) for rule in ruleset.rules)
    checklist = sum(map(_words, ruleset.questions))
    return [
        Beside(
            task="be told that self-care is safe", instead="a checklist of all questions",
            value=len(ruleset.questions), unit="questions", ours=asked,
        ),
        Beside(
            task="be told that self-care is safe", instead="a checklist of all questions",
            value=checklist, unit="words to read", ours=words,
        ),
        Beside(
            task="be told that self-care is safe", instead="reading all rules and their questions",
            value=checklist + table, unit="words to read", ours=words,
        ),
    ]  # fmt: skip


def _words(question: str) -> int:
    asked = care_ruleset().questions[question]
    return len(f"{asked.text} {asked.help}".split())


if __name__ == "__main__":
    raise SystemExit(main())
