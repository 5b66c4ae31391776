"""An event loop of one's own, also where a browser's test left one in this thread."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from typing import TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Coroutine
    from typing import Any

Result = TypeVar("Result")


def in_own_loop(begin: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
    """What comes of a coroutine, run in a thread of its own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(begin())).result()
