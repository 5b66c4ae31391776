"""The sentences of our tables, for the translators' catalogue.

They stand in TOML, where the usual collecting of sentences from code does not
look; who makes the catalogue adds these.
"""

from __future__ import annotations

from quietmuscle.knowledge.countries import countries
from quietmuscle.knowledge.facts import all_facts
from quietmuscle.knowledge.sites import site_sentences


def sentences() -> tuple[str, ...]:
    """Every sentence of the tables once: names of places, facts, countries."""
    found = (
        *site_sentences(),
        *(fact.text for fact in all_facts()),
        *(country.name for country in countries()),
    )
    return tuple(dict.fromkeys(found))
