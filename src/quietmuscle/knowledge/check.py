"""The check of all our tables before anything is served.

A damaged table must stop the start and not the answer to a frightened person.
"""

from __future__ import annotations

from quietmuscle.knowledge.about_health import health_questions
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.claims import all_claims
from quietmuscle.knowledge.countries import countries
from quietmuscle.knowledge.facts import all_facts
from quietmuscle.knowledge.glossary import glossary
from quietmuscle.knowledge.interactions import interactions
from quietmuscle.knowledge.kinds import kind_questions
from quietmuscle.knowledge.kinds import kind_signs
from quietmuscle.knowledge.lab_ranges import lab_ranges
from quietmuscle.knowledge.limits import limits
from quietmuscle.knowledge.lookalikes import lookalikes
from quietmuscle.knowledge.medicine_facts import medicine_facts
from quietmuscle.knowledge.medicines import medicine_names
from quietmuscle.knowledge.medicines import medicines
from quietmuscle.knowledge.sessions import sessions
from quietmuscle.knowledge.sites import body_sites
from quietmuscle.knowledge.sources import sources
from quietmuscle.knowledge.strategies import strategies


def check_tables() -> None:
    """Read every table once. Raises KnowledgeError, which names the file and the entry."""
    for read in (
        sources,
        all_facts,
        countries,
        body_sites,
        medicines,
        medicine_names,
        medicine_facts,
        interactions,
        care_ruleset,
        sessions,
        lookalikes,
        kind_questions,
        kind_signs,
        strategies,
        health_questions,
        limits,
        all_claims,
        glossary,
        lab_ranges,
    ):
        read()
