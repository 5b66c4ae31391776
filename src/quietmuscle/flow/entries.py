"""All entries that fit a question, however many there are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quietmuscle.model.query import LARGEST_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quietmuscle.flow.workspace import Workspace
    from quietmuscle.model.episode import Episode
    from quietmuscle.model.query import EpisodeQuery


def every_entry(workspace: Workspace, query: EpisodeQuery) -> Iterator[Episode]:
    """The entries that fit, newest first, read page after page so that memory stays small.

    They are read as they are asked for, in the largest pages, whatever the
    query's own limit.
    """
    asked = replace(query, limit=LARGEST_PAGE)
    while True:
        page = workspace.diary.episodes.find(asked)
        yield from page.episodes
        if page.next is None:
            return
        asked = replace(asked, after=page.next)
