"""Rows: what goes into a table comes out of it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from entries import NOW_UTC
from entries import an_id
from entries import day_logs
from entries import episodes
from entries import medicine_changes
from entries import site_refs
from entries import texts
from hypothesis import given
from hypothesis import strategies as st

from quietmuscle.model.attachment import Attachment
from quietmuscle.store.days import in_order
from quietmuscle.store.rows import attachment_of_row
from quietmuscle.store.rows import day_of_row
from quietmuscle.store.rows import episode_of_row
from quietmuscle.store.rows import folded
from quietmuscle.store.rows import medicine_change_of_row
from quietmuscle.store.rows import read_sites
from quietmuscle.store.rows import row_of_attachment
from quietmuscle.store.rows import row_of_day
from quietmuscle.store.rows import row_of_episode
from quietmuscle.store.rows import row_of_medicine_change
from quietmuscle.store.rows import spell_sites

if TYPE_CHECKING:
    from uuid import UUID

    from quietmuscle.model.day import DayLog
    from quietmuscle.model.episode import Episode
    from quietmuscle.model.medicine import MedicineChange
    from quietmuscle.model.site import SiteRef

photos = st.lists(st.builds(an_id), max_size=3).map(tuple)


@given(episode=episodes(attachments=photos))
def test_episodes(episode: Episode) -> None:
    row = row_of_episode(episode)
    assert episode_of_row(row) == episode
    assert (row["weekday"], row["hour"]) == (
        episode.moment.local.weekday(),
        episode.moment.local.hour,
    )


@given(log=day_logs)
def test_days(log: DayLog) -> None:
    assert day_of_row(row_of_day(log)) == in_order(log)


@given(change=medicine_changes())
def test_medicines(change: MedicineChange) -> None:
    assert medicine_change_of_row(row_of_medicine_change(change)) == change


@given(photo=st.builds(an_id))
def test_attachments(photo: UUID) -> None:
    attachment = Attachment(
        id=photo,
        sha256="0" * 64,
        media_type="image/jpeg",
        size_bytes=0,
        added_at_utc=NOW_UTC,
    )
    assert attachment_of_row(row_of_attachment(attachment)) == attachment


@given(sites=st.lists(site_refs, min_size=1, max_size=5).map(tuple))
def test_sites(sites: tuple[SiteRef, ...]) -> None:
    spelt = spell_sites(sites)
    assert read_sites(spelt) == sites
    assert all(f" {site.code}." in spelt for site in sites)


@given(text=texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("text", "same"), [("STRASSE", "straße"), ("Cafe\u0301", "CAFÉ"), ("ΣΊΣΥΦΟΣ", "σίσυφος")]
)
def test_folding_knows_no_capitals(text: str, same: str) -> None:
    assert folded(text) == folded(same)
