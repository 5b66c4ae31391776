"""The command line on a diary of its own, in London, on a clock that stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

import pytest

from quietmuscle.cli.bench import Tools
from quietmuscle.cli.main import run
from quietmuscle.model.settings import Settings
from quietmuscle.store.diary import open_diary

if TYPE_CHECKING:
    from quietmuscle.base.clock import StoppedClock
    from quietmuscle.store.location import Location


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a command answered."""

    code: int
    out: str
    err: str


@dataclass
class PretendedServer:
    """What notes how it would have been started."""

    calls: list[dict[str, object]] = field(default_factory=list)

    def __call__(self, location: Location, **options: object) -> None:
        self.calls.append({"location": location, **options})


Cli = Callable[..., Told]


@pytest.fixture
def server() -> PretendedServer:
    return PretendedServer()


@pytest.fixture
def home_server() -> PretendedServer:
    return PretendedServer()


@pytest.fixture
def in_london(location: Location, clock: StoppedClock) -> Location:
    """A new diary whose owner lives in London."""
    diary = open_diary(location, clock.now_utc())
    diary.preferences.put_settings(Settings(zone="Europe/London"))
    diary.close()
    return location


@pytest.fixture
def cli(
    in_london: Location,
    clock: StoppedClock,
    server: PretendedServer,
    home_server: PretendedServer,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Cli:
    """What carries out a command and returns what it answered."""
    monkeypatch.setenv("QUIETMUSCLE_HOME", str(in_london.folder))

    def call(*words: str) -> Told:
        code = run(words, Tools(clock=clock, serve=server, serve_home=home_server))
        captured = capfd.readouterr()
        return Told(code=code, out=captured.out, err=captured.err)

    return call
