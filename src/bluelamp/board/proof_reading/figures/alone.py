"""A share told of the only two counts beside it: “365 cases came in and 312 were in time, which gives 89.4%”."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures.in_turn import AIM, is_far, is_otherwise, without_aims
from bluelamp.board.proof_reading.figures.parts_of import IS_SHARE, PartOf
from bluelamp.board.proof_reading.language import marked, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence

RATE = (
    r"(?:rate|share|proportion|percentage|level|ratio|take-?up|uptake|turnout|attendance|completion|compliance|"
    r"performance|satisfaction|occupancy|coverage|response|return|success|recovery|collection|clearance)"
)
ABOUT = r"(?:just |only |about |around |nearly |almost |some |exactly )?"
SO = marked.pattern(
    rf"(?:,|;|:|\(|\s[-–—])\s?(?:or |i\.e\. |that is,? |namely )?{ABOUT}{{share:ps}}"
    r"(?:\)|,|\s?[.;–—]|$| of (?:the total|them|those|these|all)\b)",
    rf"\b(?:giv(?:es|ing)|mak(?:es|ing)|means|(?:that|this|it|which) (?:is(?: to say)?|was|means)|equat\w+ to|equal to|"
    rf"equivalent to|represent\w*|amount\w* to|i\.e\.|so|therefore|thus|hence|that|comes to|works out at|"
    rf"m[ai][dk]e up|account(?:ed|s)? for) (?:an? (?:[\w-]+ ){{1,4}}of )?{ABOUT}{{share:ps}}{IS_SHARE}",
    rf"\ban? (?:[\w-]+ ){{0,3}}{RATE} of {ABOUT}{{share:ps}}{IS_SHARE}",
    rf"(?:^\W*|\b)at {ABOUT}{{share:ps}}(?=,| (?:is|was|this|that|it|they|we)\b)",
)
"""How a share is tied to what was counted before it."""
TOLD = marked.pattern(
    rf"\b{RATE} (?!needed|required|expected|target)(?:[\w-]+ ){{0,5}}?(?:of|is|was|at|to|came to|therefore) "
    rf"{ABOUT}{{share:ps}}{IS_SHARE}",
    r"{share:ps} of (?:the|our|its|their|all)(?: \w+){0,3} of ⟦[cm]\d+⟧",
)
"""How it is told in the same breath: “the response rate was 26% (460 replies to 2,000 letters)”."""
LOOSER = marked.pattern(
    r"(?P<of>[a-z-]+ )?\b(?:rate|share|proportion|percentage) (?!needed|required|expected|target)(?:[\w-]+ ){0,5}?"
    rf"(?:of|is|was|at|to|came to|therefore) {ABOUT}{{share:ps}}{IS_SHARE}",
    rf"(?:^\W*|[,;:] ){ABOUT}{{share:ps}} (?:of )?(?:the |our |its |all )*(?P<noun>[a-z]{{4,}})",
    rf"\b(?:is|are|was|were|be|makes?|made|forms?|formed) {ABOUT}{{share:ps}} of (?:the |our |its |all )*"
    r"(?P<noun2>[a-z]{4,})",
)
"""How it is told a sentence or two after them, where it comes near: “The pass rate was 92%”, “35% of volunteers”."""
OF_THE = patterns.compile(r"⟦[ps]\d+⟧ of (?:(?:the|our|its|their|all) )+(?P<noun>[a-z]{4,})", re.IGNORECASE)
EARLIER = 2
"""Sentences before it in which the two may be told."""
OF_ANY = ("total", "whole", "them", "those", "these", "number", "work", "programme")
COUNTED = patterns.compile(
    r"\b(?:of|from|in|to|on|whom|which|them|these|those|were|was|is|are|had|have|been|met|took|came|went|said|did|"
    r"won|got|sent|made|kept|held|left|gave|sold|built|paid|lost|spent|chose|felt|[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
"""Between a part and its whole: “1,240 calls, 310 of them repeated”, and not “12 wards and 14 teams”."""
OTHERWISE = patterns.compile(
    r"\bfrom ⟦[^.]* to ⟦|\b(?:than|compared|rose|risen|fell(?! due)|fallen|grew|grown|(?<!made )(?<!make )(?<!makes )"
    r"up|down|increase\w*|decrease\w*|reduc\w+|rise|fall|drop\w*|growth|change|last year|previous\w*|earlier|before|"
    r"ago|average (?:of|for|across|is|was)|national\w*|england|margin|points?|forecast|predict\w+|plan|"
    r"target(?! (?:time|date)| of [^⟦.]{0,20}(?:minute|hour|day|week|month))|per|"
    r"weight\w*|other(?! ⟦)|additional|second|half)\b|(?:£|\b)against(?! an? )",
    re.IGNORECASE,
)
"""Of two counts told so, the share may be a change, or be of neither."""


def alone(block: tuple[Sentence, ...], place: int) -> Iterator[PartOf]:
    """The share of ``block[place]`` with the two counts, or sums of money, of it, or of it and the sentence before."""
    sentence = block[place]
    told = without_aims(sentence.marked)
    shares = [sentence.amounts[int(found[1])] for found in SHARE.finditer(told)]
    if len(shares) != 1:
        return
    for far in range(min(place, EARLIER) + 1):
        scene = block[place - far : place + 1]
        part, whole = sorted(_two(scene), key=lambda each: each.value) or (None, None)
        if part is None or whole is None or is_far(part.value, whole.value, shares[0]):
            continue
        is_here = any(a.unit in ("count", "money") for a in sentence.amounts)
        ways = (*SO, *TOLD) if not far else SO if is_here else SO[1:]
        link = next((found for way in ways if (found := way.search(told))), None)
        is_told = link is not None and _is_tied(scene, link)
        if not is_told and _is_near(part, whole, shares[0]):
            loose = (found for way in LOOSER for found in way.finditer(told))
            is_told = any(_is_of_them(scene, found, part, whole, shares[0]) for found in loose)
        if is_told and not is_otherwise(part.value, whole.value, shares[0]):
            yield PartOf(part, shares[0], (whole,))
        return


def _two(scene: tuple[Sentence, ...]) -> tuple[Amount, ...]:
    """The two amounts of one unit that a scene tells; nothing else is counted in it, and nothing compared."""
    found = [a for s in scene for a in s.amounts if a.unit in ("count", "money") and not a.lasts]
    is_share = any(a.is_of_hundred for s in scene[:-1] for a in s.amounts)
    found = found if len(found) == 2 else [a for a in found if a.unit == "money" or a.value > FEW]
    if len(found) != 2 or is_share or found[0].unit != found[1].unit or found[0].value == found[1].value:
        return ()
    return () if OTHERWISE.search(" ".join(AIM.sub(" ", s.marked) for s in scene)) else tuple(found)


def _is_tied(scene: tuple[Sentence, ...], link: re.Match[str]) -> bool:
    """Is one of the two told to be part of the other, and the share to be of them?"""
    *before, last = (each.marked for each in scene)
    text = " ".join((*before, last[: link.start()]))
    if re.search(r"⟦[cm]", link[0]):
        return True
    if text.count("⟦") < 2:  # told first: its counts stand in brackets
        return bool(re.search(r"⟧[^⟦]*\([^⟦()]*⟦[cm]\d+⟧", last[link.start() :]))
    of = OF_THE.search(last)
    if of and not of["noun"].lower().startswith(OF_ANY) and of["noun"][:5].lower() not in text.lower():
        return False
    return bool(FIRST.match(text) or COUNTED.search(text[text.index("⟦") :]))


def _is_of_them(
    scene: tuple[Sentence, ...], link: re.Match[str], part: Amount, whole: Amount, share: Amount
) -> bool:
    """Is the share told of what the two count? A measure that they do not name must be a slip of the keys away."""
    *before, last = (each.marked for each in scene)
    text = " ".join((*before, last[: link.start()]))
    if not COUNTED.search(text[text.index("⟦") if "⟦" in text else 0 :]):
        return False
    said = link.groupdict()
    noun = said.get("noun") or said.get("noun2")
    if noun:
        return noun[:ROOT].lower() in text.lower() or noun.lower().startswith(OF_ANY)
    of = (said.get("of") or "").strip().lower()
    is_known = len(of) < ROOT or of in ANY_RATE or of[:ROOT] in text.lower()
    return is_known or _is_a_slip(share, 100 * part.value / whole.value)


ROOT = 5
ANY_RATE = ("overall", "average", "resulting", "current", "general", "total", "whole")


def _is_near(part: Amount, whole: Amount, share: Amount) -> bool:
    """Might the two have been meant?"""
    exact = 100 * part.value / whole.value if whole.value else Fraction(0)
    return 2 * exact <= 3 * share.high and 2 * share.low <= 3 * exact


def _is_a_slip(share: Amount, exact: Fraction) -> bool:
    """One digit of what is printed is another, or two have changed places."""
    said, right = (f"{float(each):.{share.digits}f}" for each in (share.value, exact))
    return len(said) == len(right) and (
        sum(a != b for a, b in zip(said, right, strict=True)) <= 1 or sorted(said) == sorted(right)
    )


FEW = 12
"""What is this small beside two other counts is a mark, an age or a kind."""
SHARE = patterns.compile(r"⟦[ps](\d+)⟧")
FIRST = patterns.compile(r"\W*(?:out )?of (?:the |these |those )?⟦", re.IGNORECASE)
