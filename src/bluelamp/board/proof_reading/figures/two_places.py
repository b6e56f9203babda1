"""One quantity printed differently in two places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.dated import dated
from bluelamp.board.proof_reading.figures.described import are_told_apart, described
from bluelamp.board.proof_reading.figures.nouns import COUNTED, MOST, UNITS, WORD, stem, words_of
from bluelamp.board.proof_reading.figures.recalled import recalled
from bluelamp.board.proof_reading.figures.sums_named import named_sums
from bluelamp.board.proof_reading.figures.swapped import large, transposed
from bluelamp.board.proof_reading.figures.universal import universal
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.dates import ANY_MONTH
from bluelamp.board.proof_reading.language.periods import spoken
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

LEVEL = patterns.compile(
    rf"(?P<noun>(?:{WORD} ){{0,5}}{WORD})(?: (?:in|for|at|during) [^⟦.;,]{{1,30}}?)? (?:is|was|are|were|"
    rf"stands? at|stood at|stand at|remains at|remained at|reached|of|at|to|totals?|totalled|is now|"
    rf"was at|currently|came to|of just|is forecast (?:at|to be)) (?:now |currently |only |just |at |"
    rf"around )?⟦(?P<amount>[pmr]\d+)⟧"
)
CHANGE = patterns.compile(
    r"\b(?:increase|decrease|reduction|rise|fall|drop|growth|change|improvement|target|milestone|ambition|"
    r"forecast|planned|projected|expected|previous|last|first|"
    r"second|third|additional|further|extra|another|remaining|other|new|average|minimum|maximum|up to|"
    r"at least|by|than|from|saving|difference|compared|budget for|"
    r"england|national\w*|region\w*|since|further|more|fewer|next|another|both|half|initial\w*|originally|"
    r"phase|stage)\b",
    re.IGNORECASE,
)
NAMED = patterns.compile(r"(?<!^)(?<![.!?] )\b[A-Z][a-z]{2,}\b")


@dataclass(frozen=True)
class Stated:
    """A quantity by the words it is called, with everything that may make it another one."""

    amount: Amount
    sentence: Sentence
    words: tuple[str, ...]
    context: frozenset[str]
    names: frozenset[str]


def read(paper: Reading) -> Iterator[Remark]:
    stated: dict[tuple[str, tuple[str, ...]], list[Stated]] = {}
    for sentence in paper.sentences:
        for each in _stated(sentence):
            stated.setdefault((each.amount.unit, each.words), []).append(each)
    own = _own_periods(paper)
    slips = (
        *recalled(paper),
        *transposed(paper),
        *large(paper),
        *universal(paper),
        *named_sums(paper),
        *dated(paper),
    )
    swapped = list({remark.sentence: remark for remark in slips}.values())
    yield from swapped
    for same in stated.values():
        if len(same) > MOST:
            continue
        told = any(each.sentence.text == remark.sentence for each in same for remark in swapped)
        for place, later in enumerate(same):
            for earlier in same[:place]:
                if not told and _differ(earlier, later, own):
                    told = True
                    where = (
                        f"paragraph {paper.label(earlier.sentence.paragraph)}"
                        if earlier.sentence.paragraph
                        else earlier.sentence.section.title
                    )
                    yield later.sentence.remark(
                        f"{shown.said(later.amount)} here and {shown.said(earlier.amount)} in {where}, "
                        f"both of “{' '.join(later.words)}”"
                    )


def _own_periods(paper: Reading) -> frozenset[str]:
    """The periods that the title and the first sentences name."""
    opening = " ".join((paper.document.title, *(s.text for s in paper.sentences[:OPENING])))
    return spoken(opening) | {"this month", "this quarter", "this year"}


OPENING = 4


def _differ(one: Stated, other: Stated, own: frozenset[str]) -> bool:
    """``own``: the periods of the paper itself, which a sentence need not name."""
    if one.sentence is other.sentence or one.context - own != other.context - own or one.names != other.names:
        return False
    if one.amount.agrees(other.amount.low, other.amount.high):
        return False
    if are_told_apart(one.sentence, one.amount, other.sentence, other.amount):
        return False
    ratio = max(one.amount.value, other.amount.value) / max(
        min(one.amount.value, other.amount.value), Fraction(1)
    )
    return ratio < (2 if one.amount.unit == "count" else 10)


def _stated(sentence: Sentence) -> Iterator[Stated]:
    if not sentence.amounts:
        return
    text = sentence.marked
    yield from _counted_after(sentence)
    for amount, said in described(sentence):
        words = tuple(sorted(said))
        before = sentence.text[max(0, amount.start - 30) : amount.start]
        if not CHANGE.search(f"{before} {' '.join(words).replace('-', '')}"):
            yield Stated(
                amount, sentence, words, spoken(_about(sentence, amount)), _names(sentence.text, words)
            )
    for found in COUNTED.finditer(text):
        amount = sentence.amounts[int(found["amount"][1:])]
        context = spoken(_about(sentence, amount))
        words = words_of(found["noun"], from_left=True)
        before = text[max(0, found.start() - 30) : found.start("amount")]
        if (
            len(words) >= 2
            and amount.value > 4
            and not CHANGE.search(f"{before} {found['noun']}")
            and not set(words) & UNITS
        ):
            yield Stated(amount, sentence, words, context, _names(sentence.text, words))
    for found in LEVEL.finditer(text):
        amount = sentence.amounts[int(found["amount"][1:])]
        context = spoken(_about(sentence, amount))
        words = words_of(found["noun"], from_left=False)
        after = text[found.end() : found.end() + 25]
        before = text[max(0, found.start() - 25) : found.start()]
        if (
            len(words) >= 2
            and not CHANGE.search(f"{before} {found[0]} {after}")
            and not re.match(r"\s*(?:of|to|up|down)\b", after)
        ):
            yield Stated(amount, sentence, words, context, _names(sentence.text, words))


SAID_AFTER = patterns.compile(
    rf"^(?P<noun>(?:{WORD} ){{0,3}}{WORD}): ⟦(?P<amount>c\d+)⟧"
    rf"|\b[Nn]umbers? of (?P<noun2>(?:{WORD} ){{0,3}}?{WORD})(?: (?:in|for|"
    rf"during) [^⟦.;,]{{1,25}}?)? (?:is|was|were|stood at|"
    rf"stands at|reached|totalled|rose to|fell to|increased to|came to) ⟦(?P<amount2>c\d+)⟧"
    rf"|(?<!of )(?<!in )\b(?P<noun3>(?:{WORD} ){{0,2}}{WORD}) (?:numbered|totalled|stood at|stands? at|"
    rf"came to) ⟦(?P<amount3>c\d+)⟧"
)
"""“Pressure ulcers: 27 were reported”, “the number of pressure ulcers was 27”."""


def _counted_after(sentence: Sentence) -> Iterator[Stated]:
    for found in SAID_AFTER.finditer(sentence.marked):
        way = next(way for way in ("", "2", "3") if found["amount" + way])
        amount = sentence.amounts[int(found["amount" + way][1:])]
        words = words_of(found["noun" + way], from_left=True)
        if len(words) >= 2 and amount.value > 4 and not CHANGE.search(found[0]) and not set(words) & UNITS:
            yield Stated(
                amount, sentence, words, spoken(_about(sentence, amount)), _names(sentence.text, words)
            )


def _about(sentence: Sentence, amount: Amount) -> str:
    """The sentence as far as it is about one amount: a comparison after it names another period."""
    rest = sentence.text[amount.end :]
    cut = re.search(r",? \b(?:compared|against|versus|up from|down from|from)\b", rest)
    return sentence.text[: amount.end] + (rest[: cut.start()] if cut else rest)


def _names(text: str, words: tuple[str, ...]) -> frozenset[str]:
    """Names of places and people in a sentence: what is said of one is not said of another."""
    found = {name.lower() for name in NAMED.findall(text)} | {
        a.lower() for a in re.findall(r"\b[A-Z]{2,6}\b", text)
    }
    return frozenset(name for name in found if stem(name) not in words and not MONTHS.match(name))


MONTHS = patterns.compile(rf"(?:{ANY_MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$", re.IGNORECASE)


RULE = Rule(
    key="two-places",
    title="One quantity printed differently in two places",
    severity="wrong",
    explanation="Both cannot be so. If they are of different days or counted differently, say so beside each.",
    read=read,
    kind="sums",
    certainty="likely",
)
