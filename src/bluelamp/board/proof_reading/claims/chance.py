"""A change called a rise or a fall that chance explains, by the counts the paper prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.pairs import pairs
from bluelamp.board.proof_reading.figures.parts_of import parts_of
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import marked, moving
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.grid import Column, Grid, added

CHANCE = 0.05
CLAIM = re.compile(
    r"\b(?:improv\w+|increas\w+|decreas\w+|reduc\w+|rise|rose|risen|fall|fell|fallen|drop\w*|declin\w+|"
    r"deteriorat\w+|better|worse\w*|higher|lower|up|down|signific\w+|progress|success\w*)\b",
    re.IGNORECASE,
)


ACHIEVED = re.compile(
    r"\b(?:prov(?:es|ed|ing)|demonstrat\w+|shows? (?:that|the|how)|evidence (?:that|of)|effective\w*|"
    r"success\w*|thanks to|significant\w*|(?:clear|real|marked|great|encouraging) (?:improvement|progress|"
    r"reduction|fall)|improved|improvement|worsen\w*|deteriorat\w*|worrying|as a (?:direct )?result of|"
    r"is working|has worked|attribut\w+ to|due to|down to|reflect(?:s|ing)|because of|credit(?:s|ed)?|"
    r"testament|thanks|saving lives|therefore|(?:getting|become|becoming|got|gone) (?:worse|better|safer|"
    r"longer|shorter)|mak(?:es|ing) (?:a|the) (?:\w+ )?difference|made (?:a|the) (?:\w+ )?difference|"
    r"prevent(?:s|ed|ing)|paid off|clearly|paying off|pays off|(?:hard|good) work|pleas(?:ed|ing)|"
    r"concern(?:ing|ed (?:at|by|about))|welcome (?:proof|evidence|sign))\b",
    re.IGNORECASE,
)
MOST = 500
"""Above it two counts that differ enough to be told differ by more than chance."""


def read(paper: Reading) -> Iterator[Remark]:
    told: set[tuple[str, int]] = set()
    for block in paper.blocks:
        for place, sentence in enumerate(block):
            following = block[place + 1].text if place + 1 < len(block) else ""
            if CLAIM.search(moving.NOT_A_MOVE.sub(" ", sentence.text)) or ACHIEVED.search(following):
                yield from _of_counts(sentence)
            yield from _of_sized_pair(sentence)
            yield from _of_events(block, sentence)
            yield from _of_survey(block, sentence)
        yield from _of_neighbours(block)
    for grid in paper.grids:
        for sentence in paper.section_of_key(grid.section.key):
            for row, remark in _of_rows(paper, grid, sentence):
                if (grid.section.key, row) not in told:
                    told.add((grid.section.key, row))
                    yield remark


def _of_counts(sentence: Sentence) -> Iterator[Remark]:
    """Two parts of wholes in one sentence, both followed by their shares."""
    found = [each for each in parts_of(sentence) if len(each.wholes) == 1]
    if len(found) != 2:
        if len(found) < 2:
            yield from _of_bare_counts(sentence)
        return
    first, second = ((int(each.part.value), int(each.wholes[0].value)) for each in found)
    if wrong := _by_chance(first, second):
        yield sentence.remark(wrong)


SHARE_OF = marked.pattern(r"{share:p} of (?:the |just |only )?{n:c}(?! (?:per cent|points))")


def _of_neighbours(block: tuple[Sentence, ...]) -> Iterator[Remark]:
    """“412 of 640 (64%) would recommend us. The year before it was 63% of 622. That is an improvement.”"""
    found: list[tuple[Sentence, tuple[int, int]]] = []
    for before, sentence in zip((None, *block), block, strict=False):
        said = [
            (int(e.part.value), int(e.wholes[0].value))
            for e in parts_of(sentence, before)
            if len(e.wholes) == 1
        ]
        for each in marked.found(SHARE_OF, sentence.marked, sentence.amounts):
            n = int(each["n"].value)
            said += [] if any(n == base for _, base in said) else [(round(each["share"].value * n / 100), n)]
        found += [(sentence, each) for each in said]
    text = moving.NOT_A_MOVE.sub(" ", " ".join(s.text for s in block))
    if len(found) != 2 or found[0][0] is found[1][0] or not CLAIM.search(text):
        return
    (_, first), (sentence, second) = found
    if first[1] * 3 > second[1] > first[1] / 3 and (wrong := _by_chance(first, second)):
        yield sentence.remark(wrong)


BRACKETED = marked.pattern(
    r"from {old:p} \((?:of |n ?= ?|from )?{m:c}[^⟦()]{0,30}\) to {new:p} \((?:of |n ?= ?|from )?{n:c}[^⟦()]{0,30}\)"
)


def _of_sized_pair(sentence: Sentence) -> Iterator[Remark]:
    """“rose from 79% (of 140) to 81% (of 152)”."""
    for found in marked.found(BRACKETED, sentence.marked, sentence.amounts):
        old, new = ((int(found[n].value), found[p].value) for n, p in (("m", "old"), ("n", "new")))
        first, second = ((round(share * n / 100), n) for n, share in (old, new))
        if wrong := _by_chance(first, second):
            yield sentence.remark(wrong)


BARE = marked.pattern(
    r"{x:c} (?:out )?of (?:the )?{n:c}[^⟦;]{0,60}?(?:compared (?:to|with)|against|from|versus|whereas|"
    r"to) (?:[^⟦;]{0,30} )?{y:c} (?:out )?of (?:the )?{m:c}"
)


def _of_bare_counts(sentence: Sentence) -> Iterator[Remark]:
    """“9 out of 212, compared with 14 out of 240”, without a percentage."""
    if sum(a.unit == "count" for a in sentence.amounts) < 4:
        return
    for found in marked.found(BARE, sentence.marked, sentence.amounts):
        values = [found[name].value for name in "xnym"]
        if all(value.denominator == 1 for value in values):
            x, n, y, m = map(int, values)
            if wrong := _by_chance((x, n), (y, m)):
                yield sentence.remark(wrong)


ASKED = marked.pattern(
    r"(?:sample(?: size)? of|n\s?=|based on|survey(?:ed)? of|interviews? with|asked|interviewed) (?:the |"
    r"just |only |some )?{n:c}",
    r"{n:c} (?:\w+ ){0,2}(?:respondents|interviews|responses|replies|people (?:were )?(?:asked|interviewed))",
)


def _of_survey(block: tuple[Sentence, ...], sentence: Sentence) -> Iterator[Remark]:
    """Two percentages of a survey whose size is said, each taken to be of that size."""
    if sum(a.unit == "percent" for a in sentence.amounts) < 2 or not CLAIM.search(sentence.text):
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


def _of_events(block: tuple[Sentence, ...], sentence: Sentence) -> Iterator[Remark]:
    """Two numbers of events, and a claim that something was achieved: their ratio tested as Poisson counts are."""
    from bluelamp.analysis.poisson import ratio

    if any(marked.found(BARE, sentence.marked, sentence.amounts)):
        return
    place = block.index(sentence)
    following = [s for s in block[place + 1 : place + 2] if not pairs(s)]
    near = " ".join(s.text for s in (sentence, *following))
    if not ACHIEVED.search(near):
        return
    for pair in pairs(sentence):
        old, new = pair.old, pair.new
        if (
            old.unit != "count"
            or old.lasts
            or new.lasts
            or old.value.denominator > 1
            or new.value.denominator > 1
            or max(old.value, new.value) > MOST
            or old.value == new.value
            or old.hedged
            or new.hedged
        ):
            continue
        found = ratio(int(new.value), int(old.value))
        if found.p_value > CHANCE:
            yield sentence.remark(
                f"{shown.said(old)} and {shown.said(new)} events: the exact test of two counts gives p = "
                f"{found.p_value:.2f}, "
                "so chance alone would often do this"
            )
            return


def _of_rows(paper: Reading, grid: Grid, sentence: Sentence) -> Iterator[tuple[int, Remark]]:
    """Two percentages that a paragraph sets against each other, printed in one row of a table with their counts."""
    near = [s for s in paper.section_of(sentence) if 0 <= sentence.block - s.block <= 1]
    if not CLAIM.search(moving.NOT_A_MOVE.sub(" ", sentence.text)) or not any(
        a.unit == "percent" for a in sentence.amounts
    ):
        return
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
