"""Two counts, each with its share of one whole, that make it two sizes: “84 were in favour, or one in four, while 126,
or one in two, were against”."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.nouns import words_of
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import marked, numerals, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.periods import spoken
from bluelamp.board.proof_reading.language.sentences import Sentence

ABOUT = r"(?:just |only |about |some |around |almost |nearly |exactly |a total of |the )?"
IS = (
    r"(?:\(|[,:–—] ?(?:(?:and )?(?:that|which|this|it) (?:is|was|makes|made)|or|being|i\.e\.|making|"
    r"representing)? ?|"
    r"\b(?:or|that is|i\.e\.|ma(?:ke|kes|de|king) up|account\w* for|represent\w*|being|is|are|was|were) )"
)
TIES = marked.pattern(
    rf"{{count:cm}}[^⟦.;()]{{0,70}}?{IS}{ABOUT}{{share:s}}",
    rf"{{count:cm}}[^⟦.;()]{{0,70}}?{IS}{ABOUT}{{share:p}} of\b",
    r"{share:s}[^⟦.;()]{0,60}?, with {count:c} of them\b",
    rf"{{share:s}}(?=[ ,(:])[^⟦.;()]{{0,60}}?(?:\(|, or |: |, |, that is,? |, which is ){ABOUT}{{count:c}}"
    r"(?=[),;.:]| (?:people|in all|altogether|in total|all told)\b)",
)
OTHERWISE = patterns.compile(
    r"\b(?:compared|against (?:an?|the)|than|last (?:year|month|quarter|time)|previous\w*|national\w*|"
    r"england|target|"
    r"(?:year|month|quarter) (?:before|ago|earlier)|ago|respectively|used to|would)\b",
    re.IGNORECASE,
)
OF_THEM = patterns.compile(
    r"\b(?:of|among) (?:these|them|whom|which|those(?! (?:who|in|on|with|aged|from|\w+(?:ed|en|n|rd))\b))",
    re.IGNORECASE,
)
PLACE = patterns.compile(
    r"\b(?:[Ii]n|[Aa]t|[Oo]n|[Ff]or|[Aa]mong) (?:the |our )?([A-Z]\w+|\w+ (?:ward|team|group|centre))"
)
ANYBODY = frozenset(["person", "people", "other", "case", "total", "further", "another"])
IN_WORDS = patterns.compile(
    rf"(?:^|\s)(?:\d|{numerals.SMALL}) (?P<noun>[a-z]+(?: [a-z]+)?) (?:in|out of)\b", re.IGNORECASE
)
OF_WHOLE = patterns.compile(
    r"\s?(?:of (?:the |all |our |these |those |its )*|(?P<bare>))(?P<noun>[a-z][\w'’-]+(?: [a-z][\w'’-]+)?)",
    re.IGNORECASE,
)
ROUNDED, HEDGED = Fraction(7, 100), Fraction(15, 100)
"""How far from a share in words the true one may lie, as a part of it."""
FEW = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A count with its share of a whole: how large that is, what it is called, and what the count is called."""

    sentence: Sentence
    count: Amount
    share: Amount
    whole: frozenset[str]
    noun: frozenset[str]

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        if self.share.unit == "percent":
            return self.count.low * 100 / self.share.high, self.count.high * 100 / self.share.low
        size = self.count.value * 100 / self.share.value
        wide = HEDGED if self.share.hedged or self.count.hedged else ROUNDED
        return size * (1 - wide), size * (1 + wide)

    @property
    def start(self) -> int:
        return min(self.count.start, self.share.start)

    @property
    def end(self) -> int:
        return max(self.count.end, self.share.end)

    def told(self) -> str:
        size = self.count.value * 100 / self.share.value
        return f"{shown.said(self.count)} as {shown.said(self.share).lower()} makes about {float(size):,.0f}"


def shares_of_one(block: tuple[Sentence, ...]) -> Iterator[Remark]:
    """Each two parts of a paragraph, one after the other, whose wholes are one and cannot be."""
    counts = [a for s in block for a in s.amounts if a.unit == "count" and not a.lasts]
    for first, second in pairwise(part for s in block for part in parts(s)):
        (low, high), (low2, high2) = first.ends, second.ends
        if (high < low2 or high2 < low) and _is_one_whole(block, first, second):
            if _is_of(first, counts) and _is_of(second, counts):
                continue
            yield second.sentence.remark(f"{first.told()}, and {second.told()}; both are told of one whole")
            return


def parts(sentence: Sentence) -> list[Part]:
    """Every count of a sentence with its share of a whole."""
    if OTHERWISE.search(sentence.marked) or len(sentence.amounts) < 2:
        return []
    found: list[Part] = []
    ties = marked.found(TIES, sentence.marked, sentence.amounts)
    for count, share in sorted(((each["count"], each["share"]) for each in ties), key=_apart):
        taken = any(count in (p.count, p.share) or share in (p.count, p.share) for p in found)
        if not taken and count.value >= FEW and not count.lasts and 0 < share.value < 100 and share.low > 0:
            found.append(Part(sentence, count, share, _whole(sentence, count, share), _noun(sentence, count)))
    return sorted(found, key=lambda part: part.start)


def _apart(tie: tuple[Amount, Amount]) -> int:
    count, share = tie
    return max(share.start - count.end, count.start - share.end)


def _whole(sentence: Sentence, count: Amount, share: Amount) -> frozenset[str]:
    """What it is a share of, where that is named."""
    if inner := IN_WORDS.search(share.text):
        return _words(inner["noun"])
    for amount in (share, count):
        after = OF_WHOLE.match(sentence.text, amount.end)
        if after and (
            after["bare"] is None or (amount is share and re.match(r"\S+ (?:in|out of)", share.text))
        ):
            return _words(after["noun"])
    return frozenset()


def _noun(sentence: Sentence, count: Amount) -> frozenset[str]:
    """What is counted, where a noun follows."""
    after = re.match(r"(?: [A-Za-z][\w'’-]*){1,3}", sentence.text[count.end :])
    return _words(after[0]) if after else frozenset()


def _words(noun: str) -> frozenset[str]:
    said = words_of(noun.strip(), from_left=True)
    return (
        frozenset(word for word in said if word not in ANYBODY and not re.search(r"(?:ed|ing|en)$", word))
        - ANYBODY
    )


def _is_one_whole(block: tuple[Sentence, ...], first: Part, second: Part) -> bool:
    if block.index(second.sentence) - block.index(first.sentence) > 1:
        return False
    before, after = _clause(first, None), _clause(second, first)
    if OF_THEM.search(after) or OF_THEM.search(_between(first, second)):
        return False
    if set(PLACE.findall(before)) != set(PLACE.findall(after)) or spoken(before) != spoken(after):
        return False
    if first.whole and second.whole:
        return bool(first.whole & second.whole)
    named, other = first.whole | first.noun, second.whole | second.noun
    return not named or not other or bool(named & other)


def _clause(part: Part, before: Part | None) -> str:
    """From the part before it, or the start of its sentence, to the end of its own clause."""
    text = part.sentence.text
    start = before.end if before and before.sentence is part.sentence else 0
    stop = re.search(r"[;.]|,? (?:and|while|whereas|but)\b", text[part.end :])
    return text[start : part.end + stop.start() if stop else len(text)]


def _between(first: Part, second: Part) -> str:
    if first.sentence is second.sentence:
        return first.sentence.text[first.end : second.start]
    return second.sentence.text[: second.start]


def _is_of(part: Part, counts: list[Amount]) -> bool:
    """Does another count of the paragraph make the whole of it?"""
    low, high = part.ends
    return any(low <= each.value <= high for each in counts if each is not part.count)
