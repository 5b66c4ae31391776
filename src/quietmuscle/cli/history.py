"""The entries of the diary, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.cli.bench import Bench
from quietmuscle.cli.bench import Tools
from quietmuscle.cli.bench import answer
from quietmuscle.cli.bench import folder_option
from quietmuscle.cli.bench import json_option
from quietmuscle.cli.bench import opened
from quietmuscle.cli.bench import pass_tools
from quietmuscle.cli.reading import read_day

if TYPE_CHECKING:
    from pathlib import Path

    from quietmuscle.model.query import EpisodePage


@click.command("history")
@click.option("--from", "first", metavar="DAY", help="The first day, such as 2026-11-01.")
@click.option("--to", "last", metavar="DAY", help="The last day, such as yesterday.")
@click.option("--words", default="", help="Words of the note, or of a place's name.")
@click.option("--site", help="A site of the body without its side, such as calf.")
@click.option("--deleted", is_flag=True, help="The entries in the bin instead.")
@click.option("--limit", default=50, show_default=True, help="How many entries at most.")
@folder_option
@json_option
@pass_tools
def history(  # noqa: PLR0913 - each option is an argument
    tools: Tools,
    *,
    first: str | None,
    last: str | None,
    words: str,
    site: str | None,
    deleted: bool,
    limit: int,
    folder: Path | None,
    as_json: bool,
) -> None:
    """List the entries of the diary, the newest first."""
    with opened(tools, folder) as bench:
        from quietmuscle.flow.history import find_episodes
        from quietmuscle.knowledge.sites import codes_within
        from quietmuscle.model.query import EpisodeQuery

        here = bench.here()
        if site is not None:
            site = known_code(site)
        query = EpisodeQuery(
            first_day=None if first is None else read_day(first, here),
            last_day=None if last is None else read_day(last, here),
            words=words,
            site_codes=() if site is None else codes_within(site),
            deleted=deleted,
            limit=limit,
        )
        page = find_episodes(bench.workspace, query)
        answer(page, as_json=as_json, words=lambda: _lines(bench, page))


def known_code(text: str) -> str:
    """The code of a site; a side behind it, as `log` takes it, is passed over."""
    from quietmuscle.knowledge.sites import body_sites

    code = text.partition(".")[0]
    if code not in {site.code for site in body_sites()}:
        raise ValueNotUnderstoodError(
            Message(
                _("We do not know the body site {code}. `quietmuscle places` lists all of them."),
                {"code": code[:60]},
            )
        )
    return code


def _lines(bench: Bench, page: EpisodePage) -> str:
    from quietmuscle.cli.words import episode_line

    if not page.episodes:
        return bench.say(Message(_("No entries.")))
    lines = [episode_line(bench, episode) for episode in page.episodes]
    if page.next is not None:
        lines.append(bench.say(Message(_("There are older entries; --limit shows more."))))
    return "\n".join(lines)
