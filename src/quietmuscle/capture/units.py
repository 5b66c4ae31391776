"""Units as files write them, and what turns their numbers into µV or m/s²."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quietmuscle.base.text import _
from quietmuscle.capture.refusal import refusal
from quietmuscle.capture.refusal import shown
from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import SignalUnit

STANDARD_GRAVITY_MPS2 = 9.80665
"""One g in m/s², exact by definition (CGPM 1901)."""

_UV = SignalUnit.MICROVOLT
_MPS2 = SignalUnit.METRE_PER_SECOND_SQUARED


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A unit of a file: numbers times `factor` are in `unit`; None where it is not known."""

    unit: SignalUnit | None
    factor: float = 1.0


UNKNOWN = Scale(unit=None)

_SCALES = {
    "nv": Scale(unit=_UV, factor=1e-3),
    "uv": Scale(unit=_UV),
    "mv": Scale(unit=_UV, factor=1e3),
    "v": Scale(unit=_UV, factor=1e6),
    "m/s2": Scale(unit=_MPS2),
    "g": Scale(unit=_MPS2, factor=STANDARD_GRAVITY_MPS2),
    "mg": Scale(unit=_MPS2, factor=STANDARD_GRAVITY_MPS2 / 1000),
}
_OTHER_SPELLINGS = {
    "nanovolt": "nv",
    "microvolt": "uv",
    "millivolt": "mv",
    "volt": "v",
    "m/s/s": "m/s2",
    "m/sec2": "m/s2",
    "ms-2": "m/s2",
    "m.s-2": "m/s2",
    "m*s-2": "m/s2",
    "milli-g": "mg",
    "gn": "g",
}
_SIGNS = str.maketrans({"µ": "u", "μ": "u", "²": "2", "^": "", " ": "", "−": "-", "⁻": "-"})
_UNIT_OF = {Modality.EMG: _UV, Modality.ACCEL: _MPS2}


def scale_of(text: str) -> Scale | None:
    """The unit that a text names; None where it names none that we know."""
    word = text.strip().translate(_SIGNS).lower()
    word = _OTHER_SPELLINGS.get(word) or _OTHER_SPELLINGS.get(word.removesuffix("s"), word)
    return _SCALES.get(word)


def scale_given(text: str) -> Scale:
    """The unit that somebody gave as an option."""
    found = scale_of(text)
    if found is None:
        raise refusal(
            _("“{unit}” is not a unit we know. Please give one of uV, mV, V, g, mg or m/s2."),
            unit=shown(text),
        )
    return found


def modality_of(unit: SignalUnit | None) -> Modality | None:
    """What measures in this unit."""
    return next((each for each, own in _UNIT_OF.items() if own is unit), None)


def fits(unit: SignalUnit | None, modality: Modality) -> bool:
    """Whether a sensor of this kind can measure in this unit; an unknown one may fit."""
    return unit is None or _UNIT_OF.get(modality) is unit


def scale_in_name(name: str) -> Scale | None:
    """The unit that the heading of a column names, as in `EMG (mV)` or `emg_uV`."""
    in_brackets = re.search(r"[(\[{]([^()\[\]{}]{1,16})[)\]}]\s*$", name)
    if in_brackets:
        return scale_of(in_brackets.group(1))
    _, mark, last = name.strip().replace("_", " ").replace("/m/s", " m/s").rpartition(" ")
    # A lone letter behind a name says little: "sensor g" may be the seventh sensor.
    return scale_of(last) if mark and len(last) > 1 else None
