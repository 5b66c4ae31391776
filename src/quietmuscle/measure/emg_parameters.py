"""With which constants an EMG was measured, so that two measurements can be told apart later."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from quietmuscle.measure import activity
from quietmuscle.measure import candidates
from quietmuscle.measure import decompose
from quietmuscle.measure import doublets
from quietmuscle.measure import emg_classes
from quietmuscle.measure import emg_quality
from quietmuscle.measure import emg_result
from quietmuscle.measure import emg_summary
from quietmuscle.measure import filters
from quietmuscle.measure import firing
from quietmuscle.measure import heart
from quietmuscle.measure import high_frequency
from quietmuscle.measure import mains
from quietmuscle.measure import multiplets
from quietmuscle.measure import noise_colour
from quietmuscle.measure import noise_floor
from quietmuscle.measure import pops
from quietmuscle.measure import telling
from quietmuscle.measure import templates
from quietmuscle.measure import tones
from quietmuscle.measure import trains

if TYPE_CHECKING:
    from types import ModuleType

    from quietmuscle.model.recording import SignalHeader

STEPS = (
    activity,
    candidates,
    decompose,
    doublets,
    emg_classes,
    emg_quality,
    emg_result,
    emg_summary,
    filters,
    firing,
    heart,
    high_frequency,
    mains,
    multiplets,
    noise_colour,
    noise_floor,
    pops,
    telling,
    templates,
    tones,
    trains,
)


def emg_parameters(
    header: SignalHeader, own: tuple[tuple[str, float], ...]
) -> tuple[tuple[str, float], ...]:
    """The constants that decide what is found, and a check sum of all there are.

    Parameters
    ----------
    header
        Of the recording: its samples a second and its channels are kept, too.
    own
        The constants of the step that joins all others, by name.

    Notes
    -----
    `constants_crc32` is the CRC-32 of every number that the steps name in
    capitals, in the order of their names: any change of one changes it.
    """
    every = [pair for step in STEPS for pair in constants_of(step)]
    told = "\n".join(f"{name}={value!r}" for name, value in sorted([*every, *own]))
    return (
        ("rate_hz", header.rate_hz),
        ("channels", float(len(header.channels))),
        ("low_hz", filters.LOW_HZ),
        ("high_hz", filters.HIGH_HZ),
        ("noise_window_s", noise_floor.WINDOW_S),
        ("sure_z", candidates.SURE_Z),
        ("hint_z", candidates.HINT_Z),
        ("template_half_s", templates.HALF_S),
        ("least_gain", templates.LEAST_GAIN),
        ("most_gain", templates.MOST_GAIN),
        ("shape_differs_by", templates.JITTER),
        ("doublet_s", doublets.DOUBLET_S),
        ("firing_fastest_s", trains.FIRING_INTERVALS_S[0]),
        ("firing_slowest_s", trains.FIRING_INTERVALS_S[1]),
        ("firing_variation", trains.REGULAR_VARIATION),
        ("activity_loud", activity.LOUD),
        ("activity_least_s", activity.LEAST_S),
        ("tone_share", tones.TONE_SHARE),
        ("pop_jump_share", pops.JUMP_SHARE),
        ("noisy_uv", emg_result.NOISY_UV),
        *own,
        ("constants_crc32", float(zlib.crc32(told.encode()))),
    )


def constants_of(step: ModuleType) -> list[tuple[str, float]]:
    """The numbers that a step names in capitals, those of a row one by one."""
    found = []
    for name, value in vars(step).items():
        if not name.isupper() or name.startswith("_"):
            continue
        numbers = value if isinstance(value, tuple) else (value,)
        for place, number in enumerate(numbers):
            if isinstance(number, int | float):
                found.append((f"{step.__name__.rpartition('.')[2]}.{name}.{place}", float(number)))
    return found
