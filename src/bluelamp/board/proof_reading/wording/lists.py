"""A list whose length is not the number stated: “three phases”, and four follow; “four areas (A, B and
C)”."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.dates import DATE
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.wording.announcing import LISTED, NUMBER, PARTIAL, PLURAL, announced, value
from bluelamp.board.proof_reading.wording.below import below, elsewhere
from bluelamp.board.proof_reading.wording.counted_off import marked_off, one_by_one, they_are
from bluelamp.board.proof_reading.wording.set_apart import set_apart

INLINE = patterns.compile(
    rf"\b(?P<quantity>bottom |top |other |remaining |all |the |these |"
    rf"following )?(?P<number>{NUMBER}) (?P<words>(?:[A-Za-z'-]+ "
    rf"){{0,4}}?)(?P<noun>{LISTED})\b[^.;:(),⟦]{{0,60}}?"
    r"(?P<open>\s?\(| (?:are|were)(?= [^.;:]+,[^.;:]+ and )\s|\s?:\s|\s[-–—]\s|, namely |"
    r",? which are |,? these being |,? being |"
    r",? i\.e\.,? )(?P<list>[^().;:]{5,420})",
    re.IGNORECASE,
)
NAMED = patterns.compile(
    rf"\b(?P<number>{NUMBER}) (?:[A-Za-z'-]+ ){{0,4}}?(?P<noun>{PLURAL})\b(?:[^.;:(),⟦]|\.(?=\d)){{0,60}}?"
    r"(?P<open>\s?\(|\s?:\s|,? namely:? |,? (?:these|those) being |,? that is(?: to say)?,? )"
    r"(?P<list>[^().;:]{5,420})",
    re.IGNORECASE,
)
"""“Three clubs have written: A, B and C”: any noun, where what opens the list leaves no doubt of it."""
BARE = patterns.compile(
    rf"\b(?P<quantity>bottom|top|other|"
    rf"remaining) (?P<number>{NUMBER})\s?(?P<open>\()(?P<list>[^().;:]{{5,200}})",
    re.IGNORECASE,
)
LEFT_OUT = patterns.compile(
    rf"\b(?P<quantity>the|these|those|all) (?P<number>{NUMBER}) (?P<noun>(?:(?:it|they|we|that|which|who|"
    rf"to|not|others?|"
    rf"missed|remaining|most|least|worst|best|new|main|largest)\b ?(?:[a-z]+ ){{0,4}}?))(?P<open>(?:are|"
    rf"were)(?= [^.;:]+,[^.;:]+ and )\s|:\s)"
    r"(?P<list>[^().;:]{5,260})",
    re.IGNORECASE,
)
"""“The five it missed are A, B, C and D.”"""
JOINED = patterns.compile(r"\s(?:and|&|plus|as well as)\s", re.IGNORECASE)

OTHER_NUMBER = patterns.compile(rf"\b({NUMBER})\b", re.IGNORECASE)
"""“The five sites were seen by two officers: …” names the officers."""
PARTED = patterns.compile(r"^(?P<before>[^:]{5,240}):\s(?P<list>[^.:]*;[^.:]*)\.?$")
"""“six aims: safe care; timely care; …”"""


def read(paper: Reading) -> Iterator[Remark]:
    for block in paper.blocks:
        told = [
            remark
            for before, sentence in zip((None, *block), block, strict=False)
            for remark in _inline(sentence, before)
        ]
        yield from told or marked_off(block)
        yield from one_by_one(block)
    for section in paper.document.sections:
        yield from below(paper, section)
    yield from elsewhere(paper)


def _inline(sentence: Sentence, previous: Sentence | None) -> Iterator[Remark]:
    if parted := PARTED.search(sentence.text):
        items = [each for each in parted["list"].split(";") if each.strip(" and")]
        stated = announced(parted["before"], {len(items)})
        if not stated and previous is not None:
            stated = they_are(previous, parted["before"], len(items))
        if stated and not (PARTIAL.match(parted["list"].strip()) or SAID_OF.match(parted["list"].strip())):
            yield sentence.remark(f"“{stated}” are stated, and {len(items)} are named")
        return
    for way in (INLINE, BARE, LEFT_OUT, NAMED):
        for found in way.finditer(sentence.text):
            said, listed = value(found["number"]), _closed(found["list"])
            if (
                said is None
                or PARTIAL.search(listed)
                or OPENED_LATER.search(listed)
                or _holds_figures(listed)
                or sentence.text[found.end() : found.end() + 1] not in (")", ".", "", ";")
            ):
                continue
            least, most = _counted(listed)
            if (
                most < 2
                or any(
                    value(n) in (least, most)
                    for n in OTHER_NUMBER.findall(found[0][: -len(found["list"])])[1:]
                )
                or least <= said <= most
                or _is_prose(listed)
                or (way is NAMED and _has_asides(listed))
            ):
                continue
            count = str(least) if least == most else f"{least} or {most}"
            noun = found.groupdict().get("noun") or "places"
            yield sentence.remark(f"“{found['number']} {noun}” are stated, and {count} are named")
            return
    yield from set_apart(sentence)


SAID_OF = patterns.compile(r"(?:all but|all of|most|some of|none of|half of|both)\b", re.IGNORECASE)
"""“Nine pilots: all but two cut the number; …” tells what became of them."""
OPENED_LATER = patterns.compile(r"\bnamely\b|\b(?:these|those) being\b", re.IGNORECASE)
"""“Three schools were rated good, namely …”: the list begins only there."""
CLOSED = patterns.compile(
    r"^(?P<list>.+?,? and [^,]+), (?:(?:each|all|both|any|none|which|whose|who|with|where|of which|the last|the first)"
    r"\b|(?:and|but|so|as|though) (?:[\w’'-]+ ){1,6}?(?:is|are|was|were|has|have|had|will|would|can|may|did|do)\b).*$"
)
"""“A, B and C, each of which …”: what follows the last of them is no further item."""


def _closed(listed: str) -> str:
    found = CLOSED.match(listed)
    return found["list"] if found else listed


def _holds_figures(listed: str) -> bool:
    """Counts are parts of a sum rather than names; inside a longer item a number only describes."""
    plain = DATE.sub("", listed)
    items = [each.strip() for each in re.split(r",|\band\b", plain)]
    is_described = all(re.match(r"(?:the|an?) [a-z]", each) for each in items if re.search(r"\d", each))
    return bool(re.search(r"\d", plain)) and not (is_described and len(items) > 2)


def _has_asides(listed: str) -> bool:
    """“Mrs Shaw, head of service, and Mr Bell”: some of what commas part is said of the one before it."""
    starts = [part.strip() for part in re.split(r",|\band\b", listed) if part.strip()]
    plain = [s for s in starts if s[0].islower() and not re.match(r"(?:the|an?)\b", s)]
    return 0 < len(plain) < len(starts) or bool(re.search(r"\b(?:one|two|three|none|both|each)\b", listed))


def _counted(listed: str) -> tuple[int, int]:
    """How many things a run of words names: the fewest and the most that commas and “and” allow."""
    parts = [
        part.strip() for part in re.split(r",|/", re.sub(r"\b(?:and|&)\s*$", "", listed)) if part.strip()
    ]
    if not parts:
        return 0, 0
    parts[-1] = re.sub(r"^(?:and|&|plus)\s", "", parts[-1])
    joins = [len(JOINED.findall(part)) for part in parts]
    # “Birmingham West & Central” is one place: an “&” may join a name. An “and” in the last item parts two.
    last = bool(re.search(r"\sand\s", parts[-1])) and len(parts) > 1
    least = len(parts) + (1 if last and not re.search(r"&", parts[-1]) and joins[-1] == 1 else 0)
    if len(parts) == 1:
        least = 2 if re.search(r"\sand\s", parts[0]) and joins[0] == 1 else 1
    return least, len(parts) + sum(joins)


def _is_prose(listed: str) -> bool:
    """A clause rather than a list: a verb in it, or items as long as sentences."""
    parts = re.split(r",|\band\b", listed)
    return bool(
        re.search(r"\b(?:is|are|was|were|has|have|will|which|that|who|can|not|to be)\b", listed)
    ) or any(len(p.split()) > 9 for p in parts)


RULE = Rule(
    key="lists",
    title="A list that is not as long as stated",
    severity="wrong",
    explanation="Either something was left out of the list or added to it, or the number is from an earlier draft.",
    read=read,
    kind="wording",
    certainty="likely",
)
