"""The way in for every recording: a path becomes a source that is read piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from quietmuscle.base.text import _
from quietmuscle.capture.dicom import read_dicom
from quietmuscle.capture.edf import modality_of_edf
from quietmuscle.capture.edf import read_edf
from quietmuscle.capture.kinds import FileKind
from quietmuscle.capture.kinds import kind_of
from quietmuscle.capture.numpy_files import read_npy
from quietmuscle.capture.numpy_files import read_npz
from quietmuscle.capture.phone_zip import read_phone_zip
from quietmuscle.capture.phone_zip import table_in
from quietmuscle.capture.plausible import with_plausible_amplitude
from quietmuscle.capture.refusal import refusal
from quietmuscle.capture.table import has_axes
from quietmuscle.capture.table import read_table
from quietmuscle.capture.units import fits
from quietmuscle.capture.units import modality_of
from quietmuscle.capture.units import scale_given
from quietmuscle.capture.video import read_film
from quietmuscle.capture.wfdb import holds_record
from quietmuscle.capture.wfdb import read_wfdb
from quietmuscle.capture.wfdb import read_wfdb_zip
from quietmuscle.capture.wishes import Wishes
from quietmuscle.capture.zipped import members
from quietmuscle.capture.zipped import opened
from quietmuscle.model.recording import Modality

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quietmuscle.base.errors import ValueNotUnderstoodError
    from quietmuscle.model.recording import SignalSource
    from quietmuscle.model.recording import VideoSource

WITH_PICTURES = {FileKind.VIDEO, FileKind.DICOM}
OF_PICTURES = {Modality.VIDEO, Modality.ULTRASOUND}


def read_signal(
    path: Path,
    *,
    modality: Modality | None = None,
    rate_hz: float | None = None,
    unit: str | None = None,
) -> SignalSource:
    """The signals of a file, in µV or m/s² where its unit is known.

    Without `modality` the content decides. `rate_hz` and `unit` go before what
    the file says. What cannot be read is refused with one clear sentence.
    """
    kind = kind_of(path)
    if kind in WITH_PICTURES or modality in OF_PICTURES:
        raise _other_kind()
    scale = scale_given(unit) if unit else None
    if scale and modality and not fits(scale.unit, modality):
        raise refusal(_("This unit does not fit this kind of recording. Please check both."))
    sort = modality or (modality_of(scale.unit) if scale else None)
    wishes = Wishes(modality=sort, rate_hz=rate_hz, scale=scale)
    with np.errstate(all="ignore"):
        source = _read(path, kind, wishes)
        return source if scale else with_plausible_amplitude(source)


def _read(path: Path, kind: FileKind, wishes: Wishes) -> SignalSource:
    """The signals of a file, by its kind."""
    if kind is FileKind.TABLE:
        return read_table(lambda: path.open("rb"), wishes)
    if kind is FileKind.ZIP:
        return _zip_reader(path)(path, wishes)
    reader = {FileKind.EDF: read_edf, FileKind.WFDB: read_wfdb, FileKind.NPY: read_npy}[kind]
    return reader(path, wishes)


def _zip_reader(path: Path) -> Callable[[Path, Wishes], SignalSource]:
    """Who reads a ZIP file, by what it holds."""
    if _is_npz(path):
        return read_npz
    return read_wfdb_zip if holds_record(path) else read_phone_zip


def _is_npz(path: Path) -> bool:
    """Whether a ZIP file holds arrays."""
    return any(each.filename.endswith(".npy") for each in members(path))


def read_video(path: Path, *, modality: Modality = Modality.VIDEO) -> VideoSource:
    """The pictures of a film, or of an ultrasound clip, one by one."""
    kind = kind_of(path)
    if kind not in WITH_PICTURES or modality not in OF_PICTURES:
        raise _other_kind()
    if kind is FileKind.DICOM:
        return read_dicom(path, modality=modality)
    return read_film(path, modality=modality)


def _other_kind() -> ValueNotUnderstoodError:
    """The refusal of pictures where signals were wanted, or the other way round."""
    return refusal(
        _(
            "This file does not fit the kind of recording that was chosen. "
            "Please choose what it was made with (modality)."
        )
    )


def guess_modality(path: Path) -> Modality:
    """What a recording was most likely made with, by its content."""
    kind = kind_of(path)
    if kind in WITH_PICTURES:
        return Modality.ULTRASOUND if kind is FileKind.DICOM else Modality.VIDEO
    if kind is FileKind.EDF:
        return modality_of_edf(path)
    holds_axes = False
    with np.errstate(all="ignore"):
        if kind is FileKind.TABLE:
            holds_axes = has_axes(lambda: path.open("rb"))
        elif kind is FileKind.ZIP and _zip_reader(path) is read_phone_zip:
            member = table_in(path)
            holds_axes = has_axes(lambda: opened(path, member))
    return Modality.ACCEL if holds_axes else Modality.EMG
