"""A budget, what is spent, and the underspend or overspend told between them."""

from __future__ import annotations

from collections.abc import Iterator

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import marked
from bluelamp.board.proof_reading.reading import Reading

SPENT = r"\b(?:spen[dt]\w*|expenditure|outturn|forecast|actual|costs?|projected)\b"
GAP = r"(?P<way>under|over)[- ]?spen[dt]\w*\b[^⟦.;]{0,25}?{by:m}"
WAYS = marked.pattern(
    rf"\bbudget\w*\b[^⟦.;]{{0,40}}?{{budget:m}}[^⟦;]{{0,90}}?{SPENT}[^⟦.;]{{0,50}}?{{spent:m}}[^⟦]{{0,80}}?\b{GAP}",
    rf"{SPENT}[^⟦.;]{{0,50}}?{{spent:m}}[^⟦.;]{{0,60}}?\bbudget\b[^⟦.;]{{0,40}}?{{budget:m}}[^⟦]{{0,80}}?\b{GAP}",
    rf"\b{GAP}[^⟦.;]{{0,60}}?{SPENT}[^⟦.;]{{0,40}}?{{spent:m}}[^⟦.;]{{0,40}}?\bbudget\b[^⟦.;]{{0,20}}?{{budget:m}}",
    r"{spent:m}[^⟦.;]{0,60}?\b(?:against|compared (?:to|with))\b[^⟦.;]{0,30}?\bbudget\b"
    rf"[^⟦.;]{{0,20}}?{{budget:m}}[^⟦]{{0,60}}?\b{GAP}",
)


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        for way in WAYS:
            found = way.search(sentence.marked)
            if not found:
                continue
            budget, spent, by = (sentence.amounts[int(found[name][1:])] for name in ("budget", "spent", "by"))
            gap = spent.value - budget.value
            is_over = found["way"].lower() == "over"
            slack = (budget.high - budget.low) / 2 + (spent.high - spent.low) / 2
            word = "over" if gap > 0 else "under"
            if not by.agrees(abs(gap) - slack, abs(gap) + slack) or (gap and is_over != (gap > 0)):
                yield sentence.remark(
                    f"{shown.said(spent)} against {shown.said(budget)} is {shown.money(abs(gap))} {word}, and "
                    f"{'an over' if is_over else 'an under'}spend of {shown.said(by)} is printed"
                )
            break


RULE = Rule(
    key="budgets",
    title="An underspend or overspend that its budget does not show",
    severity="wrong",
    explanation="The budget, the spending or the difference is wrong, or its direction is.",
    read=read,
    kind="sums",
    certainty="certain",
)
