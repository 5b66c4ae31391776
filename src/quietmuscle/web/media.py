"""What a photo or video is, told from its first bytes and never from its name.

Only pictures and videos that a browser shows without running anything are
known here: a page or an SVG that calls itself a photo is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

NEEDED_BYTES = 64
"""How many of the first bytes are enough to tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaType:
    """A kind of file that can be added to an entry."""

    name: str
    suffix: str


JPEG = MediaType(name="image/jpeg", suffix="jpg")
PNG = MediaType(name="image/png", suffix="png")
GIF = MediaType(name="image/gif", suffix="gif")
WEBP = MediaType(name="image/webp", suffix="webp")
HEIC = MediaType(name="image/heic", suffix="heic")
AVIF = MediaType(name="image/avif", suffix="avif")
MP4 = MediaType(name="video/mp4", suffix="mp4")
QUICKTIME = MediaType(name="video/quicktime", suffix="mov")
THREEGPP = MediaType(name="video/3gpp", suffix="3gp")
WEBM = MediaType(name="video/webm", suffix="webm")
MATROSKA = MediaType(name="video/x-matroska", suffix="mkv")

KNOWN = (JPEG, PNG, GIF, WEBP, HEIC, AVIF, MP4, QUICKTIME, THREEGPP, WEBM, MATROSKA)

_STARTS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
)
# Brands of the ISO base media file format (ISO/IEC 14496-12), as phones write them.
_BRANDS = (
    ((b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"), HEIC),
    ((b"avif", b"avis"), AVIF),
    ((b"qt  ",), QUICKTIME),
    ((b"3gp", b"3g2"), THREEGPP),
    ((b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"mmp4"), MP4),
    ((b"avc1", b"M4V", b"dash", b"MSNV"), MP4),
)


def media_type(first_bytes: bytes) -> MediaType | None:
    """The kind of a file that begins with these bytes, or None for any other."""
    for start, kind in _STARTS:
        if first_bytes.startswith(start):
            return kind
    if first_bytes.startswith(b"RIFF") and first_bytes[8:12] == b"WEBP":
        return WEBP
    if first_bytes[4:8] == b"ftyp":
        brand = first_bytes[8:12]
        return next((kind for brands, kind in _BRANDS if brand.startswith(brands)), None)
    if first_bytes.startswith(b"\x1aE\xdf\xa3"):
        return _matroska(first_bytes[:NEEDED_BYTES])
    return None


def media_type_named(name: str) -> MediaType | None:
    """The kind of a name such as image/jpeg, or None for one that is not kept here."""
    return next((kind for kind in KNOWN if kind.name == name), None)


def _matroska(first_bytes: bytes) -> MediaType | None:
    """WebM or Matroska, by the document type in the EBML header (RFC 8794)."""
    if b"\x42\x82\x84webm" in first_bytes:
        return WEBM
    return MATROSKA if b"\x42\x82\x88matroska" in first_bytes else None
