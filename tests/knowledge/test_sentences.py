from __future__ import annotations

from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.sentences import sentences


def test_translators_get_every_sentence_once() -> None:
    found = sentences()
    assert len(found) == len(set(found))
    assert {"left calf", "both calves", "tongue", "South Africa"} <= set(found)
    assert fact("safety_net").text in found
