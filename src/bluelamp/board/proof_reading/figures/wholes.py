"""How large a whole is, by what is told of its parts: so many are so much of it, so many are so many for each thousand
of it, or there is one of them for every so many."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.nouns import words_of
from bluelamp.board.proof_reading.language import marked, moving, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.periods import is_part, spoken
from bluelamp.board.proof_reading.language.sentences import Sentence

NOUN = r"(?P<whole>(?:[A-Za-z][\w'’-]*\s?){1,4})"
TIED = (
    r"(?:ma(?:ke|kes|de|king) up|account\w* for|represent\w*|constitut\w+|form(?:s|ed|ing)?|compris\w+|"
    r"equat\w+ to|"
    r"equal\w* to|equivalent to|amount\w* to|giv\w+|(?:,|which|that|this|it) (?:is|was)|or|i\.e\.|"
    r"is|are|was|were|being)"
)
ABOUT = r"(?:just |only |about |some |around |almost |nearly |exactly )?"
OF_WHOLE = r"(?:of|in) (?:the |all |our |its |total |every |number of )*"
SHARE_FIRST = patterns.compile(
    rf"⟦(?P<share>p\d+)⟧ {OF_WHOLE}{NOUN}(?P<tail>(?:\([A-Z]{{2,6}}\))?[^⟦.;,()]{{0,20}}?)(?:,? "
    rf"?\b(?:with|or|which is|"
    r"equates to|equated to|equalled|representing|being|was|is|i\.e\.|equating to) |\(|, )"
    r"(?:just |only |about |some |a total of |the )*⟦(?P<part>c\d+)⟧",
    re.IGNORECASE,
)
"""“1.5% of all crime, or 1,811”."""
SHARED = patterns.compile(
    rf"⟦(?P<part>c\d+)⟧[^⟦.;()%]{{0,80}}?(?:\b{TIED} |,? \(|, ){ABOUT}⟦(?P<share>[ps]\d+)⟧ {OF_WHOLE}{NOUN}"
    r"(?P<tail>[^⟦.;,()]{0,40})",
    re.IGNORECASE,
)
AND_ALSO = patterns.compile(
    r"(?:,|;| and| while| whereas| but| with)[^⟦.;()]{0,25}⟦(?P<part>c\d+)⟧"
    r"(?![^⟦]*\bof (?:them|these|those|which|whom)\b)"
    rf"[^⟦.;()%]{{0,60}}?(?:\b{TIED} |\(|, ){ABOUT}⟦(?P<share>p\d+)⟧(?! of| in (?!the (?:quarter|year|"
    rf"month)))",
    re.IGNORECASE,
)
"""“while the 2,310 thefts made up 22 per cent”: of the whole that was named before it."""
AFTER_IT = patterns.compile(
    r"^[^⟦.;()]{0,60}⟦(?P<part>c\d+)⟧(?![^⟦]*\bof (?:them|these|those)\b)[^⟦.;()%]{0,60}?"
    rf"\b(?:ma(?:ke|kes|de|king) up|account\w* for|represent\w*|constitut\w+|form(?:s|"
    rf"ed)?) {ABOUT}⟦(?P<share>p\d+)⟧"
    r"(?! of| in (?!the (?:quarter|year|month)))",
    re.IGNORECASE,
)
"""“Transfers, of which there were 96, represented 16%”: of the whole of the sentence before."""
RATED = patterns.compile(
    rf"⟦(?P<rate>r\d+)⟧(?:\s?{NOUN}(?P<tail>[^⟦.;,()]{{0,40}})|(?=[.,;)]|$))", re.IGNORECASE
)
"""“And Southern Division 2,170, a rate of 7.0 per 1,000”: of those named before."""
EVERY = patterns.compile(
    rf"⟦(?P<one>c\d+)⟧(?: [a-z-]+){{0,2}} (?:(?:for|to|per|in|among) (?:every|each)|"
    rf"per) {ABOUT}⟦(?P<each>c\d+)⟧ "
    rf"{NOUN}(?P<tail>[^⟦.;,()]{{0,40}})"
    r"|\b(?:each|every one)(?: of (?:them|whom))?(?: [a-z-]+){0,4} ⟦(?P<each2>c\d+)⟧ "
    r"(?P<whole2>(?:[A-Za-z][\w'’-]* ?){1,4})(?P<tail2>[^⟦.;,()]{0,40})"
    rf"|⟦(?P<one3>c\d+)⟧(?: [a-z-]+){{0,2}} (?:for|to) (?:every|each) {ABOUT}⟦(?P<each3>c\d+)⟧(?=[.,;)]|"
    rf" and\b|$)",
    re.IGNORECASE,
)
MAKES = patterns.compile(
    r"[^⟦.;()]{0,10}?,? (?:which|that|and so|so) (?:makes|gives|is|means) ⟦(?P<units>c\d+)⟧|,? (?:making|"
    r"giving|or) "
    r"⟦(?P<units2>c\d+)⟧",
    re.IGNORECASE,
)
"""“One nurse for every 12 beds, which makes 20 nurses.”"""
OTHERWISE = patterns.compile(
    r"\b(?:compared|against|than|from|up|down|last year|previous\w*|national\w*|england|target|average|"
    r"year before|"
    r"respectively)\b",
    re.IGNORECASE,
)
EMPTY = patterns.compile(
    r"(?:which|those|these|them|whom|case|total|overall|time|people|our|us)$", re.IGNORECASE
)
NEUTRAL = frozenset(
    ["recorded", "reported", "received", "registered", "made", "taken", "asked", "population", "living"]
)
ANYWHERE_SAID = """
year years month months quarter quarters period whole stock area borough county district city town force service council
trust half same time total every each group team all here ours date during that this these last both living
"""
ANYWHERE = frozenset(ANYWHERE_SAID.split())


@dataclass(frozen=True, slots=True)
class Called:
    """A whole as it is printed, by its words in one form, and by what narrows it: a place, an age."""

    name: str
    words: tuple[str, ...]
    tail: frozenset[str]


@dataclass(frozen=True, slots=True)
class Implied:
    """How large a whole must be, and what tells so; ``named`` is the sentence that names it, where that is the
    one before; ``part`` is the count that a rate is of."""

    sentence: Sentence
    low: Fraction
    high: Fraction
    called: Called
    told: str
    named: Sentence | None = None
    part: Amount | None = None

    @property
    def period(self) -> frozenset[str]:
        """The periods it names; “the same period” is no other."""
        named = spoken((self.named or self.sentence).text)
        return frozenset(each for each in named if not each.startswith(("same ", "this ")))

    @property
    def is_part(self) -> bool:
        return is_part((self.named or self.sentence).text)


def of_shares(sentence: Sentence, before: Sentence | None) -> Iterator[Implied]:
    """“The 1,260 burglaries made up 18% of all crime, while the 2,310 thefts made up 22%.”"""
    for found in AFTER_IT.finditer(sentence.marked):
        named = (
            next(of_shares(before, None), None) if before and not OTHERWISE.search(sentence.marked) else None
        )
        share, part = _amount(sentence, found["share"]), _amount(sentence, found["part"])
        if named and (made := _of_share(sentence, part, share, named.called)):
            yield replace(made, named=before)
    for found in (*SHARE_FIRST.finditer(sentence.marked), *SHARED.finditer(sentence.marked)):
        called = whole_called(found["whole"], found["tail"])
        share, part = _amount(sentence, found["share"]), _amount(sentence, found["part"])
        if made := _of_share(sentence, part, share, called):
            yield made
            yield from _also(sentence, found.end("share"), called)


def _also(sentence: Sentence, start: int, called: Called) -> Iterator[Implied]:
    if OTHERWISE.search(moving.NOT_A_MOVE.sub(" ", sentence.marked)):
        return
    for found in AND_ALSO.finditer(sentence.marked, start):
        share, part = _amount(sentence, found["share"]), _amount(sentence, found["part"])
        if made := _of_share(sentence, part, share, called):
            yield made


def _of_share(sentence: Sentence, part: Amount, share: Amount, called: Called) -> Implied | None:
    is_empty = not called.words or EMPTY.match(called.words[0])
    if is_empty or share.low <= 0 or part.value < 1 or part.lasts:
        return None
    middle = part.value * 100 / share.value
    told = f"{shown.said(part)} as {shown.said(share)} implies about {float(middle):,.0f}"
    return Implied(sentence, part.low * 100 / share.high, part.high * 100 / share.low, called, told)


def of_rates(sentence: Sentence) -> Iterator[Implied]:
    """“276 children have a plan, which is 46 for every 10,000 children.”"""
    called = Called("", (), frozenset())
    for found in RATED.finditer(sentence.marked):
        rate = _amount(sentence, found["rate"])
        part = _counted(sentence, rate)
        called = whole_called(found["whole"], found["tail"]) if found["whole"] else called
        if part and called.words and rate.low > 0 and not rate.hedged:
            told = f"{shown.said(part)} at {shown.said(rate)} implies about {float(part.value / rate.value):,.0f}"
            yield Implied(sentence, part.low / rate.high, part.high / rate.low, called, told, part=part)


def _counted(sentence: Sentence, rate: Amount) -> Amount | None:
    """The one number before a rate that it is worked out from."""
    edge = max([a.end for a in sentence.amounts if a.unit == "rate" and a.end <= rate.start], default=0)
    before = [a for a in sentence.amounts if edge <= a.start and a.end <= rate.start]
    counts = [a for a in before if a.unit == "count" and not a.lasts and a.value >= FEW]
    is_other = len(counts) != 1 or OTHERWISE.search(sentence.text[counts[0].end : rate.start])
    return None if is_other else counts[0]


FEW = 5


def of_ratios(sentence: Sentence, before: Sentence | None) -> Iterator[Implied]:
    """“12 housing officers, one for every 410 homes.”"""
    called: Called | None = None
    for found in EVERY.finditer(sentence.marked):
        way = next(way for way in ("", "2", "3") if found["each" + way])
        each = _amount(sentence, found["each" + way])
        said = found["one3"] if way == "3" else found["one"]
        one = _amount(sentence, said) if said else None
        units = _units(sentence, before, found.start()) or _made(sentence, found.end())
        called = called if way == "3" else whole_called(found["whole" + way], found["tail" + way])
        so_many = one.value if one else Fraction(1)
        if units and called and called.words and 0 < so_many < each.value and not each.lasts:
            wide = max(rounding(each), (each.high - each.low) / 2)
            made = units.value * each.value / so_many
            share = "" if so_many == 1 else f" / {shown.number(so_many)}"
            told = f"{shown.said(units)} x {shown.said(each)}{share} = {shown.number(made)}"
            low, high = (units.value * (each.value + edge) / so_many for edge in (-wide, wide))
            yield Implied(sentence, low, high, called, told)


def _made(sentence: Sentence, at: int) -> Amount | None:
    """How many there are, where it is told after the ratio."""
    found = MAKES.match(sentence.marked, at)
    return _amount(sentence, found["units"] or found["units2"]) if found else None


OF_THEM = patterns.compile(
    r"^[^.;⟦]{1,80}(?:[,(:]|\bor\b|\bwith\b|\bat\b|that is|which is|[–—-])"
    r"(?: or| that is| which is| being| making| equal to)? ?$"
)
SO_MANY = patterns.compile(
    r"^(?:that|this|it|which) (?:is|was|means|makes|gives)\b|^(?:or|making)\b", re.IGNORECASE
)


def _units(sentence: Sentence, before: Sentence | None, at: int) -> Amount | None:
    """How many there are, one for every so many: the number the clause before ends with, or that of the sentence
    before."""
    for mark in reversed(list(marked.MARK.finditer(sentence.marked, 0, at))):
        amount = _amount(sentence, mark[0][1:-1])
        if amount.text.lower() != "one":
            is_theirs = amount.unit == "count" and not amount.lasts and not amount.hedged
            return amount if is_theirs and OF_THEM.match(_plain(sentence.marked[mark.end() : at])) else None
    if before is None or not SO_MANY.match(sentence.text):
        return None
    counts = [a for a in before.amounts if a.unit == "count" and not a.lasts and not a.hedged]
    return counts[0] if len(counts) == 1 else None


def _plain(text: str) -> str:
    """The words between, without marks: “84 stage one complaints, or”."""
    return marked.MARK.sub("one", text)


def rounding(each: Amount) -> Fraction:
    """Half a unit of the last figure that is no nought, of which at least two are taken as meant."""
    digits = str(int(each.value))
    noughts = min(len(digits) - len(digits.rstrip("0")), max(0, len(digits) - 2))
    return Fraction(10**noughts, 2)


def _amount(sentence: Sentence, slot: str) -> Amount:
    return sentence.amounts[int(slot[1:])]


def whole_called(noun: str, tail: str) -> Called:
    """What a whole is called, and what narrows it."""
    said = noun.split()
    stop = next((n for n, word in enumerate(said) if n and word.lower() in STOPS), len(said))
    words = tuple(w for w in words_of(" ".join(said[:stop]), from_left=True) if w not in NEUTRAL)
    rest = " ".join((*said[stop:], tail))
    narrow = re.findall(r"[a-z]{4,}|\d+", re.split(r"\b(?:and|while|whereas|but)\b", rest.lower())[0])
    narrows = frozenset(word[:6] for word in narrow if word not in ANYWHERE and word not in STOPS)
    return Called(" ".join(said[:stop]).lower(), words, narrows)


STOPS_SAID = """
in for to at on with from was were is are and while whereas but who that which recorded reported living aged during
across under over
"""
STOPS = frozenset(STOPS_SAID.split())
