from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from quietmuscle.knowledge import sources
from quietmuscle.knowledge.rows import KnowledgeError
from quietmuscle.knowledge.rows import Row
from quietmuscle.knowledge.sites import body_sites
from quietmuscle.knowledge.sites import snomed_source
from quietmuscle.knowledge.sources import SourceStatus

GOOD: dict[str, object] = {
    "id": "R99",
    "title": "A page",
    "status": "read",
    "address": ["https://example.org/page"],
    "read_on": date(2026, 11, 23),
}


def test_a_source_that_was_read_says_where_and_when() -> None:
    source = sources.source("R1")
    assert source.status is SourceStatus.READ
    assert source.read_on == date(2026, 11, 23)
    assert source.addresses[0].startswith("https://")
    assert "nhs.uk" in source.recheck


def test_a_recalled_source_says_how_sure_we_are() -> None:
    source = sources.source("M11")
    assert source.status is SourceStatus.RECALLED
    assert source.confidence == "high"
    assert source.addresses == ()
    assert source.read_on is None


def test_guidelines_and_labels_are_marked_and_their_originals_known() -> None:
    guideline, page, label = map(sources.source, ("R2", "R1", "R16"))
    assert guideline.authority
    assert guideline.original is not None
    assert guideline.original.startswith("https://www.nice.org.uk/guidance/ng127/")
    assert (page.authority, page.original) == (False, None)
    assert (label.authority, label.original) == (True, None)
    assert sources.source("M21").original is None, "what was not read has no copy"


def test_addresses_are_addresses_and_days_are_past() -> None:
    for source in sources.sources():
        assert all(address.startswith(("http://", "https://")) for address in source.addresses)
        if source.read_on is not None:
            assert date(2020, 1, 1) <= source.read_on <= date(2026, 12, 31)


def sources_named(value: object) -> set[str]:
    """The ids that a table names as its sources, however deep they stand."""
    if isinstance(value, list):
        return set().union(*map(sources_named, value))
    if not isinstance(value, dict):
        return set()
    own = {*value.get("sources", []), value.get("snomed_source", "")}
    return own.union(*map(sources_named, value.values()))


def test_every_source_is_used() -> None:
    folder = Path(sources.__file__).parent
    tables = (tomllib.loads(path.read_text("utf-8")) for path in folder.rglob("*.toml"))
    used = set().union(*map(sources_named, tables)) - {""}
    assert {source.id for source in sources.sources()} == used


def test_the_sources_of_snomed_concepts_exist() -> None:
    for site in body_sites():
        if site.snomed_status == "read":
            assert sources.source(snomed_source(site.code)).status is SourceStatus.READ


def test_a_dangling_id_is_a_fault() -> None:
    with pytest.raises(KnowledgeError, match="no source 'R0'"):
        sources.source("R0")


@pytest.mark.parametrize(
    "change",
    [
        {"status": "heard"},
        {"address": []},
        {"read_on": "yesterday"},
        {"confidence": "high"},
        {"status": "recalled"},
        {"status": "own", "address": []},
        {"status": "recalled", "address": [], "recheck": "it", "confidence": "sure"},
        {"status": "own", "address": [], "recheck": "it", "confidence": "low"},
        {"wittness": "me"},
    ],
)
def test_a_source_that_contradicts_itself_is_a_fault(change: dict[str, object]) -> None:
    sources.read_source(Row(place="made up", fields=GOOD))
    with pytest.raises(KnowledgeError):
        sources.read_source(Row(place="made up", fields={**GOOD, **change}))


def test_an_id_stands_once(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = (Row(place="made up", fields=GOOD),) * 2
    monkeypatch.setattr(sources, "read_rows", lambda _file, _table: twice)
    with pytest.raises(KnowledgeError, match="stands twice"):
        sources._table.__wrapped__()
