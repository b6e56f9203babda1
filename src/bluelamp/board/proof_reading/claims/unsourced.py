"""A share told of our own place, where the paper says that its source is of the whole country and has none for places
like ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.claims import belonging, likeness
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

PLACES = (
    r"(?:districts?|boroughs?|areas?|count(?:y|ies)|towns?|wards?|places?|trusts?|councils?|forces?|schools?|"
    r"hospitals?|"
    r"authorit(?:y|ies)|practices|companies|associations|colleges|providers|bodies|regions?|us|ours|landlords)"
)
NO_PLACES = patterns.compile(
    r"\b(?:no|not|nothing|none|cannot|without|too (?:small|few))\b[^.;]{0,70}?\b"
    rf"(?:for|by|of|below|at|on|about|between|into|to) (?:the level of )?(?:\w+ ){{0,3}}?{PLACES}\b|"
    rf"\bonly (?:for|of|at) (?:the )?(?:whole )?(?:country|nation\w*|England|UK|regions?)\b",
    re.IGNORECASE,
)
FIGURES = patterns.compile(
    r"\b(?:surveys?|figures?|results?|data|releases?|estimates?|statistics|stud(?:y|ies)|polls?|samples?|rates?|"
    r"publish\w*|broken down)\b",
    re.IGNORECASE,
)
SOURCED = patterns.compile(
    r"\b(?:survey\w*|asked|count(?:ed|s)?|registers?|registered|records?|recorded|sample\w*|census|audit\w*|"
    r"repl(?:y|ied|"
    r"ies)|our own|return\w*|checked|inspect\w*|target|if|would be|estimate\w*|assum\w+|out of|forecast)\b",
    re.IGNORECASE,
)
"""Where a figure comes from, or that it is none."""


def unsourced(paper: Reading, names: tuple[str, ...]) -> Iterator[tuple[Sentence, Remark]]:
    """Each such sentence with what is to be said of it. ``names`` are the paper's own."""
    here = belonging.here(names)
    told: list[tuple[int, frozenset[str], str, str]] = []
    for block in paper.blocks:
        for sentence in block:
            if told and (found := _placed(sentence, here)):
                figure, place = found
                for at, about, label, said in told:
                    if at <= sentence.block and about & (figure.base or figure.about):
                        where = f"paragraph {label} says “{said}”"
                        yield (
                            sentence,
                            sentence.remark(
                                f"{figure.amount.text.strip()} is told of “{place}”, and {where}"
                            ),
                        )
                        break
        if source := _without_places(block):
            about = likeness.stems(" ".join(s.text for s in block))
            told.append((source.block, about, paper.label(source.paragraph), source.text))


def _without_places(block: tuple[Sentence, ...]) -> Sentence | None:
    whole = " ".join(sentence.text for sentence in block)
    if not belonging.elsewhere(whole) or not FIGURES.search(whole):
        return None
    return next((s for s in block if NO_PLACES.search(s.text)), None)


def _placed(sentence: Sentence, here: re.Pattern[str]) -> tuple[likeness.Figure, str] | None:
    """A bare share of a place: with no count beside it, and no word of where it comes from."""
    text = sentence.text
    shares = [a for a in sentence.amounts if a.unit == "percent"]
    place = here.search(text)
    if len(shares) != 1 or not place or SOURCED.search(text) or belonging.elsewhere(text):
        return None
    share = shares[0]
    if "(" in text[share.end : share.end + 3] or re.search(r"\d[^.;]{0,40}\($", text[: share.start]):
        return None
    figure = likeness.figure(sentence, share)
    return (figure, place[0]) if figure and figure.base else None
