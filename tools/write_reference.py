"""Write the reference pages that the program itself knows best.

    ./run python tools/write_reference.py

writes docs/reference/command-line.md from the commands, and
docs/reference/http.md from the server's own description, and
docs/reference/simulations.md from the models' own ranges. A test compares them
with the program.
"""

from __future__ import annotations

import asyncio
import inspect
import json
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import MISSING
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
WRITTEN = "<!-- Written by tools/write_reference.py; a change here would be lost. -->"


def command_line_page() -> str:
    """Every command with its options, as its own help says it."""
    from quietmuscle.cli.main import commands

    lines = ["# The command line", "", WRITTEN, ""]
    lines += [
        "`./run WORD …` and, once installed, `quietmuscle WORD …` are the same. Without a word,",
        "it opens the pages (`serve`). Commands that answer take `--json`; the JSON is that of the",
        "model, and its names are those of the Python classes in `quietmuscle.model`.",
        "",
        "Exit codes: 0 when it was done; 2 when it was refused, with one sentence on standard",
        "error that says why; 130 when it was stopped by hand.",
        "",
    ]
    for context in walk(commands):
        lines += [f"## `{context.command_path}`", "", "```", context.get_help(), "```", ""]
    return "\n".join(lines)


def walk(
    command: click.Command, name: str = "quietmuscle", parent: click.Context | None = None
) -> Iterator[click.Context]:
    """A command and all commands within it, as they are when they are typed."""
    settings = command.context_settings
    context = click.Context(command, info_name=name, parent=parent, terminal_width=80, **settings)
    yield context
    if isinstance(command, click.Group):
        for word in sorted(command.commands):
            yield from walk(command.commands[word], word, context)


def http_page() -> str:
    """Every address of the API, as the server describes it."""
    description = openapi()
    lines = ["# The HTTP API", "", WRITTEN, ""]
    lines += [
        "The server answers this computer only, at `http://127.0.0.1:8765`; with `home` it also",
        "answers, over HTTPS, phones that were let in. The whole description,",
        "for programs, is its OpenAPI document at `/api`.",
        "",
        "Send each change with a `Change-Id`, a UUID version 7 that you make: then the same change",
        "sent twice is carried out once. A refusal is JSON with one `sentence` for a person.",
        "",
    ]
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            lines += operation_lines(method.upper(), path, operation)
    return "\n".join(lines)


def operation_lines(method: str, path: str, operation: dict[str, Any]) -> list[str]:
    """One operation in a few lines."""
    lines = [f"## `{method} {path}`", "", operation.get("description") or operation["summary"], ""]
    parameters = operation.get("parameters", [])
    if parameters:
        lines += ["| Given | In | Needed |", "|---|---|---|"]
        for each in parameters:
            needed = "yes" if each.get("required") else "no"
            lines.append(f"| `{each['name']}` | {each['in']} | {needed} |")
        lines.append("")
    body = operation.get("requestBody")
    if body:
        lines += [f"Takes {content_words(body['content'])}.", ""]
    for status, answer in sorted(operation["responses"].items()):
        if status.startswith("2"):
            forms = content_words(answer.get("content", {}))
            lines += [f"Answers {status}" + (f" with {forms}." if forms else "."), ""]
    return lines


def content_words(content: dict[str, Any]) -> str:
    """The forms in which something is sent, with the name of its schema where it has one."""
    words = []
    for form, told in content.items():
        name = told.get("schema", {}).get("$ref", "").rpartition("/")[2]
        words.append(
            ("a file's bytes" if form == "*/*" else form) + (f" (`{name}`)" if name else "")
        )
    return ", ".join(words)


def openapi() -> dict[str, Any]:
    """The description that the server gives of itself."""
    import httpx

    from quietmuscle.base.clock import SystemClock
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.store.diary import open_diary
    from quietmuscle.store.location import Location
    from quietmuscle.web.app import make_app
    from quietmuscle.web.assets import load_assets
    from quietmuscle.web.house import House

    async def ask(app: Any) -> dict[str, Any]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            answer = await client.get("/api")
            answer.raise_for_status()
            return answer.json()

    clock = SystemClock()
    with tempfile.TemporaryDirectory() as folder:
        diary = open_diary(Location(folder=Path(folder)), clock.now_utc())
        try:
            workspace = Workspace(diary=diary, clock=clock)
            app = make_app(House(workspace=workspace, assets=load_assets()))
            # In a thread of its own: whoever calls may have an event loop already.
            with ThreadPoolExecutor(1) as thread:
                return thread.submit(lambda: asyncio.run(ask(app))).result()
        finally:
            diary.close()


def simulations_page() -> str:
    """Every field of a scenario with its range, and of a summary."""
    from quietmuscle.flow import simulation
    from quietmuscle.mechanism import activity
    from quietmuscle.mechanism import cable
    from quietmuscle.mechanism import cable_nouns
    from quietmuscle.mechanism import motoneuron
    from quietmuscle.mechanism import motor_unit
    from quietmuscle.mechanism import point_lesion

    lines = ["# Simulations", "", WRITTEN, ""]
    lines += [
        "`quietmuscle simulate SCENARIO.json` takes a scenario; `quietmuscle.api.simulate` takes",
        "the same. A scenario has a `seed` (0) and names one of `patch`, `fibre`, `reflex`, `work`",
        'and `recording`, each an object whose fields all have usual values: `{"fibre": {}}` is a',
        "whole scenario. What lies outside its range is refused with the range. `--json` prints",
        "the summary; `--out traces.npz` or `.csv` writes the traces: `time_s` and a column for",
        "each, such as `node_0_mv`, `internode_9_mv`, `potential_mv`, `ankle_degrees` or",
        "`threshold_rise_share`. A recording in NPZ is `data`, `fs` and `unit`, as `measure` reads",
        "it. In Python, `simulate(…)` has `summary`, `times_s` and `traces`, each with a `name`",
        "and `values`. It is a model, and nobody's own nerve:",
        "[what it is and cannot say](../explanation/why-it-twitches.md).",
        "[A tutorial](../tutorial/why-it-twitches.md) reproduces three published findings.",
        "",
    ]
    nouns = (
        (simulation.PatchWish, {}),
        (point_lesion.PointLesion, point_lesion.LESION_RANGES),
        (point_lesion.PointRun, point_lesion.RUN_RANGES),
        (point_lesion.Pulse, point_lesion.PULSE_RANGES),
        (simulation.FibreWish, {}),
        (cable_nouns.Damage, cable_nouns.DAMAGE_RANGES),
        (cable_nouns.Surroundings, cable_nouns.SURROUNDINGS_RANGES),
        (cable_nouns.Shock, cable_nouns.SHOCK_RANGES),
        (cable_nouns.CableRun, cable_nouns.RUN_RANGES),
        (motoneuron.Reflex, motoneuron.REFLEX_RANGES),
        (activity.Work, activity.WORK_RANGES),
        (simulation.RecordingWish, {}),
        (motor_unit.UnderSkin, motor_unit.SKIN_RANGES),
    )
    lines += ["## What a scenario holds", ""]
    for noun, ranges in nouns:
        lines += noun_lines(noun, ranges)
    lines += ["## What a summary holds", ""]
    for noun in (
        simulation.SimulationSummary,
        simulation.PatchSummary,
        cable.CableAnswer,
        motoneuron.ReflexSummary,
        simulation.WorkSummary,
    ):
        lines += noun_lines(noun, {})
    return "\n".join(lines)


def noun_lines(noun: Any, ranges: dict[str, Any]) -> list[str]:
    """What a noun is, and its fields: kind, range, usual value."""
    lines = [f"### `{noun.__name__}`", "", inspect.cleandoc(noun.__doc__), ""]
    lines += ["| Field | Kind | From | To | Unit | Usual |", "|---|---|---|---|---|---|"]
    for each in fields(noun):
        allowed = ranges.get(each.name)
        bounds = (f"{allowed.low:g}", f"{allowed.high:g}", allowed.unit) if allowed else ("",) * 3
        usual = "" if each.default is MISSING else json.dumps(each.default)
        cells = (f"`{each.name}`", str(each.type).replace("|", "or"), *bounds, usual)
        lines.append("| " + " | ".join(cells) + " |")
    return [*lines, ""]


PAGES = {
    "command-line.md": command_line_page,
    "http.md": http_page,
    "simulations.md": simulations_page,
}


def main() -> None:
    """Write every page anew."""
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), "utf-8")
        print(f"docs/reference/{name}")


if __name__ == "__main__":
    main()
