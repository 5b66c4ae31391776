"""What somebody says of a recording, beside what its file says."""

from __future__ import annotations

from dataclasses import dataclass

from quietmuscle.capture.units import Scale
from quietmuscle.model.recording import Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What was given with a file; None where the file is to tell.

    What is given goes before what the file says.
    """

    modality: Modality | None = None
    rate_hz: float | None = None
    scale: Scale | None = None

    def scale_or(self, told: Scale) -> Scale:
        """The scale that was given, else the one that the file tells."""
        return self.scale or told


NO_WISHES = Wishes()
