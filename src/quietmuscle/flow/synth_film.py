"""A synthetic film as the bytes of an MP4 file."""

from __future__ import annotations

import io
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quietmuscle.model.recording import VideoSource

QUALITY = "18"


def film(source: VideoSource) -> bytes:
    """The pictures of a source, compressed as a phone would; its times are rounded to a frame."""
    import av

    out = io.BytesIO()
    rate = Fraction(source.header.rate_hz).limit_denominator(1001)
    with av.open(out, mode="w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=rate)
        stream.width, stream.height = source.header.width, source.header.height
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": QUALITY, "threads": "1"}
        for each in source.frames():
            picture = av.VideoFrame.from_ndarray(each.image, format="gray").reformat(
                format="yuv420p"
            )
            container.mux(stream.encode(picture))
        container.mux(stream.encode())
    return out.getvalue()
