"""What the program says about health, with where it comes from, for people and programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quietmuscle.cli.bench import answer
from quietmuscle.cli.bench import json_option

if TYPE_CHECKING:
    from quietmuscle.knowledge.statements import Facts


@click.command("facts")
@json_option
def facts(*, as_json: bool) -> None:
    """List every sentence about health, with its status and its sources.

    A sentence is read (its sources were read), recalled (general clinical
    knowledge, not yet checked again), computed (a model of ours does so) or
    judgement (our own, not yet signed by a clinician).
    """
    from quietmuscle.knowledge.statements import stated_facts

    found = stated_facts()
    answer(found, as_json=as_json, words=lambda: _lines(found))


def _lines(found: Facts) -> str:
    lines = []
    topic = ""
    for each in found.statements:
        if each.topic != topic:
            topic = each.topic
            lines += ["", topic.upper().replace("_", " ")]
        lines.append(f"{each.id} [{each.status}; {', '.join(each.sources)}; {each.checked_on}]")
        lines.append(f"  {each.text}")
    lines += ["", "SOURCES"]
    for source in found.sources:
        lines.append(f"{source.id} [{source.status}] {source.title}")
        lines += [f"  {address}" for address in source.addresses]
    lines += ["", *(f"{each.status}: {each.count} ({each.share:.0%})" for each in found.shares)]
    return "\n".join(lines).lstrip("\n")
