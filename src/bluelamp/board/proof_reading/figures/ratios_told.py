"""So much for each of so many, as a sentence tells it: “each manager carries 41 cases”, “one claim for every 26
defects”, “£4.10 a pupil”, “32,000 members borrowed 7.5 books each”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from bluelamp.board.proof_reading.figures.nouns import UNITS
from bluelamp.board.proof_reading.figures.tallies import AFTER, KEPT, WORD, thing
from bluelamp.board.proof_reading.figures.wholes import rounding
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence

OURS = r"(?:(?:the|its|our|their|these|those|all) )*"
EVERY = r"(?:(?:for|to|per|in|among|at|with|from|of) )?(?:each|every)(?: (?:one|single))?"
PER = patterns.compile(
    rf"⟦(?P<over>[cm]\d+)⟧(?P<what>(?: {WORD}){{0,4}}?),? "
    rf"(?:(?:{EVERY}(?P<of> of)?|per|(?:for|to) (?:an?|one|every one)) (?P<ours>{OURS})(?:⟦(?P<base>c\d+)⟧ )?|an )"
    rf"(?P<under>{WORD}(?: {WORD}){{0,2}})",
    re.IGNORECASE,
)
A = patterns.compile(
    rf"⟦(?P<over>[cm]\d+)⟧(?P<what>(?: {WORD}){{0,2}}?) an? (?P<under>{WORD}(?: {WORD})?)", re.IGNORECASE
)
EACH = patterns.compile(
    rf"\b(?:each|every)(?: (?:one|single))?(?: of {OURS}(?:⟦(?P<base>c\d+)⟧)?)? (?P<under>{WORD}(?: {WORD}){{1,8}}) "
    rf"£?⟦(?P<over>[cm]\d+)⟧(?P<what>(?: {WORD}){{0,4}})",
    re.IGNORECASE,
)
ONE_TO = patterns.compile(
    rf"\ban? (?P<what>{WORD}(?: {WORD})?) (?:for|to) (?:each|every) ⟦(?P<base>c\d+)⟧ "
    rf"(?P<under>{WORD}(?: {WORD}){{0,2}})",
    re.IGNORECASE,
)
"""“A ranger to every 1,200 hectares”."""
DOES = (
    r"(?:look(?:s|ed)? after|carr(?:y|ies|ied)|ha(?:ve|s|d)|h[oe]ld|sees?|saw|manages?d?|deals? with|dealt with|"
    r"handles?d?|covers?|covered|visit(?:s|ed)?|made|makes?|takes?|took|serves?|served|answer(?:s|ed)?)"
)
THEY_EACH = patterns.compile(
    rf"(?P<under>{WORD}(?: {WORD})?) each {DOES}(?: (?:about|some|on average))? ⟦(?P<over>c\d+)⟧"
    rf"(?P<what>(?: {WORD}){{0,4}})",
    re.IGNORECASE,
)
APIECE = patterns.compile(
    rf"⟦(?P<base>c\d+)⟧ (?P<under>{WORD}(?: {WORD}){{0,2}})[^⟦.;]{{0,60}}? ⟦(?P<over>[cm]\d+)⟧"
    rf"(?P<what>(?: {WORD}){{0,3}}?) (?:each|apiece)\b(?! (?:year|month|week|day|quarter|of))",
    re.IGNORECASE,
)
NOT_NOW = patterns.compile(
    r"\b(?:targets?|standard|would|should|could|may|might|if|nationally|national|england|recommended|guidance|guideline|"
    r"last (?:year|month|quarter|term)|(?:year|month|quarter) (?:before|ago|earlier)|previous\w*|ago|against|than|from|"
    r"compared (?:with|to)|maximum|minimum|max|at (?:least|most)|no more than|up to|limit\w*|aim\w*|"
    r"plan(?:s|ned|ning)?|"
    r"will (?:be|have|then|come|rise|fall)|budget\w*|expected|forecast|between|cap|capped|ceiling|ideal\w*|need\w*|"
    r"cost of|fine\w*|fee|price|charge\w*)\b",
    re.IGNORECASE,
)
"""What a clause says that tells of no ratio as it stands."""
EDGE = re.compile(
    r"[;:()]|, (?:and|but|while|whereas|against|compared|up|down|or|which|both)\b| and compares?\b"
)
ANY_YEAR = re.compile(r"(?<!since )(?<![\d,])(?:19|20)\d\d(?!\d)")
IN_A_TIME = re.compile(
    r"^[^.;,⟦]{0,25}?\b(?:an?|per|every|each|in the|in a|over the|at any) (?:one )?(?:day|week|month|quarter|shift|"
    r"hour|night|session|term|time|weekday|fortnight)\b",
    re.IGNORECASE,
)
ONE = Fraction(1)
MANY = 8
"""Words of a clause that may be a name and a verb."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """So much (``low`` to ``high``) of ``what`` for each of ``under``, which may be called by any of these names.
    ``base`` is how many of them there are, where that is told in the same breath."""

    sentence: Sentence
    low: Fraction
    high: Fraction
    over: Amount
    what: tuple[str, ...]
    under: tuple[tuple[str, ...], ...]
    base: Amount | None
    of: Amount | None
    start: int
    end: int

    @property
    def used(self) -> tuple[Amount, ...]:
        """The amounts that make it, which count nothing of their own."""
        return tuple(each for each in (self.over, self.of) if each is not None)

    @property
    def told(self) -> str:
        """As it is printed: “one for every 26”."""
        every = f" for every {self.of.text.strip()}" if self.of else " for each"
        return f"{self.over.text.strip()}{every}"


def ratios(sentence: Sentence) -> list[Ratio]:
    """Every ratio of a sentence, in its order."""
    found: list[Ratio] = []
    for pattern in (APIECE, THEY_EACH, EACH, PER, ONE_TO, A):
        for match in pattern.finditer(sentence.marked):
            made = _made(sentence, match)
            if made and not any(made.over in each.used for each in found):
                found.append(made)
    return sorted(found, key=lambda each: each.start)


def _made(sentence: Sentence, found: re.Match[str]) -> Ratio | None:
    over, printed = (_amount(sentence, found, name) for name in ("over", "base"))
    is_one = "over" not in found.groupdict()
    if is_one and printed:
        over = replace(printed, text="one", value=ONE, low=ONE, high=ONE, digits=0, end=printed.start)
    is_every = is_one or ("ours" in found.groupdict() and not found["of"] and not found["ours"])
    base, of = (None, printed) if is_every else (printed, None)
    under = tuple(dict.fromkeys(filter(None, _names(found["under"]))))
    if over is None or not under or over.lasts or over.value <= 0 or _is_of_another_time(sentence, found):
        return None
    what = () if over.unit == "money" else thing(found["what"]) or _counted_before(sentence, found, of)
    if over.unit == "count" and not what:
        return None
    low, high = _ends(over, of)
    return Ratio(sentence, low, high, over, what, under, base, of, found.start(), found.end())


def _amount(sentence: Sentence, found: re.Match[str], name: str) -> Amount | None:
    slot = found.groupdict().get(name)
    return sentence.amounts[int(slot[1:])] if slot else None


def _counted_before(sentence: Sentence, found: re.Match[str], of: Amount | None) -> tuple[str, ...]:
    """“There were 24 supervisors in post, one for every six handlers”: one of those counted last."""
    counted = list(AFTER.finditer(sentence.marked, 0, found.start())) if of else []
    return thing(counted[-1]["noun"]) if counted else ()


def _names(said: str) -> Iterator[tuple[str, ...]]:
    """Each name that the words may begin with: “manager”, “manager carries”; none of a time."""
    words = said.split()
    if words[0].lower() == "head":
        yield ("resident",)
    if words[0].lower().rstrip("s") in (UNITS - KEPT) | IDLE:
        return
    yield from (thing(" ".join(words[:many])) for many in range(1, min(4, len(words)) + 1))


IDLE = frozenset(
    ["of", "time", "one", "other", "case", "occasion", "term", "night", "shift", "second", "third", "further"]
)


def _ends(over: Amount, of: Amount | None) -> tuple[Fraction, Fraction]:
    """Between what the true ratio lies: an average is rounded, and so is one for every so many."""
    if of is not None and over.value == 1:
        wide = max(rounding(of), (of.high - of.low) / 2)
        return 1 / (of.value + wide), 1 / (of.value - wide)
    half = (
        Fraction(1, 2)
        if over.unit == "count" and over.value.denominator == 1 and not over.digits
        else Fraction(0)
    )
    by = of.value if of else Fraction(1)
    return (over.low - half) / by, (over.high + half) / by


def _is_of_another_time(sentence: Sentence, found: re.Match[str]) -> bool:
    """Is it told of a plan or of another time or place, or of so much in a day?"""
    start, end = found.span()
    edges = [edge.end() for edge in EDGE.finditer(sentence.marked, 0, start)]
    before = sentence.marked[edges[-1] if edges else 0 : start]
    stop = EDGE.search(sentence.marked, end)
    after = sentence.marked[end : stop.start() if stop else len(sentence.marked)]
    years = [int(year) for year in ANY_YEAR.findall(sentence.text)]
    if years and max(years) < sentence.meeting.year - 2:
        return True
    inside = " ".join((before, found[0], after))
    return bool(NOT_NOW.search(inside) or IN_A_TIME.match(after) or IN_A_TIME.search(found["what"] or ""))
