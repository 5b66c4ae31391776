"""Personal experiments on the command line."""

from __future__ import annotations

import click

from quietmuscle.cli.trial_diary import choices
from quietmuscle.cli.trial_diary import file
from quietmuscle.cli.trial_diary import followed
from quietmuscle.cli.trial_diary import list_
from quietmuscle.cli.trial_diary import pause
from quietmuscle.cli.trial_diary import resume
from quietmuscle.cli.trial_diary import show
from quietmuscle.cli.trial_diary import start
from quietmuscle.cli.trial_diary import stop
from quietmuscle.cli.trial_diary import today
from quietmuscle.cli.trial_file import analyse
from quietmuscle.cli.trial_file import plan
from quietmuscle.cli.trial_file import simulate
from quietmuscle.cli.trial_outlook import outlook


@click.group("trial")
def trial() -> None:
    """Find out by lot whether something helps you."""


for command in (
    choices,
    outlook,
    start,
    today,
    followed,
    pause,
    resume,
    stop,
    list_,
    show,
    file,
    plan,
    analyse,
    simulate,
):
    trial.add_command(command)
