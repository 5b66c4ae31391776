"""What runs here, for programs and for the pages' own check."""

from __future__ import annotations

from quietmuscle import __version__
from quietmuscle.store.migrating import HEAD
from quietmuscle.web.house import ThisHouse
from quietmuscle.web.part import Part
from quietmuscle.web.wire import Wire

router = Part(tags=["status"])


class StatusWire(Wire):
    """The version that runs, that of its database, and how many entries it keeps."""

    app: str
    version: str
    schema_version: str
    entries: int
    demo: bool


@router.get("/status")
def get_status(house: ThisHouse) -> StatusWire:
    """What runs here; no health data."""
    return StatusWire(
        app="quietmuscle",
        version=__version__,
        schema_version=HEAD,
        entries=house.workspace.diary.tallies.entries(),
        demo=house.demo,
    )
