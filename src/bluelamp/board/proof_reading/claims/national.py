"""Findings from elsewhere that read as if they were measured here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.claims import belonging
from bluelamp.board.proof_reading.claims.applied import applied
from bluelamp.board.proof_reading.claims.borrowed import borrowed
from bluelamp.board.proof_reading.claims.foreign import foreign
from bluelamp.board.proof_reading.claims.outsized import outsized
from bluelamp.board.proof_reading.claims.unsourced import unsourced
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

FROM_AWAY = patterns.compile(
    r"\b(?:nationally(?=,)|across the country|in other (?:forces|areas|councils|trusts)|elsewhere(?= in)|"
    r"(?:research|trials?|evidence|a (?:recent )?(?:study|trial|survey|evaluation)) (?:by|from|in|of|"
    r"carried out) |national(?:ly)? (?:research|evidence|figures?|data|average|stud(?:y|ies)|experience|"
    r"evaluation|survey|pilots?)|research (?:nationally|shows|suggests|found)|(?:Ministry of Justice|"
    r"Home Office|Department for|Department of|Government|NHS England|HMIC\w*|academic|university|"
    r"King's Fund|LGA) (?:\w+ )?(?:research|stud(?:y|ies)|figures?|data|evaluation|evidence)|"
    r"Office for National Statistics|ONS|(?:Crime|Labour Force) Survey|(?:studies|evidence) (?:elsewhere|"
    r"from other|in other|nationally)|England (?:and Wales )?(?:average|figure|rate))\b",
    re.IGNORECASE,
)
HERE = patterns.compile(
    r"\b(?:in (?:our|this) (?:force|area|borough|county|city|district|trust|council)|"
    r"our (?:\w+ ){0,2}(?:residents|victims|tenants|patients|officers|scheme|service|pilot)|"
    r"(?:here|locally)|the (?:force|council|trust|borough|county)(?:'s)? (?:has|have|is|are|now|will|can|"
    r"\w+s\b)|we (?:have|can|will|are|now)|our\b|in [A-Z]\w+)",
    re.IGNORECASE,
)
OURS = patterns.compile(
    r"\bour (?:own )?(?:\w+ ){0,2}(?:residents|victims|tenants|patients|officers|pupils|staff|customers|"
    r"area|force)\b",
    re.IGNORECASE,
)
OURS_SO = patterns.compile(
    r"\b(?:our (?:own )?\w+|(?:people|residents|patients|tenants) in \w+) (?:has|have|is|are|"
    r"can) (?:therefore|thus|accordingly)\b",
    re.IGNORECASE,
)
APART = patterns.compile(
    r"\b(?:compared|against|than|above|below|average|while|whereas|but|unlike|similar|nationally)\b",
    re.IGNORECASE,
)
CARRIED = patterns.compile(
    r"\b(?:this (?:shows|means|proves|demonstrates|confirms)|(?:so|therefore|hence|thus|meaning|"
    r"which means|showing that|proving|demonstrating|confirming)|as a result)\b",
    re.IGNORECASE,
)


def read(paper: Reading) -> Iterator[Remark]:
    told: set[int] = set()
    names = belonging.own_names(paper)
    every = foreign(paper, belonging.ours(names))
    for sentence, remark in (
        *borrowed(paper, names, every),
        *applied(paper, every),
        *outsized(paper, names),
        *unsourced(paper, names),
    ):
        if sentence.block not in told:
            told.add(sentence.block)
            yield remark
    for block in paper.blocks:
        if block[0].block in told:
            continue
        for place, sentence in enumerate(block):
            away = FROM_AWAY.search(sentence.text)
            figures = [a for a in sentence.amounts if a.unit in ("percent", "share", "points")]
            if not away or not figures or _is_set_against(figures, away.start()):
                continue
            if (ours := OURS.search(sentence.text)) and not APART.search(sentence.text):
                yield sentence.remark(
                    f"{figures[0].text.strip()} is from “{away[0]}”, and is told of “{ours[0]}”"
                )
                break
            if again := _said_as_ours(figures, block[place + 1 : place + 3]):
                yield sentence.remark(
                    f"{figures[0].text.strip()} is from “{away[0]}”, and “{again}” is told of here"
                )
                break
            carrying = (
                sentence.text[away.end() :] + " " + (block[place + 1].text if place + 1 < len(block) else "")
            )
            carried = CARRIED.search(carrying)
            here = (HERE.search(carrying, carried.start()) or OURS_SO.search(carrying)) if carried else None
            if carried and here and abs(here.start() - carried.start()) < 90:
                yield sentence.remark(
                    f"{figures[0].text.strip()} is from “{away[0]}”, and “{carried[0]} … {here[0]}” is "
                    f"told of here"
                )
                break


def _said_as_ours(figures: list[Amount], after: tuple[Sentence, ...]) -> str:
    """“Nationally 88% have one. With 88% of our households …”: the very figure, now ours."""
    values = {(a.unit, a.value) for a in figures}
    for sentence in after:
        for a in sentence.amounts:
            near = sentence.text[max(0, a.start - 25) : a.end + 60]
            ours = re.search(r"\bour\b|\bwe\b|\blocal\w*\b|\bhere\b", near, re.IGNORECASE)
            if (a.unit, a.value) in values and ours and not ALIKE.search(sentence.text):
                return near.strip()
    return ""


ALIKE = patterns.compile(
    r"\b(?:also|too|same as|similar|identical|equal to|in line|matches|likewise)\b", re.IGNORECASE
)


def _is_set_against(figures: list[Amount], away: int) -> bool:
    """“94.2% (national average 93.8%)”: ours and theirs, each with its own figure."""
    return any(f.end <= away for f in figures) and any(away < f.start < away + 45 for f in figures)


RULE = Rule(
    key="national",
    title="A figure from elsewhere told as if it were ours",
    severity="look",
    explanation="What was found nationally need not hold here. Name the study and its date, and keep it apart from "
    "what was measured locally.",
    read=read,
    kind="claims",
    certainty="possible",
)
