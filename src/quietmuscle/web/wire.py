"""The form in which the API takes and gives things: strict, and open to programs."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import StringConstraints


class Wire(BaseModel):
    """A thing on the wire; it is read from a model object by its attributes."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)


ClockTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""A time of day on a wall clock, such as 04:00."""

Name = Annotated[str, StringConstraints(max_length=200)]
Note = Annotated[str, StringConstraints(max_length=10_000)]
