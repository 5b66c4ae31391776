"""The sentences of our tables, for the translators' catalogue.

They stand in TOML, where the usual collecting of sentences from code does not
look; who makes the catalogue adds these.
"""

from __future__ import annotations

from quietmuscle.knowledge.care_questions import care_questions
from quietmuscle.knowledge.care_questions import care_screens
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.countries import countries
from quietmuscle.knowledge.facts import all_facts
from quietmuscle.knowledge.interactions import interactions
from quietmuscle.knowledge.learn_sentences import learn_sentences
from quietmuscle.knowledge.medicine_facts import medicine_facts
from quietmuscle.knowledge.sessions import session_sentences
from quietmuscle.knowledge.sites import site_sentences


def sentences() -> tuple[str, ...]:
    """Every sentence of the tables once: names of places, facts, countries, care."""
    found = (
        *site_sentences(),
        *(fact.text for fact in all_facts()),
        *(country.name for country in countries()),
        *(fact.text for fact in medicine_facts()),
        *(each.text for each in interactions()),
        *_care_sentences(),
        *learn_sentences(),
        *session_sentences(),
    )
    return tuple(dict.fromkeys(found))


def _care_sentences() -> tuple[str, ...]:
    """What the care check asks and says."""
    ruleset = care_ruleset()
    words = ruleset.tiers.values()
    return (
        *(screen.title for screen in care_screens()),
        *(text for each in care_questions().values() for text in (each.text, each.help) if text),
        *(text for each in words for text in (each.name, each.do, each.sooner, each.say)),
        *(sentence.sentence for rule in ruleset.rules for sentence in rule.sentences),
    )
