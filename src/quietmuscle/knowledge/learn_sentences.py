"""The sentences of the Learn tables, for the translators' catalogue."""

from __future__ import annotations

from quietmuscle.knowledge.about_health import health_questions
from quietmuscle.knowledge.claims import all_claims
from quietmuscle.knowledge.glossary import glossary
from quietmuscle.knowledge.kinds import KindChoice
from quietmuscle.knowledge.kinds import kind_questions
from quietmuscle.knowledge.lab_ranges import lab_ranges
from quietmuscle.knowledge.lookalikes import lookalikes
from quietmuscle.knowledge.strategies import strategies


def learn_sentences() -> tuple[str, ...]:
    """Names, headings, questions and answers; the facts among them are collected elsewhere."""
    return (
        *(claim.name for claim in all_claims()),
        *(each.name for each in lookalikes()),
        *(text for each in kind_questions() for text in (each.text, *_words(each.choices))),
        *(each.name for each in strategies()),
        *(each.text for each in health_questions()),
        *(term.word for term in glossary()),
        *(each.name for each in lab_ranges()),
    )


def _words(choices: tuple[KindChoice, ...]) -> tuple[str, ...]:
    return tuple(choice.words for choice in choices)
