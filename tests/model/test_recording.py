"""Recordings in blocks."""

from __future__ import annotations

import numpy as np

from quietmuscle.model.recording import Modality
from quietmuscle.model.recording import SignalHeader
from quietmuscle.model.recording import SignalSource
from quietmuscle.model.recording import SignalUnit


def test_a_source_can_be_read_again():
    header = SignalHeader(
        modality=Modality.EMG, rate_hz=2.0, channels=("a",), unit=SignalUnit.MICROVOLT
    )
    samples = np.arange(5.0)[:, None]
    source = SignalSource(
        header=header,
        blocks=lambda size: (samples[at : at + size] for at in range(0, 5, size)),
    )
    for _ in range(2):
        assert [block.shape for block in source.blocks(2)] == [(2, 1), (2, 1), (1, 1)]
