"""How large one of two groups is told to be: as a share, in words, by the numbers of both, or in a table; beside their
levels, or anywhere else in the paper."""

# ruff: noqa: RUF001 - papers are written with dashes
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bluelamp.board.document import words as words_of
from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.mixed import Mixed, around, words
from bluelamp.board.proof_reading.figures.overall import is_of_another_time, stems
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.columns import added

VERB = (
    r"(?:(?:now|still|currently|each|all) )?(?:are|were|is|was|ha(?:s|d|ve)|come|came|go|goes|went|live|lived|work|"
    r"worked|stud(?:y|ied)|use|used|travel\w*|take|took|ring|rang|write|wrote|pay|paid|choose|chose|get|got|stay\w*|"
    r"attend(?:s|ed|ing)?|belong\w*|liv(?:e|ed)|read|answer\w*|reply|replied)"
)
OBJECT = re.compile(
    rf"\)?(?P<base> of [^,;.:()]{{0,45}}?|(?: [a-z-]+){{1,3}}?)?,? ?(?P<said>\b{VERB}\b[^,;.:()]*)"
    r"| of (?:the |all |our |these |those )*(?P<noun>[a-z-]+)(?P<does> [a-z]+ (?:by|in|on|at|from|through|via|with|for|"
    r"to|full|part|online)\b[^,;.:()]*)",
    re.IGNORECASE,
)
"""“Half of those asked are victims of burglary”, “seven in ten study full time”."""
MAKES_UP = (
    r"(?:ma(?:ke|kes|de|king) up|account\w* for|compris\w+|represent\w*|constitut\w+|form(?:s|ed|ing)?)"
)
SUBJECT = re.compile(
    rf"(?P<said>[^,;.:()]*?)\b(?:(?P<makes>{MAKES_UP})|(?P<takes>contribut\w+|provid\w+|suppl\w+|takes?|took|receiv\w+|"
    r"handl\w+|carr(?:y|ie[sd])|draws?|drew|brings?|brought|produc\w+|generat\w+)|ha(?:s|d|ve)|are|were|is|was|being|"
    r"cover\w*|serv\w+|sees?|saw|gets?|got|holds?|held|deals? with|dealt with|treat\w*|teach\w*|taught|gives?|gave|"
    r"(?P<stands>at|in|on|for|to)) (?:(?:now|still|just|only|roughly|exactly|fully) )*$",
    re.IGNORECASE,
)
"""“Boarders are one in ten of the pupils”."""
VAGUE = patterns.compile(
    r"\b(?:(?P<most>(?:the )?(?:great |vast |large )?(?:majority|bulk)|most)|(?P<all>(?:nearly|almost) all)|"
    r"(?P<few>(?:only )?(?:a few|few|a handful|a small (?:minority|part|share))))\b(?= of\b)",
    re.IGNORECASE,
)
RANGES = {"most": (50, 100), "all": (85, 100), "few": (0, 25)}
OF_SIZE = r"(?:numbers?|shares?|parts?|amounts?|proportions?|groups?|size\w*|weights?)"
EQUALLY = patterns.compile(
    rf"\b(?:equally|evenly|half and half|half each|fifty[- ]fifty|50[:/-]50|even split|equal {OF_SIZE}|"
    r"(?:the same|a similar|an equal) \w+ (?:as (?:one another|each other|the other)|each)|"
    r"(?:similar|same|equal) (?:in )?(?:size|number|weight)s?|"
    r"(?<!twice )(?<!times )(?<!half )as many (?:\w+ (?:as|of|in|from)|(?:in|at|by|from|on|during) (?:the )?\w+ as))\b",
    re.IGNORECASE,
)
APPROXIMATE = patterns.compile(
    r"\b(?:about|roughly|almost|nearly|broadly|more or less|approximately|similar|around)\b", re.I
)
OF_NOUN = re.compile(r"(?P<base> of (?:the |all |our |these |those )*[\w-]+(?: [\w-]+)?)", re.IGNORECASE)
EACH_QUARTER = re.compile(r"s (?:a|each|every) quarter$", re.IGNORECASE)
"""“120 loads a quarter” are so many in three months."""
OF_NOUNS = re.compile(r" of (?:[a-z]+ )?[a-z]+(?:[.,;:)]|$)", re.IGNORECASE)
WHICH = re.compile(r" ?(?:which|who)\b", re.IGNORECASE)
OWNER = re.compile(r"(?P<who>[^,;.:()]{3,60}),? (?:which|who)\b[^,;.:()]*$", re.IGNORECASE)
"""“The Royal, which receives three quarters”: whose clause it is."""
RESTS = re.compile(
    r"(?: of [^,;.:()]{0,45}?| [a-z-]+)?,? (?:are|were|is|was)\b[^,;.:()]{0,25}\b(?:others?|elsewhere|the rest)\b",
    re.IGNORECASE,
)
OF_ALL = patterns.compile(r"\b(?:of|over|all|among) (?:the |all |these |our )*$", re.IGNORECASE)
CLAUSE_END = patterns.compile(r"\b(?:and|while|whilst|whereas|but)\b|[–—]")
OF_THESE = re.compile(r" (?:are|were|is|was|live|study|work|came|come)\b")
"""“Of these 2,237 are at Harrow Road”."""
OTHER = patterns.compile(r"\b(?:the )?(?:other|rest|remaining)(?:,| \()? $", re.IGNORECASE)
STEM = 4


@dataclass(frozen=True, slots=True)
class Size:
    """How large one of two groups is said to be, in hundredths; ``words`` are those it is said of."""

    sentence: Sentence
    told: str
    low: Fraction
    high: Fraction
    words: frozenset[str]
    is_even: bool = False
    is_rest: bool = False
    """Is it said of all but the other group?"""

    def is_of(self, found: Mixed) -> int:
        """1 or 2 for the group that more of its own words name; 0 where that is not sure."""
        if self.is_rest and not (found.of_one and found.of_two):
            return 1 if found.of_two else 2
        one, two = _named(self.words, found.of_one), _named(self.words, found.of_two)
        if self.is_even:
            is_named = (one and two) or 2 * max(one, two) >= 1
            return 1 if is_named or re.search(r"\b(?:two|both)\b", self.sentence.text) else 0
        return (one > two) + 2 * (two > one)

    def surely(self, found: Mixed) -> Fraction:
        """How much of the group's name it is told by."""
        is_known = self.is_even or self.is_rest
        return (
            Fraction(1) if is_known else max(_named(self.words, own) for own in (found.of_one, found.of_two))
        )


def _named(said: frozenset[str], own: frozenset[str]) -> Fraction:
    """The part of a group's words that it is called by: “vote by post” is said of postal voters."""
    begun = {word[:STEM] for word in own}
    return Fraction(len({word[:STEM] for word in said} & begun), max(1, len(begun)))


def sizes_told(paper: Reading, block: tuple[Sentence, ...], found: Mixed) -> list[Size]:
    """What the paragraph says of it; else the paragraphs beside it; else a table; else the whole paper."""
    near = _nearby(paper, block)
    elsewhere = tuple(s for s in paper.sentences if s not in block and s not in near)
    for told in (
        lambda: (*_shares(block, found), *_loose(block, found), *_even(block)),
        lambda: _weighed(block, found),
        lambda: (*_shares(near, found), *_even(near)),
        lambda: _weighed(near, found),
        lambda: (*_weighed(elsewhere, found), *_shares(elsewhere, found), *_printed(paper, found)),
    ):
        if sure := [each for each in told() if each.is_of(found)]:
            most = max(each.surely(found) for each in sure)
            return [each for each in sure if each.surely(found) == most]
    return []


def _nearby(paper: Reading, block: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The paragraph before and the one after, in the same section."""
    return tuple(each for each in paper.around(block[0], 1, 1) if each.block != block[0].block)


def _shares(passage: tuple[Sentence, ...], found: Mixed) -> Iterator[Size]:
    """The shares of everybody that somebody is said to be."""
    for sentence in passage:
        for amount in sentence.amounts:
            if (
                amount.is_of_hundred
                and not EACH_QUARTER.search(sentence.text[: amount.end])
                and not _is_level(amount, found)
                and not is_of_another_time(sentence, amount)
            ):
                tail = sentence.text[amount.end :]
                said = _predicate(tail, found) or _subject(sentence, amount)
                if said or RESTS.match(tail):
                    is_rest = bool(RESTS.match(tail))
                    yield Size(sentence, shown.said(amount), amount.low, amount.high, said, is_rest=is_rest)
        for vague in VAGUE.finditer(sentence.text):
            low, high = RANGES[vague.lastgroup or "most"]
            if said := _predicate(sentence.text[vague.end() :], found):
                yield Size(sentence, f"“{vague[0]}”", Fraction(low), Fraction(high), said)


def _is_level(amount: Amount, found: Mixed) -> bool:
    return any(amount is each for each in (found.overall, found.one, found.two))


def _predicate(tail: str, found: Mixed) -> frozenset[str]:
    """What they are said to be, who are a share of everybody; nothing where it is a share of one of the groups."""
    told = OBJECT.match(tail)
    if not told:
        return frozenset()
    return (
        frozenset() if _is_of_part(tail, found) else stems(CLAUSE_END.split(told["said"] or told["does"])[0])
    )


def _is_of_part(tail: str, found: Mixed) -> bool:
    """“A fifth of the victims of burglary”, where they are one of the two."""
    told = OBJECT.match(tail) or OF_NOUN.match(tail)
    base = stems(told["base"] or told.groupdict().get("noun") or "") if told else frozenset()
    return max(_named(base, found.of_one), _named(base, found.of_two)) > Fraction(1, 2)


def _subject(sentence: Sentence, amount: Amount) -> frozenset[str]:
    """Who is said to be a share; a percentage needs “of the whole”, and may be a level without it."""
    head = re.split(r"[,;:()]", sentence.text[: amount.start])[-1]
    told = SUBJECT.fullmatch(CLAUSE_END.split(head)[-1])
    if not told or (told["stands"] and amount.unit != "share"):
        return frozenset()
    tail = sentence.text[amount.end :]
    of_all = re.match(r" of (?:the|all|our|those|these|them)\b", tail) or (
        told["takes"] and OF_NOUNS.match(tail)
    )
    if WHICH.match(told["said"]) and (owner := OWNER.search(sentence.text[: amount.start])):
        return stems(owner["who"])
    return stems(told["said"]) if told["makes"] or amount.unit == "share" or of_all else frozenset()


OF_THEM = re.compile(rf" of [^,;.:()]{{0,45}}?\b{VERB}\b", re.IGNORECASE)


def may_be_sizes(block: tuple[Sentence, ...]) -> tuple[Amount, ...]:
    """The figures of a paragraph that may say how large a group is; a percentage among others is a level."""
    found = []
    for sentence in block:
        percents = [a for a in sentence.amounts if a.unit == "percent"]
        found += [
            a for a in sentence.amounts if a.unit == "share" or (a in percents and _subject(sentence, a))
        ]
        if len(percents) == 1 and OF_THEM.match(sentence.text, percents[0].end):
            found += percents
    return tuple(found)


def _loose(block: tuple[Sentence, ...], found: Mixed) -> Iterator[Size]:
    """A share in words beside the levels is of whatever its clause names."""
    known = {id(size.sentence) for size in _shares(block, found)}
    for sentence in block:
        for amount in sentence.amounts:
            is_part = _is_of_part(sentence.text[amount.end :], found)
            is_time = EACH_QUARTER.search(sentence.text[: amount.end])
            if amount.unit == "share" and id(sentence) not in known and not is_part and not is_time:
                before, after = around(sentence, amount)
                said = stems(f"{before} {amount.text} {after}")
                yield Size(sentence, shown.said(amount), amount.low, amount.high, said)


def _even(passage: tuple[Sentence, ...]) -> Iterator[Size]:
    for sentence in passage:
        if even := EQUALLY.search(sentence.text):
            wide = 10 if APPROXIMATE.search(sentence.text) else 5
            low, high = Fraction(50 - wide), Fraction(50 + wide)
            yield Size(sentence, f"“{even[0]}”", low, high, stems(sentence.text), is_even=True)


def _printed(paper: Reading, found: Mixed) -> Iterator[Size]:
    """The numbers of both groups in a table, from every column that counts."""
    for grid in paper.grids:
        named = {row: " ".join(words_of(cell) for cell in grid.table.rows[row]) for row in grid.parts}
        ones = [row for row, said in named.items() if _is_row(said, found.of_one, found.of_two)]
        twos = [row for row, said in named.items() if _is_row(said, found.of_two, found.of_one)]
        for column in (each for each in grid.columns if each.role == "count"):
            one, two = added(column, tuple(ones)), added(column, tuple(twos))
            if one and two and one[0] > 0 and two[0] > 0:
                share = one[0] * 100 / (one[0] + two[0])
                told = f"{shown.number(one[0])} beside {shown.number(two[0])} ({grid.name})"
                yield Size(found.at, told, share - 5, share + 5, found.of_one)


def _is_row(label: str, by: frozenset[str], other: frozenset[str]) -> bool:
    said = stems(label)
    return bool(said & by) and not said & other


def _weighed(passage: tuple[Sentence, ...], found: Mixed) -> Iterator[Size]:
    """The numbers of both groups: “of 1,200 clients of pharmacies and 800 of surgeries”."""
    for sentence in passage:
        counts = [
            (a, words(sentence, a))
            for a in sentence.amounts
            if not (OF_ALL.search(sentence.text[: a.start]) and not OF_THESE.match(sentence.text[a.end :]))
            and a.unit == "count"
            and not a.lasts
            and a.value >= 10
            and not _is_level(a, found)
        ]
        ones = [a for a, said in counts if said & found.of_one and not said & found.of_two]
        twos = [a for a, said in counts if said & found.of_two and not said & found.of_one]
        twos = twos or [a for a, _ in counts if not found.of_two and OTHER.search(sentence.text[: a.start])]
        sums = {a.value for a, _ in counts}
        pairs = [(a, b) for a in ones for b in twos]
        whole = [(a, b) for a, b in pairs if a.value + b.value in sums] or pairs
        if len(whole) == 1:
            one, two = whole[0]
            share = one.value * 100 / (one.value + two.value)
            told = f"{shown.said(one)} beside {shown.said(two)}"
            yield Size(sentence, told, share - 1, share + 1, found.of_one)
