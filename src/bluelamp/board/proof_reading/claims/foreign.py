"""The figures that a paper has from elsewhere: of the country, of other bodies, of a survey or a study."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from bluelamp.board.proof_reading.claims import belonging, likeness
from bluelamp.board.proof_reading.claims.likeness import Figure
from bluelamp.board.proof_reading.figures.shown import said
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.grid import Grid

AIMED = patterns.compile(
    r"\b(?:target|(?<!fail the )(?<!meet the )standards? (?:is|was|of|for|that|in)|ambition|threshold|ceiling|"
    r"minimum|limit|requires?|required|should|must|"
    r"expects?)\b",
    re.IGNORECASE,
)
"""“The national standard is 95%” is no measurement."""
NONE_HERE = patterns.compile(
    r"\b(?:(?:no|not|never|cannot|nobody|(?:do|does|have|has|is)n.t|none|nor)\b[^.;]{0,60}?\b"
    r"(?:figures?|counts?|survey\w*|know\w*|measur\w+|asked|counted|made|collect\w*|available|record\w*|data|sampl\w+|"
    r"estimate\w*|ready|costed|broken down|breakdown|rates?|cover\w*|split|published|give[ns]?|say|tell)\b|"
    r"too (?:small|few) to\b|\b(?:our|local|the \w+['’]s) (?:own )?(?:survey|count|figures?|results?|data|return|"
    r"audit)\b"
    r"[^.;]{0,40}? (?:reports?|is due|are due|will|follows?|comes?|begins?|starts?)\b|"
    r"\b(?:counts?|records?|measures?|collects?) (?:it|them|these|this) (?:only )?from [A-Z])",
    re.IGNORECASE,
)
"""That there is no such figure of our own, or not yet."""
CARRIED_ON = patterns.compile(
    r"^(?:Its?|They|Their|The (?:survey|release|study|report|poll|same|bulletin)|That|It)\b"
)


@dataclass(frozen=True, slots=True)
class Foreign:
    """A figure from elsewhere: whence, where the paper says so, and what it says of a figure of its own.
    ``is_alone`` where it says that it has none."""

    figure: Figure
    whence: str
    where: str
    block: int
    own: str = ""
    is_alone: bool = False


def foreign(paper: Reading, ours: re.Pattern[str]) -> list[Foreign]:
    """Every figure from elsewhere, in sentences and in tables."""
    return [*_in_sentences(paper, ours), *_in_tables(paper, ours)]


def _in_sentences(paper: Reading, ours: re.Pattern[str]) -> Iterator[Foreign]:
    for block in paper.blocks:
        marked = [belonging.elsewhere(sentence.text) for sentence in block]
        if not any(marked):
            continue
        led = ""
        found: list[tuple[Foreign, Sentence]] = []
        for place, sentence in enumerate(block):
            away = marked[place] or _carried(block, marked, place, ours)
            found += [(each, sentence) for each in _of(paper, sentence, away, led, ours)] if away else []
            led += " " + sentence.text
        theirs = {id(each.figure.amount) for each, _ in found}
        for each, sentence in found:
            if ours_told := _told_of_ours(block, each.figure, theirs):
                yield replace(each, own=f", and ours is told as {said(ours_told)}")
            elif none := _none_of_ours(block, sentence):
                yield replace(each, own=f", and “{none.text}”", is_alone=True)
            else:
                yield each


def _carried(
    block: tuple[Sentence, ...],
    marked: list[re.Match[str] | None],
    place: int,
    ours: re.Pattern[str],
) -> re.Match[str] | None:
    """“The Department publishes … . Its latest release puts it at 19.4%.”"""
    text = block[place].text
    before = marked[place - 1] if place else None
    return before if before and CARRIED_ON.match(text) and not ours.search(text) else None


def _of(
    paper: Reading, sentence: Sentence, away: re.Match[str], led: str, ours: re.Pattern[str]
) -> Iterator[Foreign]:
    """Each figure of a sentence that stands nearer to what is elsewhere than to what is ours."""
    text = sentence.text
    title = "" if re.search(r"\d", sentence.section.title) else sentence.section.title
    aways = [away, *belonging.ELSEWHERE.finditer(text)] if away.string == text else []
    for amount in sentence.amounts:
        if AIMED.search(_clause(text, amount)) or (aways and _is_set_before(text, amount, aways)):
            continue
        figure = likeness.figure(sentence, amount, f"{led} {title}")
        nearest = min((_apart(amount, each) for each in aways), default=0)
        own = min((_apart(amount, m) for m in ours.finditer(text)), default=len(text))
        if figure and (nearest <= own or _is_led_to(text, amount, aways, ours)):
            where = f"in paragraph {paper.label(sentence.paragraph)}"
            yield Foreign(figure, away[0].strip(), where, sentence.block)


ENDS_CLAUSE = patterns.compile(r"[;:]|, (?:and|but|while|whereas)\b", re.IGNORECASE)


def _clause(text: str, amount: Amount) -> str:
    start = max((each.end() for each in ENDS_CLAUSE.finditer(text, 0, amount.start)), default=0)
    ends = ENDS_CLAUSE.search(text, amount.end)
    return text[start : ends.start() if ends else len(text)]


def _is_led_to(text: str, amount: Amount, aways: list[re.Match[str]], ours: re.Pattern[str]) -> bool:
    """“Statistics for England put it at 52.1%, and it is against that figure that our own is read.”"""
    before = max((each.end() for each in aways if each.end() <= amount.start), default=-1)
    after = ours.search(text, amount.end)
    if (
        before < 0
        or ours.search(text, before, amount.start)
        or ENDS_CLAUSE.search(text, before, amount.start)
    ):
        return False
    return after is None or ENDS_CLAUSE.search(text, amount.end, after.start()) is not None


AGAINST = patterns.compile(r"\b(?:against|compared|than|while|whereas|but|above|below)\b|[;(]", re.IGNORECASE)


def _is_set_before(text: str, amount: Amount, aways: list[re.Match[str]]) -> bool:
    """“21.7% of them, against 18.3% in England”: what is elsewhere comes only after the figure and what parts them."""
    first = min(each.start() for each in aways)
    between = AGAINST.search(text, amount.end, first) if amount.end < first else None
    return between is not None


def _apart(amount: Amount, found: re.Match[str]) -> int:
    return max(found.start() - amount.end, amount.start - found.end(), 0)


def _told_of_ours(block: tuple[Sentence, ...], figure: Figure, theirs: set[int]) -> Amount | None:
    """Another figure of the same kind in the paragraph, which is not from elsewhere."""
    for other in block:
        for amount in other.amounts:
            beside = likeness.figure(other, amount)
            if beside and id(amount) not in theirs and beside.of == figure.of and not beside.is_worth(figure):
                return amount
    return None


def _none_of_ours(block: tuple[Sentence, ...], sentence: Sentence) -> Sentence | None:
    """Another sentence of the paragraph, which says that there is no such figure here."""
    return next((other for other in block if other is not sentence and NONE_HERE.search(other.text)), None)


def _in_tables(paper: Reading, ours: re.Pattern[str]) -> Iterator[Foreign]:
    """Cells of a table that its caption, or the label of the row or column, says to be of elsewhere."""
    for grid in paper.grids:
        for column in grid.columns:
            for row, cell in enumerate(column.cells):
                label = grid.labels[row]
                whence = _whence(grid.table.caption) or _whence(label) or _whence(column.title)
                if (
                    cell is None
                    or not whence
                    or column.role == "count"
                    or ours.search(f"{label} {column.title}")
                ):
                    continue
                value = Fraction(cell.value)
                amount = Amount("percent", value, value, value, 0, 0, cell.text, cell.digits)
                about = likeness.stems(f"{grid.table.caption} {label} {column.title}")
                yield Foreign(
                    Figure(amount, "%", frozenset(), about), whence, f"in {_short(grid)}", grid.block
                )


def _whence(title: str) -> str:
    found = belonging.elsewhere(title)
    return found[0] if found else ""


def _short(grid: Grid) -> str:
    return f"Table {grid.table.number}"
