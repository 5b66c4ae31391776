"""How well the questions tell kinds of twitches apart, on the vignettes of tests/scenarios/kinds.

    ./run python benchmarks/kinds.py

The vignettes were written from the same clinical table as the questions, by the
same hands and before anything was tuned on them. They show that the table is
carried out, not how people fare with it: nobody has tried that yet.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from figures import Figure
from figures import machine
from figures import print_figures
from figures import quantile
from quietmuscle.advise.kinds import kinds
from quietmuscle.knowledge.kinds import kind_questions
from quietmuscle.model.kinds import DONT_KNOW
from quietmuscle.model.kinds import Fit
from quietmuscle.model.kinds import KindAnswer
from quietmuscle.model.kinds import KindResult

SCENARIOS = Path(__file__).parents[1] / "tests" / "scenarios" / "kinds"


def answer(question: str, *answers: str) -> KindAnswer:
    """One answer."""
    return KindAnswer(question=question, answers=answers)


def interview(answers: dict[str, KindAnswer]) -> tuple[KindResult, int]:
    """The questions as the page asks them; the result and how many there were."""
    given: list[KindAnswer] = []
    result = kinds(given)
    while result.next_question:
        question = result.next_question
        given.append(answers.get(question, answer(question, DONT_KNOW)))
        result = kinds(given)
    return result, len(given)


def fitting(result: KindResult) -> set[str]:
    """What fits."""
    return {finding.lookalike for finding in result.of(Fit.FITS)}


def main() -> int:
    """Print every figure."""
    scenes = [json.loads(path.read_text("utf-8")) for path in sorted(SCENARIOS.glob("*.json"))]
    told = [{q: answer(q, *a) for q, a in scene["answers"].items()} for scene in scenes]
    right, asked = 0, []
    for scene, answers in zip(scenes, told, strict=True):
        result, count = interview(answers)
        right += result.outcome == scene["outcome"] and fitting(result) == set(scene["fits"])
        asked.append(count)
    changed, misled, unknown, astray = 0, 0, 0, 0
    for scene, answers in zip(scenes, told, strict=True):
        if not scene["fits"]:
            continue
        for question in kind_questions():
            if question.care or question.id not in answers:
                continue
            for value in question.ids:
                if answers[question.id].answers == (value,):
                    continue
                fits = fitting(kinds({**answers, question.id: answer(question.id, value)}.values()))
                other = bool(fits) and not fits & set(scene["fits"])
                if value == DONT_KNOW:
                    unknown, astray = unknown + 1, astray + other
                else:
                    changed, misled = changed + 1, misled + other
    took = []
    for answers in told:
        start = time.perf_counter()
        kinds(answers.values())
        took.append((time.perf_counter() - start) * 1000)
    many = f"{len(scenes)} vignettes"
    print(machine())
    print_figures(
        [
            Figure(name="vignettes with the expected result", value=right, unit="", how=many),
            Figure(name="vignettes", value=len(scenes), unit="", how="3 or more a look-alike"),
            Figure(name="questions, median", value=quantile(asked, 0.5), unit="", how=many),
            Figure(name="questions, most", value=max(asked), unit="", how=many),
            Figure(
                name="only another kind fits after one wrong answer",
                value=100 * misled / changed,
                unit="%",
                how=f"{changed} vignettes with one answer changed",
            ),
            Figure(
                name="only another kind fits after one unknown answer",
                value=100 * astray / unknown,
                unit="%",
                target=0,
                how=f"{unknown} vignettes with one answer left out",
            ),
            Figure(name="one weighing, p95", value=quantile(took, 0.95), unit="ms", how=many),
        ],
        [],
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
