"""Synthetic recordings on the command line, with their truth."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.cli.bench import answer
from quietmuscle.cli.bench import json_option
from quietmuscle.cli.bench import refusals


@click.command("synth")
@click.argument("kind")
@click.option("--seed", type=int, default=0, help="Another number gives another recording.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write: .edf, .csv, .npz or .mp4.",
)
@click.option(
    "--truth", type=click.Path(path_type=Path, dir_okay=False), help="Write what it holds, as JSON."
)
@click.option("--seconds", type=float, default=60.0, help="How long it is; 60 if not told.")
@click.option(
    "--rate", "rate_hz", type=float, default=2048.0, help="Samples a second (electrodes)."
)
@click.option("--channels", type=int, default=1, help="How many channels (electrodes).")
@json_option
def synth(  # noqa: PLR0913 - each is a property of the recording
    *,
    kind: str,
    seed: int,
    out: Path,
    truth: Path | None,
    seconds: float,
    rate_hz: float,
    channels: int,
    as_json: bool,
) -> None:
    """Make a recording of KIND whose truth is known, to try programs with.

    Of electrodes: rest, fasciculation, doublets, firing, contraction, tremor,
    clonus, spasm, grouped, high_frequency, heartbeat, mains, movement. Others:
    phone (on a muscle, CSV), film (of skin, MP4), ultrasound (MP4). Nothing in
    it has been measured on a person.
    """
    with refusals():
        from quietmuscle.flow.synth import SynthWish
        from quietmuscle.flow.synth import synth as make
        from quietmuscle.flow.synth import twitches_of

        if sys.stderr.isatty():
            making = Message(_("Making the recording; a minute of it can take half a minute."))
            click.echo(say(making), err=True)
        told = make(
            SynthWish(kind=kind, seed=seed, seconds=seconds, rate_hz=rate_hz, channels=channels),
            out,
            truth,
        )
    answer(
        told,
        as_json=as_json,
        words=lambda: say(
            Message(
                _(
                    "{file} holds {count} events, known to the millisecond. "
                    "Twitches among them: {twitches}."
                ),
                {"file": told.file, "count": len(told.events), "twitches": twitches_of(told)},
            )
        ),
    )
