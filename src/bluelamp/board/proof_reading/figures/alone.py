"""A share told of the only two counts beside it: “365 cases came in and 312 were in time, which gives 89.4%”."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.figures.in_turn import AIM, is_otherwise, without_aims
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
    rf"make up|account for) (?:an? (?:[\w-]+ ){{1,4}}of )?{ABOUT}{{share:ps}}{IS_SHARE}",
    rf"\ban? (?:[\w-]+ ){{0,3}}{RATE} of {ABOUT}{{share:ps}}{IS_SHARE}",
    rf"(?:^\W*|\b)at {ABOUT}{{share:ps}}(?=,| is\b| was\b)",
)
"""How a share is tied to what was counted before it."""
TOLD = marked.pattern(
    rf"\b{RATE} (?!needed|required|expected|target)(?:[\w-]+ ){{0,5}}?(?:of|is|was|at|to|came to|therefore) "
    rf"{ABOUT}{{share:ps}}{IS_SHARE}",
    r"{share:ps} of (?:the|our|its|their|all)(?: \w+){0,3} of ⟦[cm]\d+⟧",
)
"""How it is told in the same breath: “the response rate was 26% (460 replies to 2,000 letters)”."""
OF_THE = patterns.compile(r"⟦[ps]\d+⟧ of (?:(?:the|our|its|their|all) )+(?P<noun>[a-z]{4,})", re.IGNORECASE)
OF_ANY = ("total", "whole", "them", "those", "these", "number", "work", "programme")
COUNTED = patterns.compile(
    r"\b(?:of|from|in|to|on|whom|which|them|these|those|were|was|is|are|had|have|been|met|took|came|went|said|did|"
    r"won|got|sent|made|kept|held|left|gave|sold|built|paid|lost|spent|chose|felt|[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
"""Between a part and its whole: “1,240 calls, 310 of them repeated”, and not “12 wards and 14 teams”."""
OTHERWISE = patterns.compile(
    r"\bfrom ⟦[^.]* to ⟦|\b(?:than|compared|rose|risen|fell(?! due)|fallen|grew|grown|up|down|increase\w*|decrease\w*|"
    r"reduc\w+|rise|fall|drop\w*|growth|change|last year|previous\w*|earlier|before|ago|average (?:of|for|across|"
    r"is|was)|national\w*|england|margin|points?|forecast|predict\w+|plan|"
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
    for before, ways in ((), (*SO, *TOLD)), (block[max(0, place - 1) : place], SO):
        link = next((found for way in ways if (found := way.search(told))), None)
        scene = (*before, sentence)
        if link and (two := _two(scene)) and _is_tied(scene, link):
            part, whole = sorted(two, key=lambda each: each.value)
            if not is_otherwise(part.value, whole.value, shares[0]):
                yield PartOf(part, shares[0], (whole,))
            return


def _two(scene: tuple[Sentence, ...]) -> tuple[Amount, ...]:
    """The two amounts of one unit that a scene tells; nothing else is counted in it, and nothing compared."""
    found = [a for s in scene for a in s.amounts if a.unit in ("count", "money") and not a.lasts]
    is_share = any(a.is_of_hundred for s in scene[:-1] for a in s.amounts)
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


SHARE = patterns.compile(r"⟦[ps](\d+)⟧")
FIRST = patterns.compile(r"\W*(?:out )?of (?:the |these |those )?⟦", re.IGNORECASE)
