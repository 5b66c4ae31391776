from __future__ import annotations

from quietmuscle.knowledge.facts import fact
from quietmuscle.knowledge.sentences import sentences


def test_translators_get_every_sentence_once() -> None:
    found = sentences()
    assert len(found) == len(set(found))
    assert {"left calf", "both calves", "tongue", "South Africa"} <= set(found)
    assert fact("safety_net").text in found


def test_translators_get_the_names_questions_and_answers_of_learn() -> None:
    assert {
        "Misfiring nerves",
        "Regular beating (clonus)",
        "Can you see it move?",
        "A warm compress",
        "Are you pregnant?",
        "Tetany",
        "Sodium",
        "One eyelid",
    } <= set(sentences())
