"""Every size of a whole that a paper tells of, printed or implied: “1,440 constables”, “160 sergeants, one for every 9
constables”, “66 households, one in four of the total”, “seven nurses, who each look after 420 children”."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.nouns import words_of
from bluelamp.board.proof_reading.figures.shares_of_one import Part, parts
from bluelamp.board.proof_reading.figures.wholes import ABOUT, NOUN, Called, Implied, rounding, whole_called
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence

ONE_TO = patterns.compile(
    rf"(?:⟦(?P<one>c\d+)⟧|\ban?)(?P<who>(?: [a-z-]+){{0,2}}) (?:(?:for|to|per|in|among) (?:every|each)|"
    rf"per|to) {ABOUT}"
    rf"⟦(?P<each>c\d+)⟧ {NOUN}(?P<tail>[^⟦.;,()]{{0,40}})",
    re.IGNORECASE,
)
TO_ONE = patterns.compile(
    rf"⟦(?P<each>c\d+)⟧ {NOUN}(?P<tail>) ?(?:to|per|for|to each|for each|for every|to every) (?:an? |one |"
    rf"each |every )?"
    r"(?P<who>[a-z-]+)\b",
    re.IGNORECASE,
)
EACH_HAS = patterns.compile(
    rf"⟦(?P<units>c\d+)⟧[^⟦.;:]{{0,60}}?\beach\b(?! of (?:the|its|our|their|these|those|all)\b)"
    rf"(?: of (?:them|whom))?(?P<who>(?: [a-z-]+){{0,5}}) {ABOUT}⟦(?P<each>c\d+)⟧ "
    rf"{NOUN}(?P<tail>[^⟦.;,()]{{0,40}})"
    rf"|⟦(?P<units2>c\d+)⟧[^⟦.;:]{{0,80}}? ⟦(?P<each2>c\d+)⟧ (?P<whole2>(?:[a-z][\w'’-]* ){{1,3}})(?:each|"
    rf"apiece)\b",
    re.IGNORECASE,
)
IN_A_TIME = patterns.compile(
    r"\b(?:an?|per|every|each|the) (?:day|week|month|year|shift|hour|night|session|visit|"
    r"term)\b",
    re.IGNORECASE,
)
PRINTED = patterns.compile(
    r"\b(?:has|have|had|covers?|serves?|there (?:are|were)|the|our|its|their|all|owns?|manages?|employs?|"
    r"looks? after|runs?|"
    rf"handled|logged|received|took|with|for|houses?|teach(?:es)?) ⟦(?P<count>c\d+)⟧ "
    rf"{NOUN}(?P<tail>[^⟦.;,()]{{0,40}})",
    re.IGNORECASE,
)
NARROWED = patterns.compile(
    r"^\s?(?:about|of|from|with|at|by|for|who|whose|that|which|aged|under|over|where|told|made|sent|left|"
    r"to|without|"
    r"between|after|before|during|since)\b",
    re.IGNORECASE,
)
OF_WHOLE = re.compile(
    r"\s?(?:of|in) (?:the |all |our |its |every )*(?P<noun>(?:[a-z][\w'’-]* ?){1,4})(?P<tail>[^.;,()]{0,40})"
)
TOTAL = frozenset(["total", "all", "whole", "number", "overall", "them", "these", "those", "lot"])
VERB = re.compile(r"\b(?:are|is|were|was|have|has|had|will|can|do|did)\b", re.IGNORECASE)
PRINTED_MONEY = patterns.compile(
    r"^(?:The |Our |Its |Total )?(?P<whole>[A-Za-z]+(?: [a-z]+){0,2}?)(?: (?:for|"
    r"in) [^⟦.;,]{0,30}?)? (?:was|is|came to|totalled|"
    r"amounted to|stood at) ⟦(?P<count>m\d+)⟧(?=[.,;]|$| and| in)"
)
FEW = 3


@dataclass(frozen=True, slots=True)
class Size:
    """How large a whole is told to be. ``is_total`` where it was called “the total” and named before."""

    implied: Implied
    is_printed: bool = False
    is_total: bool = False


def sizes_told(block: tuple[Sentence, ...]) -> Iterator[Size]:
    """Every size that a paragraph tells of, in its order."""
    for place, sentence in enumerate(block):
        if not sentence.amounts:
            continue
        before = block[max(0, place - 2) : place]
        ratios, shares = list(_ratios(sentence, before)), list(_shares(sentence))
        yield from ratios
        yield from shares
        if not ratios and not shares:
            yield from _printed(sentence)
            yield from _printed_money(sentence)


def _ratios(sentence: Sentence, before: tuple[Sentence, ...]) -> Iterator[Size]:
    text = sentence.marked
    for found in ONE_TO.finditer(text):
        one = _amount(sentence, found["one"]) if found["one"] else None
        units = _units(sentence, before, found.start(), found["who"], one)
        if units:
            yield from _of_ratio(sentence, found, units, one.value if one else Fraction(1))
    for found in TO_ONE.finditer(text):
        units = _units(
            sentence, before, found.start(), found["who"], _amount(sentence, found["each"]), must_name=True
        )
        if units:
            yield from _of_ratio(sentence, found, units, Fraction(1))
    for found in EACH_HAS.finditer(text):
        way = "2" if found["each2"] else ""
        units = _amount(sentence, found["units" + way])
        if _is_count(units) and not IN_A_TIME.search(text[found.start() :]):
            yield from _of_ratio(sentence, found, units, Fraction(1), way)


def _of_ratio(
    sentence: Sentence, found: re.Match[str], units: Amount, one: Fraction, way: str = ""
) -> Iterator[Size]:
    each = _amount(sentence, found["each" + way])
    whole = whole_called(found["whole" + way], "" if way else found["tail"])
    if each.lasts or each.unit != "count" or not whole.words or not 0 < one < each.value or units.value < FEW:
        return
    wide = max(rounding(each), (each.high - each.low) / 2)
    low, high = (units.value * (each.value + edge) / one for edge in (-wide, wide))
    share = "" if one == 1 else f" / {shown.number(one)}"
    made = shown.number(units.value * each.value / one)
    yield Size(
        Implied(sentence, low, high, whole, f"{shown.said(units)} x {shown.said(each)}{share} = {made}")
    )


def _units(
    sentence: Sentence,
    before: tuple[Sentence, ...],
    at: int,
    who: str,
    but: Amount | None,
    *,
    must_name: bool = False,
) -> Amount | None:
    """How many there are of those that the ratio is of: by their name where it is given, else the count before it."""
    named = words_of(who.strip(), from_left=True)
    near = [
        (s, a)
        for s in (sentence, *reversed(before))
        for a in s.amounts
        if _is_count(a) and a is not but and a.text.lower() != "one"
    ]
    for s, amount in near if named else ():
        after = re.match(r"(?: [A-Za-z][\w'’-]*){1,3}", s.text[amount.end :])
        if after and set(named) & set(words_of(after[0].strip(), from_left=True)):
            return amount
    if must_name or (named and but is None):
        return None
    marks = [
        m
        for m in re.finditer(r"⟦[a-z](\d+)⟧", sentence.marked[:at])
        if ";" not in sentence.marked[m.end() : at]
    ]
    last = sentence.amounts[int(marks[-1][1])] if marks else None
    return last if last and _is_count(last) and last.text.lower() != "one" else None


def _is_count(amount: Amount) -> bool:
    return amount.unit == "count" and not amount.lasts and not amount.hedged and amount.value.denominator == 1


def _shares(sentence: Sentence) -> Iterator[Size]:
    for part in parts(sentence):
        low, high = part.ends
        whole, is_total = _whole_of(part)
        if whole.words:
            yield Size(Implied(sentence, low, high, whole, part.told()), is_total=is_total)


def _whole_of(part: Part) -> tuple[Called, bool]:
    """What a share is of, by its own name or, where that is “the total”, by what is counted."""
    after = OF_WHOLE.match(part.sentence.text[part.share.end :])
    if after and after["noun"].startswith("those "):
        name = f"{after['noun']}{after['tail']}".strip()
        return Called(
            name, ("those",), frozenset(re.findall(r"[a-z]{4,}", name.split(" and ")[0])[1:3])
        ), False
    whole = whole_called(after["noun"], after["tail"]) if after else Called("", (), frozenset())
    if not whole.words or whole.words[0] in TOTAL:
        noun = tuple(sorted(part.noun))
        return Called(" ".join(noun), noun, frozenset()), True
    return whole, False


def _printed(sentence: Sentence) -> Iterator[Size]:
    for found in PRINTED.finditer(sentence.marked):
        count = _amount(sentence, found["count"])
        tail = VERB.split(found["tail"])[0]
        said = VERB.split(found["whole"])
        whole = whole_called(said[0], tail if len(said) == 1 else "")
        rest = said[0][len(whole.name) :] + (tail if len(said) == 1 else "")
        if _is_count(count) and count.value >= FEW and whole.words and not NARROWED.match(rest.lower()):
            told = f"{shown.said(count)} are printed"
            yield Size(
                Implied(sentence, count.low, count.high, whole, told),
                is_printed=True,
            )


def _printed_money(sentence: Sentence) -> Iterator[Size]:
    for found in PRINTED_MONEY.finditer(sentence.marked):
        sum_ = _amount(sentence, found["count"])
        whole = whole_called(found["whole"].lower(), "")
        if not sum_.hedged and len(whole.words) > 1:
            told = f"{shown.said(sum_)} is printed"
            yield Size(Implied(sentence, sum_.low, sum_.high, whole, told), is_printed=True)


def _amount(sentence: Sentence, slot: str) -> Amount:
    return sentence.amounts[int(slot[1:])]
