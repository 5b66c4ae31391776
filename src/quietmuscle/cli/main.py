"""The command line: `quietmuscle WORD …`, each with `--json` where it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quietmuscle import __version__
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.cli.archive import export
from quietmuscle.cli.archive import import_
from quietmuscle.cli.backup import backup
from quietmuscle.cli.care import care
from quietmuscle.cli.day import day
from quietmuscle.cli.demo import demo
from quietmuscle.cli.facts import facts
from quietmuscle.cli.history import history
from quietmuscle.cli.home import home
from quietmuscle.cli.insights import insights
from quietmuscle.cli.kind import kind
from quietmuscle.cli.labs import labs
from quietmuscle.cli.log import log
from quietmuscle.cli.measure import measure
from quietmuscle.cli.medicines import medicines
from quietmuscle.cli.places import places
from quietmuscle.cli.report import report
from quietmuscle.cli.serve import serve
from quietmuscle.cli.sessions import sessions
from quietmuscle.cli.simulate import simulate
from quietmuscle.cli.synth import synth
from quietmuscle.cli.trial import trial
from quietmuscle.knowledge.rows import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quietmuscle.cli.bench import Tools

PROGRAM = "quietmuscle"
REFUSED = 2
STOPPED = 130
_OF_THE_PROGRAM = {"--help", "-h", "--version"}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name=PROGRAM)
def commands() -> None:
    """Quiet Muscle: a calm diary for people with MS whose muscles twitch.

    Without a command it opens in the browser. It is for keeping track and for
    talking with your neurologist. It does not diagnose.
    """


for command in (
    serve,
    home,
    demo,
    log,
    places,
    medicines,
    labs,
    sessions,
    day,
    history,
    care,
    measure,
    synth,
    simulate,
    trial,
    insights,
    report,
    export,
    import_,
    backup,
    kind,
    facts,
):
    commands.add_command(command)


def run(words: Sequence[str], tools: Tools) -> int:
    """Carry out what was typed; the exit code: 0, or 2 where it was refused."""
    given = list(words)
    if not given or (given[0].startswith("-") and given[0] not in _OF_THE_PROGRAM):
        given.insert(0, "serve")
    try:
        code = commands.main(given, prog_name=PROGRAM, obj=tools, standalone_mode=False)
    except click.ClickException as refusal:
        sentence = " ".join(refusal.format_message().split())
        click.echo(f"{PROGRAM}: {sentence}", err=True)
        return REFUSED
    except KnowledgeError as damage:
        sentence = say(
            Message(
                _(
                    "A file of Quiet Muscle is damaged: {place}. Your diary is safe. "
                    "Please install Quiet Muscle again."
                ),
                {"place": damage},
            )
        )
        click.echo(f"{PROGRAM}: {sentence}", err=True)
        return REFUSED
    except (click.Abort, KeyboardInterrupt):
        return STOPPED
    return code if isinstance(code, int) else 0
