"""Personal experiments on the command line."""

from __future__ import annotations

import click

from quietmuscle.cli.trial_file import analyse
from quietmuscle.cli.trial_file import plan
from quietmuscle.cli.trial_file import simulate


@click.group("trial")
def trial() -> None:
    """Find out by lot whether something helps you."""


for command in (plan, analyse, simulate):
    trial.add_command(command)
