"""The check of all our tables before anything is served.

A damaged table must stop the start and not the answer to a frightened person.
"""

from __future__ import annotations

from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.countries import countries
from quietmuscle.knowledge.facts import all_facts
from quietmuscle.knowledge.medicines import medicines
from quietmuscle.knowledge.sessions import sessions
from quietmuscle.knowledge.sites import body_sites
from quietmuscle.knowledge.sources import sources


def check_tables() -> None:
    """Read every table once. Raises KnowledgeError, which names the file and the entry."""
    for read in (sources, all_facts, countries, body_sites, medicines, care_ruleset, sessions):
        read()
