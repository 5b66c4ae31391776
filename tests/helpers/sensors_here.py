"""The last step of how a twitch arises, reckoned in the tests' own process: no other is started."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quietmuscle.flow.sensor_helper import SensorHelper
from quietmuscle.flow.why import felt_and_seen

if TYPE_CHECKING:
    from quietmuscle.flow.why_answers import FeltAnswer


@dataclass
class SensorsHere(SensorHelper):
    """A helper without a process, which counts how often it was to be ready."""

    brought: int = 0

    def bring(self) -> None:
        self.brought += 1

    def felt_and_seen(self, *values: float) -> FeltAnswer:
        return felt_and_seen(*values)

    def close(self) -> None:
        pass
