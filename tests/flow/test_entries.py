from __future__ import annotations

from datetime import timedelta
from itertools import islice

import pytest
from entries import NOW_UTC
from entries import TODAY
from entries import an_episode
from entries import an_id

from quietmuscle.flow import entries as flow_entries
from quietmuscle.flow.entries import every_entry
from quietmuscle.model.query import EpisodeQuery
from quietmuscle.store.episodes import EpisodeShelf


@pytest.fixture
def asked(monkeypatch) -> list[EpisodeQuery]:
    """Pages of two entries, and what the diary was asked for them."""
    monkeypatch.setattr(flow_entries, "LARGEST_PAGE", 2)
    queries: list[EpisodeQuery] = []
    find = EpisodeShelf.find

    def watched(shelf, query):
        queries.append(query)
        return find(shelf, query)

    monkeypatch.setattr(EpisodeShelf, "find", watched)
    return queries


def told(workspace, number):
    """So many entries, newest first, a minute between."""
    entries = [an_episode(NOW_UTC - timedelta(minutes=back)) for back in range(number)]
    for each in entries:
        workspace.diary.episodes.put(each, change_id=an_id(), recorded_at_utc=NOW_UTC)
    return entries


@pytest.mark.parametrize("number", [0, 1, 2, 3, 4, 5])
def test_every_entry_comes_once_newest_first_however_the_pages_end(workspace, asked, number):
    entries = told(workspace, number)
    assert list(every_entry(workspace, EpisodeQuery())) == entries
    assert all(query.limit == 2 for query in asked)


def test_what_was_asked_holds_on_every_page(workspace, asked):
    told(workspace, 5)
    older = an_episode(NOW_UTC - timedelta(days=3))
    workspace.diary.episodes.put(older, change_id=an_id(), recorded_at_utc=NOW_UTC)
    query = EpisodeQuery(first_day=TODAY, last_day=TODAY, limit=1)
    assert older not in list(every_entry(workspace, query))
    assert {(each.first_day, each.last_day) for each in asked} == {(TODAY, TODAY)}


def test_no_page_is_read_before_it_is_asked_for(workspace, asked):
    told(workspace, 5)
    found = every_entry(workspace, EpisodeQuery())
    assert asked == []
    list(islice(found, 2))
    assert len(asked) == 1
