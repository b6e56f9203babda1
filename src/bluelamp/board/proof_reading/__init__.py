"""Reading a paper against itself before anybody signs it: sums, percentages, dates, bases, claims and
promises.

Each rule is a file with one function and says why it matters. None of them changes a word: they only ask.
``RULES`` are asked of papers built here, whose figures are typed objects; ``OF_SENSE`` of any paper,
whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bluelamp.board.document import Document
from bluelamp.board.proof_reading.claims import (
    causes,
    chance,
    green,
    how_many_asked,
    national,
    not_evaluated,
    opposite,
    ranks,
    significant,
)
from bluelamp.board.proof_reading.days import future_before, impossible, past_after, spans, weekday
from bluelamp.board.proof_reading.figures import (
    adding,
    budgets,
    changes,
    each,
    equated,
    implied_totals,
    leaving,
    mixing,
    orders,
    partitions,
    percentages,
    points,
    rates,
    remainders,
    said_twice,
    stated_mix,
    targets,
    two_places,
)
from bluelamp.board.proof_reading.finding import Finding, Rule
from bluelamp.board.proof_reading.language import remembered
from bluelamp.board.proof_reading.periods import period_kinds, years
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables import (
    followed,
    in_text,
    near_total,
    outside,
    precision,
    reached,
    shares,
    small_cells,
    told,
    totals,
)
from bluelamp.board.proof_reading.wording import (
    acronyms,
    averages,
    categories,
    empty_section,
    implications,
    listed_and_left,
    lists,
    risks_unrated,
    two_meanings,
    typed_number,
    which_is_which,
)

OF_SENSE: tuple[Rule, ...] = (
    percentages.RULE,
    said_twice.RULE,
    changes.RULE,
    targets.RULE,
    orders.RULE,
    each.RULE,
    points.RULE,
    adding.RULE,
    budgets.RULE,
    remainders.RULE,
    rates.RULE,
    two_places.RULE,
    equated.RULE,
    implied_totals.RULE,
    mixing.RULE,
    stated_mix.RULE,
    partitions.RULE,
    totals.RULE,
    followed.RULE,
    shares.RULE,
    outside.RULE,
    near_total.RULE,
    in_text.RULE,
    told.RULE,
    reached.RULE,
    precision.RULE,
    small_cells.RULE,
    period_kinds.RULE,
    years.RULE,
    leaving.RULE,
    averages.RULE,
    which_is_which.RULE,
    past_after.RULE,
    future_before.RULE,
    weekday.RULE,
    impossible.RULE,
    spans.RULE,
    chance.RULE,
    how_many_asked.RULE,
    opposite.RULE,
    significant.RULE,
    causes.RULE,
    ranks.RULE,
    not_evaluated.RULE,
    national.RULE,
    green.RULE,
    categories.UNKNOWNS,
    categories.LACKING,
    lists.RULE,
    listed_and_left.RULE,
    two_meanings.RULE,
    risks_unrated.RULE,
    acronyms.RULE,
    implications.RULE,
)
"""What can be asked of any paper."""

ANSWERED = (small_cells.RULE, averages.RULE, how_many_asked.RULE)
"""A paper of ours answers these by itself: its public copy withholds small cells, and each figure's
passport says over which months it was taken and how many were asked."""

RULES: tuple[Rule, ...] = (
    typed_number.RULE,
    empty_section.RULE,
    *(rule for rule in OF_SENSE if rule not in ANSWERED),
)
"""What is asked of a paper of ours before it can be signed."""


NONE: Mapping[int, str] = MappingProxyType({})


def proof_read(
    document: Document, rules: tuple[Rule, ...] = RULES, labels: Mapping[int, str] = NONE
) -> tuple[Finding, ...]:
    """What every rule found, in the order of the paper; empty when nothing was. ``labels``: paragraphs as
    numbered in print."""
    paper = Reading(document, labels)
    try:
        found = {
            f.key: f for rule in rules for remark in rule.read(paper) for f in (Finding.of(rule, remark),)
        }
    finally:
        remembered.forget()
    order = {section.key: place for place, section in enumerate(document.sections)}
    return tuple(sorted(found.values(), key=lambda f: (order[f.section], f.paragraph, f.rule, f.sentence)))


__all__ = ["OF_SENSE", "RULES", "Finding", "Rule", "proof_read"]
