"""Work on a file from outside in a process of its own, with bounds on memory and time.

Whatever a hostile file does there, this process goes on. The function and its
arguments must be picklable; a function that wants to tell how far it is takes
a keyword argument `progress`, which it calls with a share from 0 to 1.
"""

from __future__ import annotations

import inspect
import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar

from quietmuscle.base.errors import QuietMuscleError
from quietmuscle.base.errors import WorkBrokeDownError
from quietmuscle.base.errors import WorkStoppedError
from quietmuscle.base.errors import WorkTooMuchError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Result = TypeVar("Result")

LOOK_S = 0.1
"""How often we look whether it was cancelled."""

END_S = 2.0
SILENT_STEP = 0.001
"""Progress is told only when it went on by so much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much memory and time work may take.

    Memory is bounded where the system can do so, time everywhere. Addresses
    are counted, of which libraries reserve more than they use.
    """

    memory_bytes: int = 4 << 30
    time_s: float = 3600.0


USUAL_BOUNDS = Bounds()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What the other process is to do."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    keywords: tuple[tuple[str, Any], ...]
    bounds: Bounds


def in_isolation(
    function: Callable[..., Result],
    *arguments: Any,
    bounds: Bounds = USUAL_BOUNDS,
    on_progress: Callable[[float], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
    **keywords: Any,
) -> Result:
    """The result of a function that ran in a process of its own.

    Refusals come through as they are. Whatever else goes wrong there, and work
    beyond its bounds, becomes one clear sentence. Once `is_cancelled` says so,
    the work is ended and WorkStoppedError raised.
    """
    order = _Order(
        function=function, arguments=arguments, keywords=tuple(keywords.items()), bounds=bounds
    )
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, order), daemon=True)
    try:
        process.start()
        theirs.close()
        value = _awaited(ours, bounds.time_s, on_progress, is_cancelled or _never)
    finally:
        ours.close()
        _end(process)
    result: Result = value
    return result


def _never() -> bool:
    """Nobody cancels."""
    return False


def _awaited(
    ours: Connection,
    time_s: float,
    on_progress: Callable[[float], None] | None,
    is_cancelled: Callable[[], bool],
) -> Any:
    """What the other process sends last."""
    ends_at = time.monotonic() + time_s
    while True:
        if is_cancelled():
            raise WorkStoppedError(
                Message(_("This was stopped. Nothing was changed; you can start again."))
            )
        left_s = ends_at - time.monotonic()
        if left_s <= 0:
            raise WorkTooMuchError(
                Message(
                    _(
                        "This took too long and was stopped. "
                        "Please try a shorter part of the recording."
                    )
                )
            )
        if not ours.poll(min(LOOK_S, left_s)):
            continue
        try:
            word, value = ours.recv()
        except (EOFError, OSError) as error:
            raise _broken() from error
        if word != "progress":
            return _last(word, value)
        if on_progress is not None:
            on_progress(value)


def _last(word: str, value: Any) -> Any:
    """The result, or what was said in its stead."""
    if word == "result":
        return value
    if word == "refused":
        raise value
    if word == "memory":
        raise WorkTooMuchError(
            Message(
                _(
                    "This recording needs more memory than is allowed. "
                    "Please try a shorter part of it."
                )
            )
        )
    raise _broken()


def _broken() -> QuietMuscleError:
    """The refusal of a file at which the other process broke down."""
    return WorkBrokeDownError(
        Message(
            _(
                "This recording could not be worked through; its file may be damaged. "
                "Nothing was changed."
            )
        )
    )


def _end(process: BaseProcess) -> None:
    """End a process that we started, if it has not ended by itself."""
    if process.pid is None:
        return
    process.join(0.05)
    if process.is_alive():
        process.terminate()
        process.join(END_S)
    if process.is_alive():
        process.kill()
        process.join()
    process.close()


def _work(theirs: Connection, order: _Order) -> None:
    """The work, in the other process."""
    try:
        _bound(order.bounds)
        keywords = dict(order.keywords)
        if "progress" in inspect.signature(order.function).parameters:
            keywords["progress"] = _teller(theirs)
        said = ("result", order.function(*order.arguments, **keywords))
    except QuietMuscleError as error:
        said = ("refused", error)
    except MemoryError:
        said = ("memory", None)
    except Exception:  # noqa: BLE001 - whatever a hostile file brought about
        said = ("broken", None)
    try:
        theirs.send(said)
    except Exception:  # noqa: BLE001 - what cannot be pickled is no result
        theirs.send(("broken", None))
    finally:
        theirs.close()


def _teller(theirs: Connection) -> Callable[[float], None]:
    """A function that tells the other side how far the work is."""
    told = -1.0

    def tell(share: float) -> None:
        nonlocal told
        share = min(1.0, max(0.0, float(share)))
        if share - told >= SILENT_STEP:
            told = share
            theirs.send(("progress", share))

    return tell


def _bound(bounds: Bounds) -> None:
    """Bound the memory and the time of this process, where the system can."""
    try:
        import resource
    except ImportError:
        return
    wanted = {"RLIMIT_AS": bounds.memory_bytes, "RLIMIT_CPU": int(bounds.time_s * 64) + 60}
    for name, most in wanted.items():
        limit = getattr(resource, name, None)
        if limit is None:
            continue
        _soft, hard = resource.getrlimit(limit)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(limit, (allowed, hard))
        except (ValueError, OSError):
            continue
