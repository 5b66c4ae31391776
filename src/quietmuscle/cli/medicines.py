"""What is taken, what is known of it, and the search for a medicine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.cli.bench import Bench
from quietmuscle.cli.bench import Tools
from quietmuscle.cli.bench import answer
from quietmuscle.cli.bench import folder_option
from quietmuscle.cli.bench import json_option
from quietmuscle.cli.bench import opened
from quietmuscle.cli.bench import pass_tools

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quietmuscle.flow.medicine_account import CheckTold
    from quietmuscle.flow.medicine_account import SearchTold
    from quietmuscle.flow.medicines import MedicineList
    from quietmuscle.model.medicine import MedicineCourse


@click.group("medicines", invoke_without_command=True)
@folder_option
@json_option
@click.pass_context
def medicines(context: click.Context, *, folder: Path | None, as_json: bool) -> None:
    """List what is taken, check it, or look a medicine up; alone, it lists."""
    told = {"folder": folder, "as_json": as_json}
    context.default_map = dict.fromkeys(medicines.commands, told)
    if context.invoked_subcommand is None:
        context.invoke(list_, folder=folder, as_json=as_json)


@medicines.command("list")
@folder_option
@json_option
@pass_tools
def list_(tools: Tools, *, folder: Path | None, as_json: bool) -> None:
    """List what is taken and what was, as the diary tells it."""
    with opened(tools, folder) as bench:
        from quietmuscle.flow.medicines import medicine_list

        found = medicine_list(bench.workspace)
        answer(found, as_json=as_json, words=lambda: "\n".join(_list_lines(bench, found)))


@medicines.command("none")
@click.option("--undo", is_flag=True, help="Take it back.")
@folder_option
@json_option
@pass_tools
def none(tools: Tools, *, undo: bool, folder: Path | None, as_json: bool) -> None:
    """Say that no medicines are taken; it is void once one is entered."""
    with opened(tools, folder) as bench:
        from quietmuscle.flow.medicines import take_back_no_medicines
        from quietmuscle.flow.medicines import tell_no_medicines

        found = (take_back_no_medicines if undo else tell_no_medicines)(bench.workspace)
        answer(found, as_json=as_json, words=lambda: "\n".join(_list_lines(bench, found)))


@medicines.command("check")
@folder_option
@json_option
@pass_tools
def check(tools: Tools, *, folder: Path | None, as_json: bool) -> None:
    """Say what is known of what is taken, and what to ask the pharmacist."""
    with opened(tools, folder) as bench:
        from quietmuscle.flow.medicine_account import check_told
        from quietmuscle.flow.medicine_review import medicine_check
        from quietmuscle.flow.medicine_review import medicine_questions

        found = check_told(
            medicine_check(bench.workspace),
            medicine_questions(bench.workspace),
            bench.settings.language,
        )
        answer(found, as_json=as_json, words=lambda: "\n".join(_check_lines(bench, found)))


@medicines.command("search")
@click.argument("text")
@folder_option
@json_option
@pass_tools
def search(tools: Tools, *, text: str, folder: Path | None, as_json: bool) -> None:
    """Look a medicine up by its generic or brand name, also misspelt."""
    with opened(tools, folder) as bench:
        from quietmuscle.flow.medicine_account import search_told

        found = search_told(text)
        answer(found, as_json=as_json, words=lambda: "\n".join(_search_lines(bench, found)))


def _list_lines(bench: Bench, found: MedicineList) -> Iterator[str]:
    if found.none_on:
        yield bench.say(
            Message(_("No medicines are taken, as told on {day}."), {"day": found.none_on})
        )
    elif not found.courses:
        yield bench.say(Message(_("No medicine is told yet.")))
    for course in found.courses:
        name = f"{course.name} {course.dose}".strip()
        yield f"{name}  {bench.say(_since(course))}".rstrip()
    for each in found.unknown:
        words = {"name": each.name, "offers": ", ".join(offer.name for offer in each.did_you_mean)}
        if each.did_you_mean:
            yield bench.say(Message(_("{name} is not in our list. Did you mean {offers}?"), words))


def _since(course: MedicineCourse) -> Message:
    if course.stopped_on is not None:
        return Message(_("stopped on {day}"), {"day": course.stopped_on})
    if course.started_on is not None:
        return Message(_("since {day}"), {"day": course.started_on})
    if course.taken_on is not None:
        return Message(_("last taken as needed on {day}"), {"day": course.taken_on})
    return Message(_("taken"))


def _check_lines(bench: Bench, found: CheckTold) -> Iterator[str]:
    from quietmuscle.knowledge.facts import fact as fact_of

    for each in found.taken:
        yield each.name
        if each.id is None:
            yield f"  {bench.say(Message(_('Not in our list: ask your pharmacist.')))}"
        for fact in each.facts:
            yield f"  - {bench.say(Message(fact.text))} [{fact.status}: {', '.join(fact.sources)}]"
    for pair in found.combinations:
        what = pair.interaction
        yield f"{pair.first} + {pair.second}"
        yield f"  - {bench.say(Message(what.text))} [{what.status}: {', '.join(what.sources)}]"
    if found.questions:
        yield bench.say(Message(_("Questions for the pharmacist or MS nurse")))
        yield from (
            f"  {number}. {each.question}" for number, each in enumerate(found.questions, 1)
        )
    yield bench.say(fact_of("medicine_list_not_complete").message)


def _search_lines(bench: Bench, found: SearchTold) -> Iterator[str]:
    if not found.found:
        yield bench.say(Message(_("Not in our list: ask your pharmacist.")))
    for each in found.found:
        sign = "=" if each.exact else "?"
        name = each.name if each.name == each.found_by else f"{each.found_by} ({each.name})"
        yield f"{sign} {name}  [{each.id}]"
