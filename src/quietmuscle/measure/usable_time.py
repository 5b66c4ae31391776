"""The time of a recording in which a twitch could have been seen, as stretches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class UsableTime:
    """Stretches from and to, in seconds, ascending, apart from each other."""

    stretches: tuple[tuple[float, float], ...]

    @property
    def seconds(self) -> float:
        """How long all of them are."""
        return sum(stop - start for start, stop in self.stretches)

    def without(self, taken: Iterable[tuple[float, float]]) -> UsableTime:
        """What is left when stretches are taken off; what is taken twice is taken once."""
        left = list(self.stretches)
        for start, stop in taken:
            left = [
                part
                for begin, end in left
                for part in ((begin, min(end, start)), (max(begin, stop), end))
                if part[1] > part[0]
            ]
        return UsableTime(tuple(sorted(set(left))))

    def windows(self, length_s: float, least_s: float) -> tuple[int, ...]:
        """The numbers of those windows, side by side from 0 s on, that are usable for so long."""
        covered: dict[int, float] = {}
        for start, stop in self.stretches:
            for window in range(int(start / length_s), int(stop / length_s) + 1):
                first, last = window * length_s, (window + 1) * length_s
                covered[window] = covered.get(window, 0.0) + max(
                    0.0, min(stop, last) - max(start, first)
                )
        return tuple(window for window, seconds in sorted(covered.items()) if seconds >= least_s)


def usable_time(good: dict[int, bool], stop_s: float) -> UsableTime:
    """The stretches of whole seconds that are good, up to a recording's end."""
    found: list[tuple[float, float]] = []
    for second in sorted(number for number, usable in good.items() if usable):
        start, stop = float(second), min(float(second + 1), stop_s)
        if stop <= start:
            continue
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], stop)
        else:
            found.append((start, stop))
    return UsableTime(tuple(found))
