"""One quantity printed differently in two places."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.dates import ANY_MONTH
from bluelamp.board.proof_reading.language.periods import spoken
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

WORD = r"[A-Za-z][\w'’&-]*"
COUNTED = re.compile(
    rf"(?P<the>\b(?:the|all|our|its|these|those|each of the|across|total of|a total of|of the|were|"
    rf"there are|has|have|had|received|recorded|employs?|manages?|"
    rf"owns?)\s)?⟦(?P<amount>c\d+)⟧\s(?P<noun>(?:{WORD} ){{0,3}}{WORD})"
)
LEVEL = re.compile(
    rf"(?P<noun>(?:{WORD} ){{0,5}}{WORD})(?: (?:in|for|at|during) [^⟦.;,]{{1,30}}?)? (?:is|was|are|were|"
    rf"stands? at|stood at|stand at|remains at|remained at|reached|of|at|to|totals?|totalled|is now|"
    rf"was at|currently|came to|of just|is forecast (?:at|to be)) (?:now |currently |only |just |at |"
    rf"around )?⟦(?P<amount>[pmr]\d+)⟧"
)
STOP_SAID = """
the a an of in for to and by at on with from our its their this that these those all each per cent
percent were was is are be been has have had which who will would can may more than less fewer over
under about some overall current currently total number figure rate level performance now new it they we
there also only just during within across between as or not no said say says says been being do did took
take taken one other others out
"""
STOP = frozenset(STOP_SAID.split())
ENDS_SAID = """
in for to at on with from were was is are of and by which who will would has have had that between
during across within per as or but than since until over under out when where while against compared up
down
"""
ENDS = frozenset(ENDS_SAID.split())
CHANGE = re.compile(
    r"\b(?:increase|decrease|reduction|rise|fall|drop|growth|change|improvement|target|milestone|ambition|"
    r"forecast|planned|projected|expected|previous|last|first|"
    r"second|third|additional|further|extra|another|remaining|other|new|average|minimum|maximum|up to|"
    r"at least|by|than|from|saving|difference|compared|budget for|"
    r"england|national\w*|region\w*|since|further|more|fewer|next|another|both|half|initial\w*|originally|"
    r"phase|stage)\b",
    re.IGNORECASE,
)
UNITS_SAID = """
days day weeks week months month years year hours hour minutes minute people per cent members times
points occasions pages copies miles metres
"""
UNITS = frozenset(UNITS_SAID.split())
NAMED = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][a-z]{2,}\b")


MOST = 30
"""Told more often than this, a quantity is one of a series and not one thing."""


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
    swapped = list(
        {r.sentence: r for r in (*_transposed(paper), *_large(paper), *_universal(paper))}.values()
    )
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


def _transposed(paper: Reading) -> Iterator[Remark]:
    """The same digits in another order, of the same noun: 5,240 staff here and 5,420 staff there."""
    seen: dict[tuple[str, str, frozenset[str]], tuple[Sentence, Amount]] = {}
    told = Counter(
        _words(found["noun"], from_left=True)[:1]
        for sentence in paper.sentences
        for found in COUNTED.finditer(sentence.marked)
    )
    for sentence in paper.sentences:
        for found, words in (*_counted(sentence), *_levels(sentence)):
            amount = sentence.amounts[int(found["amount"][1:])]
            if (
                told[words[:1]] > MOST
                or amount.value < 20
                or amount.hedged
                or not words
                or set(words[:1]) & UNITS
            ):
                continue
            digits = "".join(sorted(str(int(amount.value))))
            key = (digits, words[0], frozenset(n for n in spoken(sentence.text) if n[0].isdigit()))
            if key in seen and seen[key][1].value != amount.value and seen[key][0] is not sentence:
                other, said = seen[key]
                where = (
                    f"paragraph {paper.label(other.paragraph)}" if other.paragraph else other.section.title
                )
                yield sentence.remark(
                    f"{shown.said(amount)} here and {shown.said(said)} in {where}: the same digits in "
                    f"another order"
                )
            seen.setdefault(key, (sentence, amount))


LARGE = 1000
"""Two numbers of four digits or more hold the same digits in another order hardly ever by chance."""


def _large(paper: Reading) -> Iterator[Remark]:
    """14,280 people waiting here and 14,820 there, however each is called, if the sentences share a word."""
    seen: dict[tuple[str, str], tuple[Sentence, Amount]] = {}
    for sentence in paper.sentences:
        for amount in sentence.amounts:
            if amount.unit not in ("count", "money") or amount.value < LARGE or amount.hedged:
                continue
            key = amount.unit, "".join(sorted(str(int(amount.value))))
            other, said = seen.setdefault(key, (sentence, amount))
            if (
                other is not sentence
                and said.value != amount.value
                and _swapped(said, amount)
                and _share(other, sentence)
            ):
                where = (
                    f"paragraph {paper.label(other.paragraph)}" if other.paragraph else other.section.title
                )
                yield sentence.remark(
                    f"{shown.said(amount)} here and {shown.said(said)} in {where}: the same digits in another order"
                )


def _swapped(one: Amount, other: Amount) -> bool:
    """Two digits changed places, and no more."""
    a, b = str(int(one.value)), str(int(other.value))
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 2 and not a.endswith("000")


def _share(one: Sentence, other: Sentence) -> bool:
    said = [
        {_stem(w.lower())[:6] for w in re.findall(r"[A-Za-z]{5,}", s.text)} - {*STOP} for s in (one, other)
    ]
    return len(said[0] & said[1]) >= 2


def _counted(sentence: Sentence) -> Iterator[tuple[re.Match[str], tuple[str, ...]]]:
    for found in COUNTED.finditer(sentence.marked):
        yield found, _words(found["noun"], from_left=True)


def _levels(sentence: Sentence) -> Iterator[tuple[re.Match[str], tuple[str, ...]]]:
    """“Admissions were 2,120”: a count after the word it is of."""
    for found in LEVELLED.finditer(sentence.marked):
        yield found, _words(found["noun"], from_left=False)[-1:]


LEVELLED = re.compile(
    rf"(?P<noun>(?:{WORD} ){{0,3}}{WORD}) (?:was|were|numbered|totalled|came to|stood at|reached) (?:just "
    rf")?⟦(?P<amount>c\d+)⟧"
)
ALL = re.compile(
    rf"\b(?P<how>all|the|our|each of the|"
    rf"all of the) ⟦(?P<amount>c\d+)⟧\s(?P<noun>(?:{WORD} ){{0,3}}{WORD})(?P<after>[^⟦.;,]{{0,20}})",
    re.IGNORECASE,
)
NARROWER = re.compile(
    r"\b(?:in|of|with|where|that|who|which|at|on|from|for|covered|selected|remaining|under|above)\b",
    re.IGNORECASE,
)


def _universal(paper: Reading) -> Iterator[Remark]:
    """“All 99 stops” here and “the 96 stops” there."""
    said = [each for sentence in paper.sentences for each in _all_of(sentence)]
    told: set[tuple[str, ...]] = set()
    for place, (key, is_all, sentence, amount) in enumerate(said):
        for earlier, was_all, other, before in said[max(0, place - MOST) : place]:
            far = min(amount.value, before.value) < max(amount.value, before.value) / 2
            if (
                earlier != key
                or key in told
                or not (is_all or was_all)
                or amount.value == before.value
                or far
            ):
                continue
            told.add(key)
            yield sentence.remark(
                f"“{'all' if was_all else 'the'} {shown.said(before)}” in paragraph "
                f"{paper.label(other.paragraph)}, and "
                f"“{'all' if is_all else 'the'} {shown.said(amount)}” here"
            )


def _is_narrower(said: str) -> bool:
    """“the 8 wards in the north”: some of them only. The word after the plural says."""
    plural = re.search(r"\b\w+s\b\s+(\w+)", said)
    return bool(plural and NARROWER.fullmatch(plural[1]))


def _all_of(sentence: Sentence) -> Iterator[tuple[tuple[str, ...], bool, Sentence, Amount]]:
    """Every “all 15 branches” and “the 14 branches”, by the words they are called."""
    for found in ALL.finditer(sentence.marked):
        words = _words(found["noun"], from_left=True)
        amount = sentence.amounts[int(found["amount"][1:])]
        is_all = found["how"].lower().startswith("all")
        is_narrow = not is_all and _is_narrower(found["noun"] + found["after"])
        if words and not amount.lasts and amount.value >= 3 and not amount.hedged and not is_narrow:
            yield words[:2], is_all, sentence, amount


def _differ(one: Stated, other: Stated, own: frozenset[str]) -> bool:
    """``own``: the periods of the paper itself, which a sentence need not name."""
    if one.sentence is other.sentence or one.context - own != other.context - own or one.names != other.names:
        return False
    if one.amount.agrees(other.amount.low, other.amount.high):
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
    for found in COUNTED.finditer(text):
        amount = sentence.amounts[int(found["amount"][1:])]
        context = spoken(_about(sentence, amount))
        words = _words(found["noun"], from_left=True)
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
        words = _words(found["noun"], from_left=False)
        after = text[found.end() : found.end() + 25]
        before = text[max(0, found.start() - 25) : found.start()]
        if (
            len(words) >= 2
            and not CHANGE.search(f"{before} {found[0]} {after}")
            and not re.match(r"\s*(?:of|to|up|down)\b", after)
        ):
            yield Stated(amount, sentence, words, context, _names(sentence.text, words))


SAID_AFTER = re.compile(
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
        words = _words(found["noun" + way], from_left=True)
        if len(words) >= 2 and amount.value > 4 and not CHANGE.search(found[0]) and not set(words) & UNITS:
            yield Stated(
                amount, sentence, words, spoken(_about(sentence, amount)), _names(sentence.text, words)
            )


def _about(sentence: Sentence, amount: Amount) -> str:
    """The sentence as far as it is about one amount: a comparison after it names another period."""
    rest = sentence.text[amount.end :]
    cut = re.search(r",? \b(?:compared|against|versus|up from|down from|from)\b", rest)
    return sentence.text[: amount.end] + (rest[: cut.start()] if cut else rest)


def _words(noun: str, *, from_left: bool) -> tuple[str, ...]:
    """The words a quantity is called by, in one form: the noun phrase after a count, or before a level."""
    said = [word.strip("'’").lower() for word in noun.split()]
    if from_left:
        stop = next((place for place, word in enumerate(said) if word in ENDS - {"with", "of"}), len(said))
        said = said[:stop]
    else:
        starts = [
            place for place, word in enumerate(said) if word in ENDS - {"of", "and", "with", "for", "to"}
        ]
        said = said[starts[-1] + 1 :] if starts else said
    return tuple(_stem(word) for word in said if word not in STOP)[:4]


def _stem(word: str) -> str:
    return re.sub(r"(?<=\w{3})(?:ies|s)$", lambda f: "y" if f[0] == "ies" else "", word)


def _names(text: str, words: tuple[str, ...]) -> frozenset[str]:
    """Names of places and people in a sentence: what is said of one is not said of another."""
    found = {name.lower() for name in NAMED.findall(text)} | {
        a.lower() for a in re.findall(r"\b[A-Z]{2,6}\b", text)
    }
    return frozenset(name for name in found if _stem(name) not in words and not MONTHS.match(name))


MONTHS = re.compile(rf"(?:{ANY_MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$", re.IGNORECASE)


RULE = Rule(
    key="two-places",
    title="One quantity printed differently in two places",
    severity="wrong",
    explanation="Both cannot be so. If they are of different days or counted differently, say so beside each.",
    read=read,
    kind="sums",
    certainty="likely",
)
