"""The places of the body, as `log` and `history` spell them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from quietmuscle.base.text import Message
from quietmuscle.cli.bench import Tools
from quietmuscle.cli.bench import answer
from quietmuscle.cli.bench import folder_option
from quietmuscle.cli.bench import json_option
from quietmuscle.cli.bench import opened
from quietmuscle.cli.bench import pass_tools
from quietmuscle.model.site import BodySite

if TYPE_CHECKING:
    from pathlib import Path

    from quietmuscle.cli.bench import Bench


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """All sites of the body that an entry can name."""

    sites: tuple[BodySite, ...]


@click.command("places")
@folder_option
@json_option
@pass_tools
def places(tools: Tools, *, folder: Path | None, as_json: bool) -> None:
    """List the places that an entry can name: regions, and the sites in them."""
    with opened(tools, folder) as bench:
        from quietmuscle.knowledge.sites import body_sites

        found = Places(sites=body_sites())
        answer(found, as_json=as_json, words=lambda: _lines(bench, found))


def _lines(bench: Bench, found: Places) -> str:
    """A line for each site under its region: what to type, and its name."""
    lines = []
    for region in (site for site in found.sites if site.is_region):
        within = (site for site in found.sites if site.region == region.code)
        lines.append(_line(bench, region, ""))
        lines += [_line(bench, site, "  ") for site in within]
    return "\n".join(lines)


def _line(bench: Bench, site: BodySite, indent: str) -> str:
    sides = " ".join(f"{site.code}.{side}" for side in site.sides)
    return f"{indent}{bench.say(Message(site.name))}: {sides}"
