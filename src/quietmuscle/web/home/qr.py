"""An address as a picture for a phone's camera: on a page, and in a terminal."""

from __future__ import annotations

from io import StringIO

BORDER = 4
"""The white margin that cameras need, in modules (ISO/IEC 18004)."""


def qr_svg(address: str) -> str:
    """The picture for a page: black on white in any theme, without a style of its own."""
    import segno

    code = segno.make(address, error="m", micro=False)
    return code.svg_inline(
        border=BORDER, dark="#000", light="#fff", svgclass="qr", lineclass=None, omitsize=True
    )


def qr_terminal(address: str) -> str:
    """The picture for a terminal with light letters on a dark ground, in half blocks."""
    import segno

    drawn = StringIO()
    segno.make(address, error="m", micro=False).terminal(drawn, border=BORDER, compact=True)
    return drawn.getvalue().rstrip("\n")
