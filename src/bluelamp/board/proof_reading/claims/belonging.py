"""Whose a figure is: ours, by the names a paper gives its own place and body, or that of somewhere else."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.dates import MONTH, WEEKDAYS
from bluelamp.board.proof_reading.reading import Reading

MANY = (
    r"(?:councils|forces|authorities|trusts|parks|boroughs|counties|districts|areas|cities|funds|schools|services|"
    r"landlords|associations|hospitals|boards|colleges|universities|providers|operators|companies)"
)
LANDS = (
    r"(?:England and Wales|England|Great Britain|Britain|the UK|the United Kingdom|Scotland|Northern Ireland|"
    r"the two countries|the country)"
)
ELSEWHERE = patterns.compile(
    rf"\b(?:nationally|national(?! park\b)(?! parks? authorit)\w* (?:\w+ )?(?:figures?|averages?|rates?|"
    rf"surveys?|publications?|"
    r"statistics|data|stud(?:y|ies)|research|picture|results?|audits?|reports?|benchmark|profile|estimates?|"
    r"means?|medians?|level|share|proportion|norm|waits?)|"
    r"(?:English|British|Welsh|UK) (?:averages?|figures?|rates?|norm|mean|median)|"
    r"(?:English|British) (?:households|homes|adults|people|patients|residents|tenants|families|pupils|drivers)|"
    rf"(?:average|median|mean) (?:\w+ )?(?:of|for|across|among) (?:all |the )*(?:\d+ |other )(?:\w+ )?{MANY}|^{LANDS}|"
    rf"(?:across|in|for|throughout|over) (?:the whole of )?(?:{LANDS}|Wales|England and Wales)|"
    rf"(?:survey|sample|stud(?:y|ies)|poll|census|audit) of (?:{LANDS}|England and Wales)|"
    rf"England(?: and Wales)?(?:'s|’s)? (?:averages?|figures?|rates?)|Crime Survey for|{LANDS} as a whole|"
    rf"(?:all|the) (?:\w+ )?(?:national |other |English |Welsh )?{MANY} (?:of|in|across) (?:{LANDS}|Wales|"
    rf"England and Wales)|"
    rf"(?:\w+ )?other {MANY}|sector(?:['’]s)? (?:average|median|figure|norm)|(?:average|median) (?:of|for|"
    rf"across) the sector|"
    r"(?:department|government|ministry)(?:['’]s|al)? (?:\w+ )?statistics|Office for National Statistics|"
    r"HouseMark|"
    r"England(?= ?[,.;)]|$))\b",
    re.IGNORECASE,
)
RELEASE = patterns.compile(
    rf"\b(?:national\w*|{LANDS}|Department\w*|Ministry|Home Office|Office for \w+|NHS Digital|government\w*)"
    r"(?: [\w'’-]+){0,5} (?:releases?|bulletins?|publications?|statistics|figures?|tables?|surveys?|"
    r"averages?|reports?)\b",
    re.IGNORECASE,
)
"""What is published of the whole country."""
BODY_WORDS = """
    trust force council authority association partnership company college school university borough county district
    city town park fund ccg practice hospital service constabulary charity group
"""
BODIES = frozenset(BODY_WORDS.split())
"""What those who write papers are, and the places they are of."""
OURS = rf"\b(?:our|we|us|local|locally|here|(?:the|this) (?:{'|'.join(sorted(BODIES))}|board['’]s own))\b"
GENERAL_WORDS = """
    panel board committee report police crime health performance services meeting date agenda item head director
    progress against plan quality governing body commissioning clinical national annual quarterly quarter year half
    review fire rescue ambulance homes limited housing community safety children adult care scrutiny overview cabinet
    members public paper title from with chief officer executive deputy assistant management north south east west
    central upper lower great little transport pension young people safeguarding local team youth offending port
    passenger probation foundation england wales britain scotland kingdom survey leader
"""
GENERAL = BODIES.union(GENERAL_WORDS.split())
"""Words of a title that name no place."""
FIRST, LINE = 6, 160
"""Lines at the head of a paper in which its place and body are named, and how long one may be."""


def own_names(paper: Reading) -> tuple[str, ...]:
    """The proper names of a paper's own place and body, from its head, where the text says them again."""
    opening = [s.text for s in paper.sentences[:FIRST] if len(s.text) < LINE and not s.text.endswith(".")]
    head = [paper.document.title, *paper.headings[:3], *opening]
    said = {word.lower() for text in head for word in re.findall(r"\b[A-Z][A-Za-z]{3,}\b", text)}
    dated = {each.lower() for each in (*MONTH.split("|"), *WEEKDAYS)}
    body = " ".join(s.text for s in paper.sentences)
    names = [word for word in said - GENERAL - dated if re.search(rf"[a-z,] {word.capitalize()}\b", body)]
    return tuple(sorted(word.capitalize() for word in names))


def ours(names: tuple[str, ...]) -> re.Pattern[str]:
    """What is said of our own place, body or people."""
    proper = "|".join(rf"(?-i:{re.escape(name)})(?:['’]s)?" for name in names)
    return patterns.compile(rf"{OURS}|\b(?:{proper})\b" if proper else OURS, re.IGNORECASE)
