"""One sentence that compares figures for two kinds of period, such as a rolling year with a month."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import moving, patterns, sizes
from bluelamp.board.proof_reading.language.dates import ANY_MONTH, FINANCIAL_YEAR
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.periods import lengths, levels, unlike, waits
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.kernel.figures.periods import KINDS, parse

NUMBER = patterns.compile(r"[£€]?\d[\d,]*(?:\.\d+)?\s?(?:%|per ?cent|million|m\b|k\b)?")
COMPARES = patterns.compile(
    r"\b(?:up|down|rise|rose|risen|fall|fell|fallen|drop\w*|increas\w*|decreas\w*|improv\w*|upward|"
    r"downward|higher|lower|better|fewer|more|"
    r"worse|trend|gr[eo]w\w*|slip\w*|compar\w+|set against)\b[^;]*\b(?:from|than|to|with|against|on|upon)\b|"
    r"\b(?:against|versus|compared (?:to|with))\b|"
    r"\bwhere (?:it|this|that|they) (?:had been|was|were|stood|had stood)\b|"
    r"\b(?:having|had) (?:previously |earlier )?been\b",
    re.IGNORECASE,
)
FROM = patterns.compile(
    r"\b(?:rises?|rose|risen|falls?|fell|fallen|drop\w*|increas\w*|decreas\w*|improv\w*|went|gone|moved?|"
    r"gr[eo]w\w*|slip\w*|declin\w*|up|down)\b[^,;]*\bfrom\s*(?:a |an |the |just )?$",
    re.IGNORECASE,
)
TO = patterns.compile(r"[^;]*?\bto\b", re.IGNORECASE)
"""“It rose from 72.0% to 77.1%”: the word that compares stands before both."""
NEW_CLAUSE = patterns.compile(
    r"[,;:–] (?:so|and|while|but|where(?! (?:it|this|that|they) (?:had|was|were|stood))|which means)\b|;"
)
UNNAMED_YEAR = FINANCIAL_YEAR.pattern.replace("?P<first>", "?:").replace("?P<second>", "?:")
WORDS = {
    "rolling_year": patterns.compile(
        r"(?<!out of the )\brolling\b|\b(?:12|twelve)[- ]months?\b|\bmoving annual\b", re.IGNORECASE
    ),
    "month": patterns.compile(
        r"\bin[- ]month\b|\bmonthly\b|\bmonth of\b|"
        r"\b(?:[Ff]or|[Ii]n|[Oo]ver|[Dd]uring) (?:the|that|this|one) month\b(?! of| (?:to|ended|before|after))|"
        r"\bsingle month\b|"
        rf"(?<!to )(?<!\d )\b{ANY_MONTH}(?:'s)?(?! \d{{1,2}}\b)(?:\s20\d\d)?(?!\w|\s(?:to|and|-|–)\s{ANY_MONTH})"
    ),
    "quarter": patterns.compile(
        r"\b(?:three|3)[- ]month\b|\bquarter(?:ly)?\b(?! of (?:a|all|the|those|our))|\bQ[1-4]\b"
    ),
    "year_to_date": patterns.compile(
        r"\byear[- ]to[- ]date\b|\bytd\b|\bso far this year\b|\bto date\b",
        re.IGNORECASE,
    ),
    "half_year": patterns.compile(
        r"\bhalf[- ]year\b|\b(?:first|second) half of\b|\bsix months\b", re.IGNORECASE
    ),
    "performance_year": patterns.compile(
        rf"\bfull[- ]year\b|\b(?:[Ii]n|[Ff]or|[Oo]ver) the (?:whole )?year (?:to(?! date)|ended|ending)\b|"
        rf"\bwhole (?:of )?(?:last )?(?:the )?(?:year\b|20\d\d)|\b(?:annual|year[- ]end)\b|"
        rf"\bof the (?:previous|last|whole) year\b|(?:[Ii]n|[Ff]or|"
        rf"[Dd]uring|[Oo]ver) (?:the )?(?:year )?{UNNAMED_YEAR}(?! to date)|"
        rf"\b[Tt]he {UNNAMED_YEAR} (?:figure|total|number|result|outturn|level|rate)\b"
    ),
}
NOUNS = {kind: KINDS[kind].noun for kind in WORDS if kind in KINDS} | {
    "year_to_date": "year to date",
    "half_year": "half-year",
    "performance_year": "whole year",
}
NEAR, FAR = 60, 60
"""Signs from a number within which a period is its own: anywhere, and in the same clause."""
FEWEST = 8
"""A smaller count is rather of things that are listed than of events in a period."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence and the kind of period it is of; empty when nothing says."""

    start: int
    end: int
    kind: str


def read(paper: Reading) -> Iterator[Remark]:
    told: set[int] = set()
    for remark in (*_of_kinds(paper), *unlike.read(paper), *levels.read(paper)):
        if remark.block not in told:
            told.add(remark.block)
            yield remark


def _of_kinds(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        numbers = _numbers(sentence, paper)
        for left, right in pairwise(numbers):
            between = sentence.text[left.end : right.start]
            moves = FROM.search(sentence.text[: left.start]) and TO.match(between)
            if (
                _differ(sentence, left, sentence, right)
                and (moves or COMPARES.search(between))
                and not NEW_CLAUSE.search(between)
                and not PLANNED.search(between)
                and not TO_COME.match(sentence.text[right.end :])
                and not _is_fair(sentence.text)
            ):
                yield sentence.remark(_told(sentence, left, sentence, right))
                break
    for block in paper.blocks:
        for place, (before, sentence) in enumerate(pairwise(block)):
            if remark := _across(paper, before, sentence, block[place + 2 : place + 3]):
                yield remark


VERDICT = patterns.compile(
    r"(?:, (?:so|and so|which (?:shows|means|is)|showing|meaning|a|an)|^(?:this|that|it|performance) (?:is|was|has|"
    r"represents|shows|compares|means)|^(?:since|as|in|the (?:figure|number|rate)|set|that)\b)\b",
    re.IGNORECASE,
)
"""A sentence that sets its figure against that of the sentence before."""


def _across(
    paper: Reading, before: Sentence, sentence: Sentence, after: tuple[Sentence, ...]
) -> Remark | None:
    """“It was 91.0% in February. The year to date is 92.9%, so we have slipped”, in two sentences or in three."""
    earlier, later = ([*_numbers(s, paper), *_waits(s)] for s in (before, sentence))
    later = [number for number in later if number.kind] or later
    if not earlier or len(later) != 1:
        return None
    left, right, judge = earlier[-1], later[0], sentence
    said = sentence.text[: right.start] + " " + sentence.text[right.end :]
    if not VERDICT.search(sentence.text) or not (moving.direction(said) or SLIPPED.search(said)):
        if not after or len(_numbers(after[0], paper)) > 1:
            return None
        judge, said = after[0], after[0].text
    if WOULD_NEED.search(judge.text):
        return None
    moves = moving.direction(said) or moving.judged(said) or SLIPPED.search(said)
    same = {a.unit for s, n in ((before, left), (sentence, right)) for a in s.amounts if a.start == n.start}
    if not moves or len(same) != 1 or not _differ(before, left, sentence, right) or _is_fair(sentence.text):
        return None
    return judge.remark(_told(before, left, sentence, right))


def _told(before: Sentence, left: Number, sentence: Sentence, right: Number) -> str:
    first, second = before.text[left.start : left.end].strip(), sentence.text[right.start : right.end].strip()
    return (
        f"{first} is of a {NOUNS.get(left.kind, left.kind)} and {second} of a "
        f"{NOUNS.get(right.kind, right.kind)}: they cannot be compared"
    )


def _differ(before: Sentence, left: Number, sentence: Sentence, right: Number) -> bool:
    amounts = [a for s, n in ((before, left), (sentence, right)) for a in s.amounts if a.start == n.start]
    of_counts = {a.unit for a in amounts} == {"count"}
    is_of_events = of_counts and not any(a.lasts for a in amounts)
    told = lengths.length(left.kind), lengths.length(right.kind)
    if is_of_events and len(amounts) == 2 and all(told) and told[0] != told[1]:
        return lengths.grow((amounts[0].value, told[0]), (amounts[1].value, told[1]))
    return lengths.differ(left.kind, right.kind, of_counts=of_counts)


WOULD_NEED = patterns.compile(r"\bwould (?:have|need) to\b", re.IGNORECASE)
"""What a month that leads to a rolling year would have to be is no comparison of the two."""
PLANNED = patterns.compile(
    r"\b(?:budget|target|plan(?:ned)?|forecast|profiled?|ceiling|limit|capacity|estimate)\b", re.IGNORECASE
)
"""What was spent so far may be set against the budget of the year."""
TO_COME = patterns.compile(
    r"\s?(?:[a-z]+ )?(?:planned|expected|due|budgeted|forecast|profiled|allowed|wanted|to be \w+)\b",
    re.IGNORECASE,
)
"""After a figure: it is of what is still to be reached."""
TOGETHER = patterns.compile(r"\b(?:alone|as a whole|together|in all|overall|of which)\b", re.IGNORECASE)


def _is_fair(text: str) -> bool:
    """Brought to one length, said not to compare, or a part shown with its whole and nothing made of it."""
    if unlike.FAIR.search(text):
        return True
    return bool(TOGETHER.search(text)) and not (moving.direction(text) or moving.judged(text))


def _waits(sentence: Sentence) -> list[Number]:
    found = waits.measured(sentence)
    spans = [(a.start, a.end) for a in found]
    return [Number(a.start, a.end, _kind(sentence.text, a.start, a.end, spans)) for a in found]


SLIPPED = patterns.compile(
    r"\b(?:slip\w*|improv\w*|better|worse\w*|deteriorat\w*|progress|how far|long way|cut|reduction|saving|rise|fall|"
    r"drop|increase|decrease)\b",
    re.IGNORECASE,
)


def _numbers(sentence: Sentence, paper: Reading) -> list[Number]:
    """The figures of a sentence with their periods, read once."""
    if NUMBERS not in sentence.worked_out:
        sentence.worked_out[NUMBERS] = _read_numbers(sentence, paper)
    found: list[Number] = sentence.worked_out[NUMBERS]
    return found


NUMBERS = "numbers and their periods"


def _read_numbers(sentence: Sentence, paper: Reading) -> list[Number]:
    """Figures know their period; what is typed or quoted is judged by the words beside it."""
    cited = [
        Number(shown.start, shown.end, _known(parse(passport.period).kind))
        for shown in sentence.shown
        if (passport := paper.document.passport(shown.passport)).kind == "figure"
    ]
    known = {shown.start for shown in sentence.shown if not shown.is_quoted}
    typed = [a for a in sentence.amounts if a.unit != "points" and a.start not in known and not a.lasts]
    told = [
        a
        for a in typed
        if a.unit in ("percent", "money", "rate") or (a.unit == "count" and a.value >= FEWEST)
    ]
    told = [a for a in told if not sizes.is_of_change(sentence.text, a.start, a.end)]
    told = [a for a in told if not BASE.search(sentence.text[: a.start])]
    spans = [(a.start, a.end) for a in told]
    others = [Number(a.start, a.end, _kind(sentence.text, a.start, a.end, spans)) for a in told]
    return sorted([*cited, *others], key=lambda number: number.start)


BASE = patterns.compile(r"\b(?:every|per) $", re.IGNORECASE)
"""“For every 100,000” is what a rate is of."""


def _known(kind: str) -> str:
    return kind if kind in NOUNS else ""


SET_AGAINST = patterns.compile(r"\b(?:compared (?:with|to)|against|versus|than)\b", re.IGNORECASE)
"""What stands before it is of the other figure."""
AWAY = patterns.compile(
    r"[;:]|,? \b(?:mainly|due to|because|as a result)\b|, (?:and|but|while|which|so|where|compared|against|up|down)\b",
    re.IGNORECASE,
)
"""What follows is of another figure, or of why."""


def _kind(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    """The kind said nearest to a number, before or after it, without passing another number."""
    left = max([e for _, e in spans if e <= start], default=0)
    right = min([s for s, _ in spans if s >= end], default=len(text))
    before, after = text[max(left, start - FAR) : start], text[end : min(right, end + NEAR)]
    if cut := AWAY.search(after):
        after = after[: cut.start()]
    if compared := list(SET_AGAINST.finditer(before)):
        before = before[compared[-1].end() :]
    told = list(lengths.spans(text))
    bare = _without(text, told)
    bare_before, bare_after = bare[start - len(before) : start], bare[end : end + len(after)]
    away = {kind: _away(words, bare_before, bare_after) for kind, words in WORDS.items()}
    for first, last, kind in told:
        if start - len(before) <= first and last <= end + len(after):
            away[kind] = min(away.get(kind, FAR + 1), start - last if last <= start else first - end)
    nearest = min(away, key=lambda kind: away[kind])
    return nearest if away[nearest] <= FAR else ""


def _without(text: str, told: list[tuple[int, int, str]]) -> str:
    """The text with the periods that are told by their months blotted out, sign for sign."""
    for first, last, _ in told:
        text = text[:first] + "_" * (last - first) + text[last:]
    return text


AT_ONCE = patterns.compile(r"^ (?:in|for|from|over|during|of)(?: the)? $", re.IGNORECASE)


def _away(words: re.Pattern[str], before: str, after: str) -> int:
    """How many signs lie between a number and the nearest of these words."""
    return min(
        [len(before) - found.end() for found in words.finditer(before)]
        + [0 if AT_ONCE.match(after[: found.start()]) else found.start() for found in words.finditer(after)],
        default=FAR + 1,
    )


RULE = Rule(
    key="period-kinds",
    title="Two kinds of period compared",
    severity="wrong",
    explanation="A rolling year holds twelve months: it can fall in a month that went up. Compare a month with a "
    "month, a part of a year with the same part, or a rolling year with a rolling year.",
    read=read,
    kind="periods",
    certainty="likely",
)
