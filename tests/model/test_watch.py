"""The reasons of the watch."""

from __future__ import annotations

from quietmuscle.base.wire import from_json
from quietmuscle.base.wire import to_json
from quietmuscle.model.watch import WatchMemory
from quietmuscle.model.watch import WatchReason


def test_the_reasons_go_from_the_most_serious_down() -> None:
    found = [each.seriousness for each in WatchReason]
    assert found == sorted(found, reverse=True)
    assert set(found) == {1, 2, 3}


def test_the_words_that_diaries_keep_stay() -> None:
    assert [each.value for each in WatchReason] == [
        "urgent_by_rules",
        "weak_or_stiff",
        "painful",
        "medicine_changed",
        "more_places",
        "disturbed",
        "rising",
        "lasting",
    ]
    memory = WatchMemory(reasons=tuple(WatchReason), urgent=("T1 S01",))
    assert from_json(WatchMemory, to_json(memory)) == memory
    assert from_json(WatchMemory, b'{"quiet_since": null, "reasons": []}') == WatchMemory()
