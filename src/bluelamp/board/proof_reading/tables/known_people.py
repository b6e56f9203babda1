"""One to four people told of in a sentence with so much about them that a neighbour would know who they are."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.dates import ANY_MONTH, DATE
from bluelamp.board.proof_reading.language.people import WHO
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.attributes import YEARS_OLD, known

FEW = r"(?:one|two|three|four|[1-4]|a single|the only|both)"
OF_THEM = r"(?: of (?:the|them|these|those|our|its|whom)(?: (?:two|three|four|five|six|seven|eight|nine|\d|1\d)\b)?)?"
NOT_A_RATE = (
    r"(?! (?:in|out of) (?:every|each|\d|two|three|four|five|six|seven|eight|nine|"
    r"ten|twelve|fifteen|twenty|fifty))"
)
CASES = (
    r"(?:exclusions?|suspensions?|complaints?|arrests?|evictions?|referrals?|admissions?|incidents?|cases?|crimes?|"
    r"dismissals?|deaths?|grievances?|attacks?|assaults?|allegations?|enquir(?:y|ies)|reports?|accidents?|"
    r"injur(?:y|ies))"
)
JOINS = (
    r"(?!(?:years|months|weeks|days|hours|times|ago|of|in|per|for|to|with|on|"
    r"by|from|at|out|areas?|homes|schools|courses?|sessions?)\b)"
)
COUNTED = patterns.compile(
    rf"(?<![\w,.£-])(?P<few>{FEW})\b{OF_THEM},?(?: {JOINS}[A-Za-z-]+(?: \d{{1,2}}(?= ))?){{0,3}}? "
    rf"(?:{WHO}\b|{YEARS_OLD}){NOT_A_RATE}|"
    rf"(?<![\w,.£-])(?P<cases>{FEW}) (?:[a-z-]+ ){{0,2}}?{CASES}\b[^.;]{{0,40}}?\b(?:of|from|by|against|involving) "
    rf"(?:an? )?(?:[\w-]+ ){{0,3}}?{WHO}\b|"
    rf"\b(?P<from>one|two|three|four|[1-4]) (?:came |was |were )?from (?:an? |the )?(?:[\w-]+ ){{0,2}}?{WHO}\b|"
    r"\b(?P<pair>a) (?:[\w-]+ ){0,2}?couple\b(?! of)|"
    rf"\b(?P<whom>{FEW}) of whom (?:is|are|was|were|has|have|had)\b|"
    rf"(?:^|[;:.,] |\band |\bof (?:them|these|whom),? )(?P<alone>{FEW}),? \(?(?:(?:is|was|were|both|each) )*(?:"
    rf"an? |aged? )?(?:[a-z-]+ )?(?:{YEARS_OLD}|\d{{1,2}}\b|{WHO}\b){NOT_A_RATE}|"
    rf"\b(?:{WHO}|those)\b[^.;]{{0,60}}?(?:[,:] |\band )(?P<said>one|two|three|four) (?:of them )?(?:is|are|was|"
    rf"were|has|have|"
    r"had|paused|left|withdrew|died)\b",
    re.IGNORECASE,
)
SINGLE = patterns.compile(rf"\b(?P<single>an?) (?:[\w-]+ ){{0,3}}?(?:{YEARS_OLD}|{WHO}\b)", re.IGNORECASE)
BUILDING = (
    r"(?:House|Lodge|Court|Street|Road|Row|Rise|Close|Farm|Hall|School|Primary|Academy|College|Unit|Ward|Home|Estate|"
    r"Centre|Clinic|Hospital|Gardens|Place|Tower|Green|View|Terrace|Way|Lane|Avenue|Mews|Park|Crescent|Square|"
    r"Grove|Drive|Villas|"
    r"Manor|Cottages|Almshouses)"
)
PLACE = patterns.compile(
    r"\b(?:(?i:in|at|from|near|attending|living (?:in|at|on)|on|village of|hamlet of|parish of)\s(?:the )?"
    r"(?!(?:England|Wales|Scotland|Britain|Europe|Table|Paragraph|Section|Appendix|Annex|Year|Key|Crown|Quarter|"
    r"Operation|Monday|Tuesday|Wednesday|Thursday|"
    r"Friday|Saturday|Sunday|Christmas|Easter|Category|Level|Stage|Band|Grade|Tier|Phase|Board|Cabinet|Council|"
    r"Committee|Parliament|Government|Reception|Members)\b)"
    r"(?P<name>(?:St\.? )?[A-Z][a-z’']+(?:[ -](?:[A-Z][a-z’']+|of|on|the|upon|in|le|St)\b)*(?: \d{1,2}\b)?)"
    r"|^The (?P<first>[A-Z][a-z]+) (?:refuge|hostel|clinic|school|home|unit|ward|depot|course|surgery|station|"
    r"hospice)"
    rf"|of (?P<building>(?:St\.? )?[A-Z][a-z’']+(?: [A-Z][a-z’']+)? {BUILDING}))"
    r"\b(?! (?:heritage|descent|origin|background|nationality|famil\w+|communit\w+|faith))"
)
OWN_RECORD = patterns.compile(
    r"\b(?:councillors?|members?|trustees?|directors?|officers?|governors?|authors?)\b(?!['’])",
    re.I,
)
"""Who holds an office is no secret."""
NEAR = 30
"""Signs before a few people within which an office is theirs."""
EXACT = patterns.compile(
    rf"\b(?:aged|of) \d{{1,2}}(?=[,.;)]| (?:who|was|were|had|has)\b)|\b{YEARS_OLD}", re.IGNORECASE
)
ENOUGH = {"age", "heritage", "what is private"}
"""One of these must be told: that a man was fined is no secret of his."""


def told(paper: Reading) -> Iterator[Remark]:
    """“One girl aged 14 from Harrow Green”: a few people, a place, and two things that only they share."""
    whole = paper.document.title.lower()
    for led, sentence in paper.led:
        few = COUNTED.search(sentence.text)
        said = few or SINGLE.search(sentence.text)
        if not said or _is_of_an_office(said):
            continue
        ways = known(sentence.text)
        if not ENOUGH & ways.keys() or not _is_enough(ways, said):
            continue
        if place := _place(sentence, whole) or (few and led and _place(led, whole)):
            who = next(each for each in said.groups() if each)
            yield sentence.remark(
                f"{who.lower()}: fewer than 5 people, told with {_and(set(ways))}, and {place} is named"
            )


def _is_of_an_office(said: re.Match[str]) -> bool:
    led = 0 if said.lastgroup == "whom" else NEAR
    return bool(OWN_RECORD.search(said.string[max(0, said.start() - led) : said.end()]))


def _is_enough(ways: dict[str, int], said: re.Match[str]) -> bool:
    """Two things told of a few people, or three of “a girl”; two private things count as two, and so does the age of
    one."""
    told = len(ways) + (ways.get("what is private", 0) > 1)
    few = next(each for each in said.groups() if each).lower()
    if few in ("one", "1"):
        told += bool(EXACT.search(said.string))
    return told >= (3 if said.lastgroup == "single" else 2)


def _place(sentence: Sentence, whole: str) -> str:
    """The first place named that is not the whole that the paper is of."""
    text = re.sub(rf"\b{ANY_MONTH}", "", DATE.sub("", sentence.text))
    names = ((found["name"] or found["building"] or found["first"]).strip() for found in PLACE.finditer(text))
    return next((name for name in names if name.lower() not in whole), "")


def _and(known: set[str]) -> str:
    *some, last = sorted(known)
    return f"{', '.join(some)} and {last}" if some else last
