"""What every command works with: a clock, a diary, and a way to answer."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Protocol
from typing import TypeVar

import click

from quietmuscle.base.clock import Clock
from quietmuscle.base.errors import QuietMuscleError
from quietmuscle.base.text import SOURCE_LANGUAGE
from quietmuscle.base.text import Message
from quietmuscle.base.text import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from quietmuscle.cli.reading import Here
    from quietmuscle.flow.workspace import Workspace  # noqa: TC004 - heavy, and never read at run time
    from quietmuscle.model.settings import Settings  # noqa: TC004 - likewise
    from quietmuscle.store.location import Location

Command = TypeVar("Command", bound="Callable[..., object]")


class Serve(Protocol):
    """What opens the pages: it is handed in, because doors do not know each other."""

    def __call__(  # noqa: PLR0913 - each is an option of the command
        self,
        location: Location,
        *,
        port: int,
        open_browser: bool,
        demo: bool,
        tell: Callable[[str], object],
        allow_hosts: tuple[str, ...] = (),
        as_json: bool = False,
    ) -> None:
        """Serve until asked to stop."""
        ...


class ServeHome(Protocol):
    """What opens the pages here and for phones at home; handed in likewise."""

    def __call__(  # noqa: PLR0913 - each is an option of the command
        self,
        location: Location,
        *,
        port: int,
        home_port: int,
        trust_port: int,
        open_browser: bool,
        with_picture: bool,
        tell: Callable[[str], object],
        as_json: bool = False,
    ) -> None:
        """Serve until asked to stop."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What the command line is given when it starts."""

    clock: Clock
    serve: Serve
    serve_home: ServeHome


class Refusal(click.ClickException):
    """A refusal in one sentence, in the person's language."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """An open diary, and the language in which its owner reads."""

    workspace: Workspace
    settings: Settings

    def say(self, message: Message) -> str:
        """A message in the person's words."""
        return say(message, self.settings.language)

    def here(self) -> Here:
        """Where and when the owner of the diary is."""
        from quietmuscle.cli.reading import Here
        from quietmuscle.flow.place import zone_of

        return Here(
            zone=zone_of(self.settings),
            day_start=self.settings.day_start,
            now_utc=self.workspace.clock.now_utc(),
        )


pass_tools = click.make_pass_decorator(Tools)


def folder_option(command: Command) -> Command:
    """Add the option that names another diary."""
    return click.option(
        "--folder",
        type=click.Path(path_type=Path, file_okay=False),
        help="The diary's folder, if it is not the usual one.",
    )(command)


def json_option(command: Command) -> Command:
    """Add the option that asks for an answer to a program."""
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for programs.")(
        command
    )


@contextmanager
def refusals(language: str = SOURCE_LANGUAGE) -> Iterator[None]:
    """A stretch in which what is refused becomes one sentence and exit code 2."""
    try:
        yield
    except QuietMuscleError as refusal:
        raise Refusal(say(refusal.message, language)) from refusal


@contextmanager
def opened(tools: Tools, folder: Path | None) -> Iterator[Bench]:
    """The diary of a folder, or the usual one, open for one command."""
    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.store.diary import open_diary
    from quietmuscle.store.location import location_from_environment

    with refusals():
        diary = open_diary(location_from_environment(folder), tools.clock.now_utc())
    try:
        with refusals():
            settings = diary.preferences.settings()
        with refusals(settings.language):
            workspace = Workspace(diary=diary, clock=tools.clock)
            yield Bench(workspace=workspace, settings=settings)
    finally:
        diary.close()


def answer(value: object, *, as_json: bool, words: Callable[[], str]) -> None:
    """Print a value: as JSON for a program, in words for a person."""
    if not as_json:
        click.echo(words())
        return
    from quietmuscle.base.wire import to_json

    click.echo(to_json(value, indent=2))
