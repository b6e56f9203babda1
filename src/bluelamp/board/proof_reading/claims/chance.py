"""A change called a rise or a fall that chance explains, by the counts the paper prints."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from bluelamp.board.proof_reading.claims import (
    chance_of_contrasts,
    chance_of_events,
    chance_of_tables,
    chance_recalled,
    verdicts,
)
from bluelamp.board.proof_reading.claims.proportions import (
    Proportion,
    is_compared,
    proportions,
)
from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.pairs import pairs
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import marked, moving
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.columns import Column, added
from bluelamp.board.proof_reading.tables.grid import Grid

CHANCE = 0.05


def read(paper: Reading) -> Iterator[Remark]:
    told: set[tuple[int, str]] = set()
    beyond = (*chance_of_tables.read(paper, _by_chance), *chance_recalled.read(paper, _by_chance))
    for remark in (*_in_text(paper), *_in_rows(paper), *beyond):
        if (remark.block, remark.sentence) not in told:
            told.add((remark.block, remark.sentence))
            yield remark
    blocks = {block for block, _ in told}
    yield from (r for r in chance_of_contrasts.read(paper, _by_chance) if not {r.block, r.block - 1} & blocks)


def _in_text(paper: Reading) -> Iterator[Remark]:
    for block in paper.blocks:
        if verdicts.CAUTION.search(" ".join(s.text for s in block)):
            continue
        yield from _of_proportions(block)
        for sentence in block:
            yield from _of_sized_pair(sentence)
            yield from chance_of_events.of_events(block, sentence)
            yield from _of_survey(block, sentence)


def _in_rows(paper: Reading) -> Iterator[Remark]:
    told: set[tuple[str, int]] = set()
    for grid in paper.grids:
        for sentence in paper.section_of_key(grid.section.key):
            for row, remark in _of_rows(paper, grid, sentence):
                if (grid.section.key, row) not in told:
                    told.add((grid.section.key, row))
                    yield remark


def _of_proportions(block: tuple[Sentence, ...]) -> Iterator[Remark]:
    """“412 of 640 (64%) would recommend us. The year before it was 63% of 622. That is an improvement.”"""
    for first, second in pairwise(proportions(block)):
        if not is_compared(block, first, second) or not _is_judged(block, first, second):
            continue
        if wrong := _by_chance((first.part, first.whole), (second.part, second.whole)):
            yield chance_of_events.judging(block, second.place).remark(wrong)


def _is_judged(block: tuple[Sentence, ...], first: Proportion, second: Proportion) -> bool:
    """Is something made of the difference, there or in the sentence after?"""
    said = " ".join(s.text for s in block[first.place : second.place + 1])
    following = block[second.place + 1].text if second.place + 1 < len(block) else ""
    return verdicts.is_verdict(f"{said} {following}")


BRACKETED = marked.pattern(
    r"from {old:p} \((?:of |n ?= ?|from )?{m:c}[^⟦()]{0,30}\) to {new:p} \((?:of |n ?= ?|"
    r"from )?{n:c}[^⟦()]{0,30}\)"
)


def _of_sized_pair(sentence: Sentence) -> Iterator[Remark]:
    """“rose from 79% (of 140) to 81% (of 152)”."""
    for found in marked.found(BRACKETED, sentence.marked, sentence.amounts):
        old, new = ((int(found[n].value), found[p].value) for n, p in (("m", "old"), ("n", "new")))
        first, second = ((round(share * n / 100), n) for n, share in (old, new))
        if wrong := _by_chance(first, second):
            yield sentence.remark(wrong)


ASKED = marked.pattern(
    r"(?:sample(?: size)? of|n\s?=|based on|survey(?:ed)? of|interviews? with|asked|interviewed) (?:the |"
    r"just |only |some )?{n:c}",
    r"\b(?:base|sample)s?(?: sizes?)? (?:was|were|is) (?:of )?{n:c}",
    r"{n:c} (?:\w+ ){0,2}(?:respondents|interviews|responses|replies|people (?:were )?(?:asked|interviewed))",
)


def _of_survey(block: tuple[Sentence, ...], sentence: Sentence) -> Iterator[Remark]:
    """Two percentages of a survey whose size is said, each taken to be of that size."""
    if sum(a.unit == "percent" for a in sentence.amounts) < 2:
        return
    if not verdicts.MOVED.search(sentence.text) and not verdicts.VERDICT.search(
        " ".join(s.text for s in block)
    ):
        return
    near = [found["n"] for s in block for found in marked.found(ASKED, s.marked, s.amounts)]
    sizes = sorted({int(n.value) for n in near if n.value >= 30 and n.value.denominator == 1})
    if not 0 < len(sizes) <= 2:
        return
    for pair in pairs(sentence):
        if pair.old.unit != "percent" or pair.new.unit != "percent" or pair.old.value == pair.new.value:
            continue
        n = sizes[-1]
        before, after = (round(each.value * n / 100) for each in (pair.old, pair.new))
        if wrong := _by_chance((before, n), (after, n)):
            yield sentence.remark(f"if {n:,} were asked each time: {wrong}")
            return


def _of_rows(paper: Reading, grid: Grid, sentence: Sentence) -> Iterator[tuple[int, Remark]]:
    """Two percentages that a paragraph sets against each other, printed in one row of a table with their counts."""
    if not verdicts.MOVED.search(moving.NOT_A_MOVE.sub(" ", sentence.text)) or not any(
        a.unit == "percent" for a in sentence.amounts
    ):
        return
    near = paper.around(sentence, 1, 0)
    said = {a.value for s in near for a in s.amounts if a.unit == "percent"}
    columns = [
        (grid.columns[p - 1], c)
        for p, c in enumerate(grid.columns)
        if p and c.role == "percent" and grid.columns[p - 1].role == "count"
    ]
    if len(columns) < 2:
        return
    for row in grid.parts:
        matched = [
            (counts, percents)
            for counts, percents in columns
            if (cell := percents.cells[row]) is not None
            and cell.value in said
            and counts.cells[row] is not None
        ]
        if len(matched) != 2 or len({percents.cells[row].value for _, percents in matched}) < 2:  # type: ignore[union-attr]
            continue
        pairs = [(int(counts.cells[row].value), _base(grid, counts)) for counts, _ in matched]  # type: ignore[union-attr]
        if all(base for _, base in pairs) and (wrong := _by_chance(pairs[0], pairs[1])):
            yield row, sentence.remark(f"{grid.labels[row]}: {wrong}")


def _base(grid: Grid, counts: Column) -> int:
    found = added(counts, tuple(row for row in grid.parts if counts.cells[row] is not None))
    return int(found[0]) if found else 0


def _by_chance(first: tuple[int, int], second: tuple[int, int]) -> str:
    """The test in words; empty when chance would rarely do it."""
    from bluelamp.analysis.comparing import fisher

    (x, n), (y, m) = first, second
    if not (n > 0 and m > 0 and x <= n and y <= m) or Fraction(x, n) == Fraction(y, m):
        return ""
    p = fisher(x, n, y, m)
    if p <= CHANCE:
        return ""
    a, b = shown.percent(Fraction(100 * x, n)), shown.percent(Fraction(100 * y, m))
    return (
        f"{x:,} of {n:,} ({a}) against {y:,} of {m:,} ({b}): Fisher's exact test gives p = {p:.2f}, so "
        f"chance alone "
        "would often do this"
    )


RULE = Rule(
    key="chance",
    title="A change that chance explains",
    severity="look",
    explanation="With numbers this small the difference may be nothing. Say so, or wait for more of them.",
    read=read,
    kind="claims",
    certainty="likely",
)
