"""How long a muscle is watched: as the sentence says it, and as its source does."""

from __future__ import annotations

from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.watch_time import NONE_SEEN_S


def test_the_time_is_that_of_the_sentence_and_of_its_source_and_called_a_judgement() -> None:
    told = fact("measuring_how_long")
    assert NONE_SEEN_S == 90
    assert "a minute and a half" in told.text
    assert "needles" in told.text
    assert told.status is FactStatus.JUDGEMENT
    assert any(f"{NONE_SEEN_S:.0f} seconds" in source.title for source in told.sources)
