"""Many recordings measured on several cores; one that cannot be read does not stop the others."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING

from quietmuscle.base.errors import QuietMuscleError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.flow.measure import MeasuredFile
from quietmuscle.flow.measure import measure_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from quietmuscle.model.recording import Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that was not measured, and why."""

    file: str
    reason: Message


def measure_many(  # noqa: PLR0913 - what is known of the files
    paths: Sequence[Path],
    *,
    modality: Modality | None = None,
    rate_hz: float | None = None,
    unit: str | None = None,
    control: Path | None = None,
    workers: int = 1,
) -> Iterator[MeasuredFile | Refused]:
    """What each recording shows, in the order of the paths, as they are done.

    With more than one worker each runs in a process of its own.
    """
    measured = partial(_measured, modality=modality, rate_hz=rate_hz, unit=unit, control=control)
    if workers <= 1 or len(paths) <= 1:
        yield from map(measured, paths)
        return
    with ProcessPoolExecutor(min(workers, len(paths)), mp_context=get_context("spawn")) as pool:
        told = [pool.submit(measured, path) for path in paths]
        for path, each in zip(paths, told, strict=True):
            try:
                yield each.result()
            except BrokenProcessPool:
                yield Refused(file=path.name, reason=_stopped(path))


def _measured(
    path: Path,
    *,
    modality: Modality | None,
    rate_hz: float | None,
    unit: str | None,
    control: Path | None,
) -> MeasuredFile | Refused:
    try:
        return measure_file(path, modality=modality, rate_hz=rate_hz, unit=unit, control=control)
    except QuietMuscleError as refusal:
        return Refused(file=path.name, reason=refusal.message)


def _stopped(path: Path) -> Message:
    return Message(
        _("Measuring {file} stopped before it was done. Please try it by itself."),
        {"file": path.name},
    )
