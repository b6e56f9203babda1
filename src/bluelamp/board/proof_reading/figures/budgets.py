"""A budget, what is spent, and the underspend or overspend told between them; income, spending and what is left."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.surpluses import surpluses
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import marked, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

SPENT = r"\b(?:spen[dt]\w*|expenditure|outturn|forecast|actual|costs?|projected)\b"
GAP = r"(?P<way>under|over)[- ]?spen[dt]\w*\b[^⟦.;]{0,25}?{by:m}"
WAYS = marked.pattern(
    rf"\bbudget\w*\b[^⟦.;]{{0,40}}?{{budget:m}}[^⟦]{{0,90}}?{SPENT}[^⟦.;]{{0,50}}?{{spent:m}}[^⟦]{{0,80}}?\b{GAP}",
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
                    f"{shown.said(spent)} against {shown.said(budget)} is {shown.money(abs(gap))} {word}, "
                    f"and "
                    f"{'an over' if is_over else 'an under'}spend of {shown.said(by)} is printed"
                )
            elif wrong := _share(sentence, found.end(), gap, budget):
                yield sentence.remark(wrong)
            break
    yield from surpluses(paper)


OR_SHARE = patterns.compile(r"^(?:,? or |,? i\.e\. |\s?\(|,? which is |, )(?:just |only )?⟦(p\d+)⟧")


def _share(sentence: Sentence, end: int, gap: Fraction, budget: Amount) -> str:
    """“an overspend of £43,000 or 9%”: the percentage is of the budget."""
    said = OR_SHARE.match(sentence.marked[end:])
    if not said or budget.value <= 0:
        return ""
    share = sentence.amounts[int(said[1][1:])]
    exact = abs(gap) * 100 / budget.value
    slack = exact / 50 + Fraction(1, 20)
    if share.agrees(exact - slack, exact + slack):
        return ""
    right = shown.percent(exact, max(share.digits, 1))
    return f"{shown.money(abs(gap))} of {shown.said(budget)} is {right}, and {shown.said(share)} is printed"


RULE = Rule(
    key="budgets",
    title="An underspend, overspend or surplus that its sums do not show",
    severity="wrong",
    explanation="The budget or income, the spending or the difference is wrong, or its direction is.",
    read=read,
    kind="sums",
    certainty="certain",
)
