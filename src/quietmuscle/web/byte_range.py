"""The part of some bytes that a browser asked for (RFC 9110, 14.2): Safari plays nothing without.

Starlette answers such requests for files only, and what is made on demand
shall not lie in one.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from fastapi import Request

_ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def bytes_asked_for(request: Request, body: bytes, media_type: str, name: str) -> Response:
    """The bytes, or the one part of them that is asked for; nothing of it may be stored.

    Several parts at once, and parts of what was other bytes, are answered with
    all of it.
    """
    mark = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {
        "accept-ranges": "bytes",
        "cache-control": "private, no-store",
        "content-disposition": f'inline; filename="{name}"',
        "etag": mark,
    }
    asked = _ONE_RANGE.fullmatch(request.headers.get("range", "").strip())
    is_same = request.headers.get("if-range", mark) == mark
    if asked is None or not any(asked.groups()) or not is_same:
        return Response(body, media_type=media_type, headers=headers)
    start, stop = _span(asked[1], asked[2], len(body))
    if start >= stop:
        headers["content-range"] = f"bytes */{len(body)}"
        return Response(status_code=416, headers=headers)
    headers["content-range"] = f"bytes {start}-{stop - 1}/{len(body)}"
    return Response(body[start:stop], status_code=206, media_type=media_type, headers=headers)


def _span(first: str, last: str, length: int) -> tuple[int, int]:
    """From where to before where; with no first, `last` is how many bytes from the end."""
    if not first:
        return max(0, length - int(last)), length
    return int(first), min(length, int(last) + 1) if last else length
