"""Reading a paper against its own figures before anybody signs it: sums, percentages, dates, bases and promises.

Each rule is a file with one function and says why it matters. None of them changes a word: they only ask.
"""

from __future__ import annotations

from bluelamp.board.document import Document
from bluelamp.board.proof_reading import (
    empty_section,
    future_before,
    implications,
    near_total,
    past_after,
    percentages,
    period_kinds,
    totals,
    typed_number,
    weekday,
)
from bluelamp.board.proof_reading.finding import Finding, Rule

RULES: tuple[Rule, ...] = (
    typed_number.RULE,
    totals.RULE,
    near_total.RULE,
    percentages.RULE,
    period_kinds.RULE,
    past_after.RULE,
    future_before.RULE,
    weekday.RULE,
    empty_section.RULE,
    implications.RULE,
)


def proof_read(document: Document, rules: tuple[Rule, ...] = RULES) -> tuple[Finding, ...]:
    """What every rule found, in the order of the paper; empty when nothing was."""
    found = [Finding.of(rule, remark) for rule in rules for remark in rule.read(document)]
    order = {section.key: place for place, section in enumerate(document.sections)}
    return tuple(sorted(found, key=lambda f: (order[f.section], f.paragraph, f.rule, f.sentence)))


__all__ = ["RULES", "Finding", "Rule", "proof_read"]
