"""Writes docs/clinical-review.md: all that waits for a clinician's signature.

    ./run python tools/write_clinical_review.py

The rules, the warning signs, the words of the cards, the thresholds and the
sentences that are our own judgement come from the tables and the code; the
doubts at the end stand here.
"""

from __future__ import annotations

import ast
import itertools
from pathlib import Path
from typing import TYPE_CHECKING

from quietmuscle.base.text import say
from quietmuscle.flow.care_table import care_table
from quietmuscle.knowledge.care_rules import care_ruleset
from quietmuscle.knowledge.facts import FactStatus
from quietmuscle.knowledge.facts import all_facts
from quietmuscle.knowledge.sources import source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quietmuscle.flow.care_table import TableRule

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "clinical-review.md"
THRESHOLDS = (
    "src/quietmuscle/advise/diary_extract.py",
    "src/quietmuscle/advise/suitability.py",
    "src/quietmuscle/advise/watch.py",
    "src/quietmuscle/web/care_shown.py",
)
"""The modules whose constants decide over health and stand in no table."""

HEAD = """# What waits for a clinician's signature

<!-- Written by tools/write_clinical_review.py; a change here would be lost. -->

Nothing on this page was signed by a clinician yet. Quiet Muscle says so beside each sentence:
`read` means that we read the source, `recalled` that it is general clinical knowledge whose
source was not yet checked again, `judgement` that it is our own. Which tier a rule has, what to
do, what to say on the phone and when to call sooner is our judgement for every rule, also where
the reason was read.

How to sign: tell us in an issue the version below, your name and profession, and for each id
"agreed", or what should be said instead.
"""

DOUBTS = """## Doubts

- **C03 against the conditions of self-care.** Known benign fasciculations, diagnosed by a
  neurologist and unchanged, often last for years and come in many places. The engine's rule (d)
  allows self-care only for less than 2 weeks and in one place. The cautious reading was taken:
  such a person gets T2 or T3, not T4. Should C03 lift these two conditions?
- **A yes only.** The diary, the medicine list and the profile may answer a question with yes,
  never with no: that no pain was ticked does not mean that there was none. Two exceptions: a
  list that the person called complete, and an age.
- **"Not sure" to a sign of T0** counts as T1. Should it be T0 for some of them?
- **Confirming what the diary says.** For T2 and T3 the person may answer "no" to what only the
  diary says, and is believed. For T0 and T1 nothing waits for a confirmation.
- **The present stretch of twitching** goes back until two weeks without an entry. A person who
  logs rarely may seem to begin anew.
- **The medicine list is believed** against a "no", also where an old entry was never stopped.
- **A list that was never used** is no empty list: then every question about medicines is asked.
- **Tiers by a sign alone** (the table above) hold where no rule fires; each is our judgement.
- **S02, S03** are stricter than NICE NG127 on purpose (same day instead of about two weeks).
- **NICE NG127 was read in a copy**, and must be read again at nice.org.uk.
- **A steroid without a course.** S13 is read so that any steroid with digoxin, a water tablet or
  an inhaler is T1; cramps or weakness count with a course of 500 mg or more only.
- **Baclofen or a benzodiazepine that ended 4 to 14 days ago without signs** is T3, and so is a
  gabapentinoid or an antiepileptic that ended lately. Should each be T2?
- **Q01** is routine in the table "if the examination was recently normal". We do not ask for the
  examination; the card asks for an appointment where there was none.
- **Under 18 without a warning sign** is T3: the program is for adults. Should its card say so?
- **Thoughts of ending one's life without a plan** have no rule. Should they be T1? The card of
  E19 names the emergency number only, no line for such crises.
- **A relapse that is severe** within the first 24 hours is asked for only as fast weakness, loss of
  sight and the signs of T0.
"""


def main() -> None:
    """Write the page."""
    TARGET.write_text(review(), "utf-8")


def review() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_rules(), *_signs(), *_cards(), *_thresholds(), *_sentences(), DOUBTS])


def _rules() -> Iterator[str]:
    table = care_table()
    yield f"## Rules, version {table.version}\n"
    for rule in table.rules:
        yield from _rule(rule)
    yield "### When self-care is possible at all\n"
    yield "Every red flag that was asked for is answered with no, no rule of T0 to T3 holds,"
    yield f"one rule of T4 does, and: {table.self_care}\n"


def _rule(rule: TableRule) -> Iterator[str]:
    yield f"### {rule.id} ({rule.tier}), {rule.status}\n"
    lines = {
        "When": rule.in_words,
        "Why": rule.why,
        "Do": rule.do,
        "Say": rule.say,
        "Sooner": rule.sooner,
        "Sources": "; ".join(f"{name} ({source(name).title})" for name in rule.sources),
    }
    yield from (f"- {name}: {words}" for name, words in lines.items() if words)
    yield "- Signed: "
    yield ""


def _signs() -> Iterator[str]:
    yield "## Warning signs that count without a rule\n"
    yield "| Id | Tier of a yes | Question | Signed |"
    yield "|---|---|---|---|"
    yield from (f"| `{each.id}` | {each.alone} | {each.text} | |" for each in care_table().signs)
    yield ""


def _cards() -> Iterator[str]:
    yield "## What the cards say\n"
    for words in care_ruleset().tiers.values():
        yield f"### {words.tier}: {words.name}\n"
        yield f"- Do: {words.do}"
        yield f"- Sooner: {words.sooner}"
        yield f"- Say: {words.say}"
        yield "- Signed: "
        yield ""


def _thresholds() -> Iterator[str]:
    yield "## Thresholds\n"
    yield "| Name | Value | Meaning | Signed |"
    yield "|---|---|---|---|"
    for module in THRESHOLDS:
        for name, value, meaning in constants(ROOT / module):
            yield f"| `{name}` | `{value}` | {meaning} | |"
    yield ""


def _sentences() -> Iterator[str]:
    yield "## Sentences that are our own judgement\n"
    yield "Each stands with its status wherever it is shown. Sources are named where they were read"
    yield "beside it; what was made of them is ours.\n"
    yield "| Id | Sentence | Beside it | Signed |"
    yield "|---|---|---|---|"
    for each in all_facts():
        if each.status is FactStatus.JUDGEMENT:
            beside = ", ".join(one.id for one in each.sources if not one.id.startswith("own_"))
            yield f"| `{each.id}` | {say(each.message)} | {beside} | |"
    yield ""


def constants(path: Path) -> Iterator[tuple[str, str, str]]:
    """The constants of a module that say what they mean: name, value, meaning."""
    body = ast.parse(path.read_text("utf-8")).body
    for node, after in itertools.pairwise(body):
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and not (isinstance(node.value, ast.Constant) and isinstance(node.value.value, str))
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            meaning = " ".join(str(after.value.value).split())
            yield node.targets[0].id, ast.unparse(node.value), meaning


if __name__ == "__main__":
    main()
