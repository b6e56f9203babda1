"""Ranks and league places without any sign of how sure they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.reading import Reading

RANKED = re.compile(
    r"\b(?:ranked|(?<!other )(?<!all )ranks(?! of| and)|ranking|league table|(?:top|bottom) (?:two|three|"
    r"four|five|six|ten|quartile|\d+)|(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|"
    r"seventh|eighth|ninth|tenth) (?:out )?of (?:the )?(?:\d+|\w+) (?:forces|councils|authorities|areas|"
    r"boroughs|trusts|districts|providers)|(?:second|third|fourth|fifth|sixth|\d+(?:nd|rd|"
    r"th))[- ](?:highest|lowest|best|worst) (?:in|of|out of|nationally|among)|(?:first|second|third|fourth|"
    r"fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)) out of \d+|(?:eleventh|twelfth|\w+teenth|"
    r"twentieth|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|"
    r"th)) (?:out of|among) (?:the |our )?\w+|(?:rated|placed|came|come|comes|positioned|finished|"
    r"now) (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|"
    r"th)) (?:out )?(?:of|in|among)\b|(?:best|worst|lowest|highest)[- ](?:performing|ranked)|"
    r"position(?:ed)? \d+)\b",
    re.IGNORECASE,
)
SURE = re.compile(
    r"\b(?:interval|uncertain\w*|chance|margin|not (?:statistically )?significant|statistically|similar|"
    r"overlap\w*|confidence (?:interval|limit)s?|caution|"
    r"error|doubt|funnel)\b",
    re.IGNORECASE,
)


def read(paper: Reading) -> Iterator[Remark]:
    told: set[str] = set()
    for block in paper.blocks:
        for sentence in block:
            found = RANKED.search(sentence.text)
            if not found or sentence.section.key in told:
                continue
            text = " ".join(s.text for s in paper.section_of(sentence) if abs(s.block - sentence.block) <= 2)
            if not SURE.search(text):
                told.add(sentence.section.key)
                yield sentence.remark(
                    f"“{found[0]}” is told without how far a place may be from its true one"
                )


RULE = Rule(
    key="ranks",
    title="Ranks without their doubt",
    severity="ask",
    explanation="Places next to each other often change by chance alone. Show the interval of each, or the chance "
    "that it truly is among the first or last few.",
    read=read,
    kind="claims",
    certainty="likely",
)
