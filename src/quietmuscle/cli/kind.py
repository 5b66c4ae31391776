"""What kind of twitch it may be, from answers in a file; never a diagnosis."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quietmuscle.cli.bench import answer
from quietmuscle.cli.bench import json_option
from quietmuscle.cli.bench import refusals

if TYPE_CHECKING:
    from quietmuscle.flow.kinds import OfferedQuestions
    from quietmuscle.model.kinds import KindFinding
    from quietmuscle.model.kinds import KindReason
    from quietmuscle.model.kinds import KindResult

HEADINGS = {
    "fits": "Fits",
    "partly": "Fits partly",
    "does_not_fit": "Does not fit",
    "open": "Not told enough",
}


@click.command("kind")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--questions", is_flag=True, help="List the questions and their answers instead.")
@json_option
def kind(*, file: Path | None, questions: bool, as_json: bool) -> None:
    """Compare answers with what feels like a twitch.

    FILE holds answers as {"answers": {"visible": ["yes"], …}}. Each question
    takes "dont_know" as well. This is no diagnosis; warning signs lead to the
    care check.
    """
    from quietmuscle.flow.kinds import kinds_of_file
    from quietmuscle.flow.kinds import offered_questions

    if questions:
        offered = offered_questions()
        answer(offered, as_json=as_json, words=lambda: _question_lines(offered))
        return
    if file is None:
        raise click.UsageError("Name a file with answers, or ask for --questions.")
    with refusals():
        result = kinds_of_file(file)
    answer(result, as_json=as_json, words=lambda: _result_lines(result))


def _question_lines(offered: OfferedQuestions) -> str:
    lines = []
    for question in offered.questions:
        several = " (several answers)" if question.several else ""
        lines.append(f"{question.id}: {question.text}{several}")
        lines += [
            f"  {each.id}: {each.words}{' -> care check' if each.leads_to_care else ''}"
            for each in question.answers
        ]
    return "\n".join(lines)


def _result_lines(result: KindResult) -> str:
    from quietmuscle.knowledge.facts import fact

    outcomes = {
        "care": "kinds_care",
        "one": "kinds_one",
        "several": "kinds_several",
        "cannot_tell": "kinds_cannot_tell",
    }
    lines = [fact(outcomes[result.outcome]).text] if result.outcome in outcomes else []
    lines += [f"  {each.question}: {', '.join(each.answers)}" for each in result.care]
    for value, heading in HEADINGS.items():
        found = [each for each in result.findings if each.fit == value]
        if found:
            lines += ["", f"{heading}:"]
        for each in found:
            lines += _finding_lines(each)
    if result.next_question is not None:
        lines += ["", f"Tell next: {result.next_question}"]
    if not result.care:
        lines += ["", fact("kinds_no_diagnosis").text]
    return "\n".join(lines).lstrip("\n")


def _finding_lines(finding: KindFinding) -> list[str]:
    from quietmuscle.knowledge.lookalikes import lookalike

    return [
        f"  {lookalike(finding.lookalike).name}",
        *(f"    + {_reason(why)}" for why in finding.speaks_for),
        *(f"    - {_reason(why)}" for why in finding.speaks_against),
    ]


def _reason(why: KindReason) -> str:
    from quietmuscle.knowledge.facts import fact

    return f"{why.question}: {', '.join(why.answers)}. {fact(why.fact).text}"
