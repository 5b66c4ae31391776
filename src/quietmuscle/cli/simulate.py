"""Simulations of nerve and muscle on the command line."""

from __future__ import annotations

from dataclasses import fields
from dataclasses import is_dataclass
from pathlib import Path

import click

from quietmuscle.cli.bench import answer
from quietmuscle.cli.bench import json_option
from quietmuscle.cli.bench import refusals

MOST_LISTED = 8


@click.command("simulate")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the traces: .npz or .csv.",
)
@json_option
def simulate(*, file: Path, out: Path | None, as_json: bool) -> None:
    """Simulate the nerve and muscle of a scenario.

    FILE names one of patch, fibre, reflex, work and recording, as in
    {"fibre": {"damage": {"lamellae_left": 0.05}, "shocks": [{"node": 2,
    "start_ms": 1}]}}. The same seed gives the same. It is a model, and nobody's
    own nerve. docs/reference/simulations.md lists every field with its range.
    """
    with refusals():
        from quietmuscle.flow.simulate import check_traces_name
        from quietmuscle.flow.simulate import simulate_file
        from quietmuscle.flow.simulate import write_traces

        if out is not None:
            check_traces_name(out)
        made = simulate_file(file)
        if out is not None:
            write_traces(made, out)
    answer(made.summary, as_json=as_json, words=lambda: "\n".join(_lines(made.summary)))


def _lines(noun: object, indent: str = "") -> list[str]:
    """A noun line by line, as its fields are called; what could not be told is left out."""
    if not is_dataclass(noun) or isinstance(noun, type):
        return []
    lines = []
    for each in fields(noun):
        value = getattr(noun, each.name)
        if is_dataclass(value) and not isinstance(value, type):
            lines += [f"{indent}{each.name}:", *_lines(value, indent + "  ")]
        elif value is not None:
            lines.append(f"{indent}{each.name}: {_shown(value)}")
    return lines


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, tuple):
        more = f", … ({len(value)})" if len(value) > MOST_LISTED else ""
        return ", ".join(_shown(each) for each in value[:MOST_LISTED]) + more
    return str(value)
