"""The places of the body that a person can point at, and their names.

The catalogue is sites.toml. A region is a large target of the whole-body
picture; a site is a part of a region. Names with a side are whole sentences
of the text catalogue ("left calf", "both calves"), so that other languages can
bend and order the words as they must.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.rows import read_rows
from quietmuscle.model.site import BodySite
from quietmuscle.model.site import Side
from quietmuscle.model.site import SiteRef

SNOMED_SIDES = {Side.LEFT: "7771000", Side.RIGHT: "24028007", Side.BOTH: "51440002"}
"""SNOMED CT qualifiers of laterality (read in the eHDSI value set, see sources.toml)."""

_STATUSES = ("read", "recalled", "")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A site with its phrases: one for each side that makes sense for it."""

    site: BodySite
    phrases: dict[Side, str]
    snomed_source: str


def body_sites() -> tuple[BodySite, ...]:
    """Every region and site, regions first, in the order of the catalogue."""
    return tuple(entry.site for entry in _catalogue().values())


def regions() -> tuple[BodySite, ...]:
    """The large regions of the whole-body picture, from head to foot."""
    return tuple(site for site in body_sites() if site.is_region)


def sites_of(region: str) -> tuple[BodySite, ...]:
    """The sites within a region; none where the region is not divided."""
    return tuple(site for site in body_sites() if site.region == region)


def site(code: str) -> BodySite:
    """The site of a code. Raises NotFoundError for a code we do not know."""
    try:
        return _catalogue()[code].site
    except KeyError:
        raise NotFoundError(
            Message(_("We do not know the body site {code}."), {"code": code[:60]})
        ) from None


def known(ref: SiteRef) -> bool:
    """Whether a place is in the catalogue and its side makes sense there."""
    entry = _catalogue().get(ref.code)
    return entry is not None and ref.side in entry.phrases


def codes_within(code: str) -> tuple[str, ...]:
    """A site's code and those of the sites within it: what a search for it must find.

    A code that we do not know stands for itself: an import may have brought it.
    """
    return (code, *(site.code for site in sites_of(code)))


def site_name(ref: SiteRef) -> Message:
    """The name of a place with its side, such as "left calf" or "tongue".

    A place of a newer catalogue, which an import may bring, keeps its code.
    """
    entry = _catalogue().get(ref.code)
    if entry is None:
        return Message(_("{code} ({side})"), {"code": ref.code, "side": ref.side.value})
    return Message(entry.phrases.get(ref.side, entry.site.name))


def region_of(ref: SiteRef) -> SiteRef:
    """The region that a place belongs to, on the same side where it has sides.

    Raises NotFoundError for a code we do not know.
    """
    own = site(ref.code)
    region = own if own.region is None else site(own.region)
    if not region.paired:
        return SiteRef(region.code, Side.MIDDLE)
    return SiteRef(region.code, ref.side if ref.side in region.sides else Side.BOTH)


def snomed_source(code: str) -> str:
    """The id in sources.toml of where a site's SNOMED concept was read."""
    return _catalogue()[code].snomed_source


def site_sentences() -> tuple[str, ...]:
    """Every name of the catalogue as a sentence, for the translators' lists."""
    found = {
        sentence: None
        for entry in _catalogue().values()
        for sentence in (entry.site.name, *entry.phrases.values())
    }
    return tuple(found)


@lru_cache(maxsize=1)
def _catalogue() -> dict[str, _Entry]:
    entries = tuple(_entry(row) for row in read_rows("sites.toml", "site"))
    catalogue = {entry.site.code: entry for entry in entries}
    if len(catalogue) != len(entries):
        raise KnowledgeError("sites.toml: a code stands twice")
    for entry in entries:
        region = entry.site.region
        if region is not None and (region not in catalogue or catalogue[region].site.region):
            raise KnowledgeError(f"sites.toml: {entry.site.code} has no region {region!r}")
    return catalogue


def _entry(row: Row) -> _Entry:
    row.only("code", "name", "sided", "both", "region", "snomed", "snomed_status", "snomed_source")
    name, sided = row.text("name"), row.text("sided", "")
    if sided:
        phrases = {
            Side.LEFT: sided.format(side="left"),
            Side.RIGHT: sided.format(side="right"),
            Side.BOTH: row.text("both"),
        }
    else:
        phrases = {Side.MIDDLE: name}
    status = row.text("snomed_status", "")
    snomed = row.text("snomed", "")
    source = row.text("snomed_source", "")
    if (
        status not in _STATUSES
        or bool(snomed) != bool(status)
        or (status == "read") != bool(source)
    ):
        raise KnowledgeError(f"{row.place}: SNOMED concept, status and source do not fit")
    return _Entry(
        site=BodySite(
            code=row.text("code"),
            name=name,
            region=row.text("region", "") or None,
            paired=bool(sided),
            snomed=snomed,
            snomed_status=status,
        ),
        phrases=phrases,
        snomed_source=source,
    )
