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
from quietmuscle.base.text import Message
from quietmuscle.base.text import _

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")


@lru_cache(maxsize=128)
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def to_json(value: object, *, indent: int | None = None) -> bytes:
    """A model object as JSON, its fields in the order in which they are declared."""
    return _adapter(cast("Any", type(value))).dump_json(value, indent=indent)


def from_json(kind: type[T], data: bytes | str) -> T:
    """The model object that a JSON text describes.

    Raises ValueNotUnderstoodError: the model's own refusal, or else the place
    and the reason.
    """
    from pydantic import ValidationError

    try:
        return cast("T", _adapter(cast("Any", kind)).validate_json(data))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "."
        raise ValueNotUnderstoodError(
            Message(
                _("This could not be read at {place}: {reason}."),
                {"place": place, "reason": first["msg"]},
            )
        ) from error
