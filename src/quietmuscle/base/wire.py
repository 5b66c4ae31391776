"""Model objects as JSON and back: for the API, the command line and archives.

The model itself knows nothing of this; pydantic reads its type hints.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar
from typing import cast

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.unread import unread

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")


@lru_cache(maxsize=128)
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


@lru_cache(maxsize=128)
def _reader(kind: Any) -> TypeAdapter[Any]:
    """Reads one object within brackets: only so does pydantic take the rules for dataclasses."""
    from pydantic import ConfigDict
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[kind], config=ConfigDict(extra="forbid", strict=True))


def to_json(value: object, *, indent: int | None = None) -> bytes:
    """A model object as JSON, its fields in the order in which they are declared."""
    return _adapter(cast("Any", type(value))).dump_json(value, indent=indent)


def from_json(kind: type[T], data: bytes | str) -> T:
    """The model object that a JSON text describes.

    Nothing is guessed and nothing is dropped: "3" is no number, true is no 1,
    and a field that we do not know is refused. Raises ValueNotUnderstoodError:
    the model's own refusal, or else the place and what belongs there.
    """
    from pydantic import ValidationError

    text = data.encode(errors="surrogatepass") if isinstance(data, str) else data
    try:
        return cast("T", _reader(cast("Any", kind)).validate_json(b"[" + text + b"]")[0])
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise ValueNotUnderstoodError(
            unread(first["type"], first["loc"][1:], first.get("ctx", {}))
        ) from error
