from __future__ import annotations

from quietmuscle.knowledge.claims import all_claims
from quietmuscle.knowledge.glossary import glossary
from quietmuscle.knowledge.kinds import kind_questions
from quietmuscle.knowledge.learn_sentences import learn_sentences
from quietmuscle.knowledge.lookalikes import lookalikes


def test_every_name_question_and_answer_goes_to_the_translators() -> None:
    found = set(learn_sentences())
    assert {claim.name for claim in all_claims()} <= found
    assert {each.name for each in lookalikes()} <= found
    assert {term.word for term in glossary()} <= found
    for question in kind_questions():
        assert question.text in found
        assert {choice.words for choice in question.choices} <= found
