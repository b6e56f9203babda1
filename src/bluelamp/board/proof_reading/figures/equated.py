"""A percentage told to equate to a count that its table does not print beside it."""

from __future__ import annotations

from collections.abc import Iterator

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import marked
from bluelamp.board.proof_reading.reading import Reading

EQUATED = marked.pattern(
    r"{share:p}[^⟦.;()]{0,40}?\b(?:which |this )?(?:equates to|equalling|equal to|equates with|"
    r"is equivalent to|equivalent to|or|i\.e\.) (?:just |only )?{part:c}"
)


def read(paper: Reading) -> Iterator[Remark]:
    for grid in paper.grids:
        for sentence in paper.section_of_key(grid.section.key):
            for found in marked.found(EQUATED, sentence.marked, sentence.amounts):
                share, part = found["share"], found["part"]
                for place, percents in enumerate(grid.columns):
                    counts = grid.columns[place - 1] if place else None
                    if counts is None or percents.role != "percent" or counts.role != "count":
                        continue
                    rows = [
                        row
                        for row in grid.parts
                        if (c := percents.cells[row]) is not None and c.value == share.value
                    ]
                    printed = [c for row in rows if (c := counts.cells[row]) is not None]
                    if len(printed) == 1 and printed[0].value != part.value:
                        yield sentence.remark(
                            f"{shown.said(share)} stands beside {printed[0].text} for "
                            f"“{grid.labels[rows[0]]}” in {grid.name}, "
                            f"and it is told to be {shown.said(part)}"
                        )
                        break


RULE = Rule(
    key="equated",
    title="A percentage tied to a count that is not its own",
    severity="wrong",
    explanation="The count belongs to something else, such as the difference between two years. Say what it is of.",
    read=read,
    kind="sums",
    certainty="likely",
)
