"""The care check on the command line: for scenarios in files, and question by question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO
from typing import TYPE_CHECKING

import click

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.cli.bench import answer
from quietmuscle.cli.bench import json_option
from quietmuscle.cli.bench import refusals

if TYPE_CHECKING:
    from quietmuscle.flow.care import CareCard
    from quietmuscle.flow.care_table import CareTable
    from quietmuscle.knowledge.care_questions import CareQuestion
    from quietmuscle.model.care import CareResult
    from quietmuscle.model.care import CareScenario

ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedQuestion:
    """A question with the answers that it takes."""

    id: str
    screen: str
    text: str
    help: str
    red_flag: bool
    only_if: str | None
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedQuestions:
    """Every question, in the order of asking."""

    schema: int
    ruleset_version: str
    questions: tuple[PrintedQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedReason:
    """A reason for a tier, with the words and sources of its rule."""

    code: str
    tier: str
    rule: str | None
    questions: tuple[str, ...]
    unknown: tuple[str, ...]
    why: str | None
    status: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedResult:
    """What the care check says, for programs."""

    schema: int
    tier: str
    at_least: str | None
    rules: tuple[str, ...]
    missing: tuple[str, ...]
    reasons: tuple[PrintedReason, ...]
    contradictions: tuple[str, ...]
    do: tuple[str, ...]
    sooner: tuple[str, ...]
    say: tuple[str, ...]
    ruleset_version: str


@click.command("care")
@click.argument("scenario", type=click.File("rb"), required=False, metavar="[FILE]")
@click.option("--questions", is_flag=True, help="List every question with its answers.")
@click.option("--table", is_flag=True, help="Print all rules, for a clinician to review.")
@json_option
def care(*, scenario: IO[bytes] | None, questions: bool, table: bool, as_json: bool) -> None:
    """Tell how soon help is needed.

    FILE holds a scenario in JSON ("-" reads it from another program); without
    a file the questions are asked here. It does not diagnose.
    """
    with refusals():
        if questions:
            answer(listed := _questions(), as_json=as_json, words=lambda: _question_lines(listed))
        elif table:
            from quietmuscle.flow.care_table import care_table

            answer(rows := care_table(), as_json=as_json, words=lambda: _table_lines(rows))
        else:
            _weigh(scenario, as_json=as_json)


def _weigh(source: IO[bytes] | None, *, as_json: bool) -> None:
    from quietmuscle.flow.care import care as weigh
    from quietmuscle.flow.care import care_card
    from quietmuscle.flow.care import read_scenario

    scenario = _asked() if source is None else read_scenario(source.read())
    result = weigh(scenario)
    card = care_card(result, scenario.profile.country)
    answer(_printed(result, card), as_json=as_json, words=lambda: _words(result, card))


def _asked() -> CareScenario:
    """A scenario whose questions are asked one by one at the terminal."""
    from quietmuscle.flow.care import care as weigh
    from quietmuscle.knowledge.care_rules import care_ruleset
    from quietmuscle.model.care import Answer
    from quietmuscle.model.care import CareScenario

    letters = {"y": Answer.YES, "n": Answer.NO, "d": Answer.DONT_KNOW}
    answers: dict[str, Answer] = {}
    while missing := weigh(CareScenario(answers=answers)).missing:
        for name in missing:
            question = care_ruleset().questions[name]
            click.echo(f"\n{say(question.message)}", err=True)
            if question.help:
                click.echo(say(Message(question.help)), err=True)
            letter = click.prompt(
                say(Message(_("y = yes, n = no, d = I don't know"))),
                type=click.Choice(list(letters)),
                show_choices=False,
                err=True,
            )
            answers[name] = letters[letter]
            if weigh(CareScenario(answers=answers)).tier is not None:
                break
    return CareScenario(answers=answers)


def _printed(result: CareResult, card: CareCard | None) -> PrintedResult:
    from quietmuscle.knowledge.care_rules import care_ruleset
    from quietmuscle.model.care import SCENARIO_SCHEMA

    reasons = []
    for reason in result.reasons:
        rule = None if reason.rule is None else care_ruleset().rule(reason.rule)
        reasons.append(
            PrintedReason(
                code=reason.code,
                tier=reason.tier,
                rule=reason.rule,
                questions=reason.questions,
                unknown=reason.unknown,
                why=None if rule is None else say(Message(rule.why)),
                status=None if rule is None else rule.status,
                sources=() if rule is None else tuple(source.id for source in rule.sources),
            )
        )
    return PrintedResult(
        schema=SCENARIO_SCHEMA,
        tier=result.tier or ASK,
        at_least=result.at_least,
        rules=result.rules,
        missing=result.missing,
        reasons=tuple(reasons),
        contradictions=result.contradictions,
        do=() if card is None else tuple(map(say, _called(card))),
        sooner=() if card is None else tuple(map(say, card.sooner)),
        say=() if card is None else tuple(map(say, card.say)),
        ruleset_version=result.ruleset_version,
    )


def _called(card: CareCard) -> tuple[Message, ...]:
    return card.do if card.call is None else (card.call, *card.do)


def _words(result: CareResult, card: CareCard | None) -> str:
    if card is None:
        lines = [say(Message(_("These questions must be answered first:"))), ""]
        return "\n".join([*lines, *_missing_lines(result)])
    lines = [f"{card.tier}  {say(card.name)}", ""]
    lines += [say(each) for each in _called(card)]
    lines += _part(_("Why:"), tuple(_why(card)))
    lines += _part(_("Call sooner:"), tuple(map(say, card.sooner)))
    lines += _part(_("What to say on the phone:"), tuple(map(say, card.say)))
    lines += ["", say(Message(_("This is no diagnosis. If you are not sure, call.")))]
    return "\n".join(lines)


def _part(title: str, sentences: tuple[str, ...]) -> list[str]:
    return ["", say(Message(title)), *(f"  {each}" for each in sentences)] if sentences else []


def _why(card: CareCard) -> list[str]:
    from quietmuscle.knowledge.facts import status_words

    found = []
    for rule in card.rules:
        sources = ", ".join(source.id for source in rule.sources)
        found.append(
            f"{say(Message(rule.why))} [{rule.id}; {sources}. {say(status_words(rule.status))}]"
        )
    found += _said(_("You said yes to: {question}"), card.signs)
    found += [say(each) for each in card.missing]
    found += _said(_("Your answer keeps it from self-care: {question}"), card.against)
    return found + _said(_("You did not know: {question}"), card.unknown)


def _said(words: str, questions: tuple[CareQuestion, ...]) -> list[str]:
    return [say(Message(words, {"question": each.message})) for each in questions]


def _missing_lines(result: CareResult) -> list[str]:
    from quietmuscle.knowledge.care_rules import care_ruleset

    questions = care_ruleset().questions
    return [f"{name}: {say(questions[name].message)}" for name in result.missing]


def _questions() -> PrintedQuestions:
    from quietmuscle.knowledge.care_rules import care_ruleset
    from quietmuscle.model.care import SCENARIO_SCHEMA
    from quietmuscle.model.care import Answer

    ruleset = care_ruleset()
    return PrintedQuestions(
        schema=SCENARIO_SCHEMA,
        ruleset_version=ruleset.version,
        questions=tuple(
            PrintedQuestion(
                id=question.id,
                screen=question.screen,
                text=say(question.message),
                help=say(Message(question.help)) if question.help else "",
                red_flag=question.red_flag,
                only_if=question.only_if,
                answers=tuple(Answer),
            )
            for question in ruleset.questions.values()
        ),
    )


def _question_lines(listed: PrintedQuestions) -> str:
    return "\n".join(f"{each.id}: {each.text}" for each in listed.questions)


def _table_lines(table: CareTable) -> str:
    lines = [f"Rules {table.version}", ""]
    for rule in table.rules:
        lines += [
            f"{rule.id}  {rule.tier}  {rule.status} ({', '.join(rule.sources)})",
            f"  when    {rule.in_words}",
            f"  why     {rule.why}",
            f"  do      {rule.do}",
            f"  say     {rule.say}",
        ]
        lines += [f"  sooner  {rule.sooner}"] if rule.sooner else []
        lines.append("")
    lines += ["Warning signs that count without a rule (our judgement)", ""]
    lines += [f"{sign.alone}  {sign.id}: {sign.text}" for sign in table.signs]
    return "\n".join([*lines, "", f"T4 only with: {table.self_care}"])
