"""One to four people of a named place, told with what is private to them: their health, their home or their conduct at
work."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.people import WHO
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables import attributes
from bluelamp.board.proof_reading.tables.known_people import JOINS, NOT_A_RATE
from bluelamp.board.proof_reading.tables.places_named import place_near

FEW = r"(?:one|two|three|four|[1-4]|(?:a|the) single|the only|the one|both)"
ANYBODY = (
    rf"(?:{WHO}|widows?|widowers?|sixth-formers?|inspectors?|couples?|officers?|managers?|cooks?|caretakers?|"
    rf"governess|"
    r"instructors?|trainers?|technicians?|advisers?|inhabitants?|drivers?)"
)
PEOPLE = patterns.compile(
    rf"(?<![\w,.£-])(?P<few>{FEW})\b(?: of (?:the|these|those|them|our|its|[A-Z][\w’' ]{{2,25}}['’]s|"
    rf"[A-Z][\w ]{{2,20}}))?"
    rf"(?: (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{{1,2}}))?,?(?: (?!hundred|thousand|"
    rf"million|dozen){JOINS}[A-Za-z-]+(?: \d{{1,2}}(?= ))?){{0,3}}? "
    rf"{ANYBODY}\b{NOT_A_RATE}|"
    rf"(?<![\w,.£-])(?P<cases>{FEW}) (?:[a-z-]+ ){{0,3}}?(?:referrals?|applications?|reports?|cases?|admissions?|"
    rf"deaths?|"
    r"enquir(?:y|ies)|placements?|disclosures?)\b(?! (?:in|out of) (?:every|\d))|"
    r"\bof (?:the|our|its|their) (?P<of>two|three|four) [a-z][^.;,]{1,40}, (?:the (?:younger|older|elder|other|former|"
    r"latter|first|second|longest-serving|newest)|one)\b|"
    r"\b(?P<pair>a) (?:[a-z-]+ ){0,2}couple\b(?! of)|"
    rf"\b(?P<single>an?) (?:[\w-]+ ){{0,3}}?{ANYBODY}\b",
    re.IGNORECASE,
)
PRIVATE = patterns.compile(
    rf"{attributes.PRIVATE.pattern}|\b(?:bull(?:y|ied|ying)|syphilis|dyslexi\w+|deaf\w*|same-sex|"
    rf"gender (?:reassignment|"
    r"identity)|sectioned|(?:drugs?|drink|alcohol) (?:test|problem)|drinking|drunk|taken into care|"
    r"in the care of (?:the "
    r")?(?:county|council|local authority|state|borough|city)|(?:final|written) warning|gross misconduct|misconduct|"
    r"dismissed|sacked|harass\w+|stalk\w+|forced marriage|honour-based|domestic (?:abuse|violence)|modern slavery|"
    r"torture|"
    r"deport\w+|no recourse to public funds|left (?:her|his|their) (?:husband|wife|partner)|because of violence|"
    r"violent (?:husband|partner|father|wife)|religious (?:abuse|hatred)|HIV|stroke|incontinen\w+|"
    r"terminal(?:ly)? ill\w*|"
    r"beaten by|sex offenders?|bankrupt\w*|miscarr\w+|stillb\w+)\b",
    re.IGNORECASE,
)
OF_WORK = patterns.compile(
    r"\b(?:train(?:ed|ing|er)?|courses?|advi[cs]e\w*|advisers?|guid(?:e|ance)|works?|working|worked|teach\w*|taught|"
    r"about|"
    r"awareness|days?|events?|films?|books?|posters?|leaflets?|research|rooms?|beds?|champions?|specialis\w+|leads?|"
    r"lessons?|sessions?|helps?|supports?|supported|wrote|written|spoke|speaks|charit(?:y|ies)|services?|clinics?|"
    r"units?|"
    r"flats?|homes?|schools?|posts?|policy|visited|guide|shops?|firms?|prize|sells?|for the|will|new)\b",
    re.IGNORECASE,
)
"""“Two nurses have been trained in diabetes care”: what they work at, and not what they have."""
OF_OFFICE = patterns.compile(
    r"\b(?:councillors?|trustees?|directors?|governors?|authors?|candidates?|chaplains?|ministers?|judges?)\b(?!['’])",
    re.IGNORECASE,
)
FAR = 110
"""Signs between people and what is private, beyond which it is hardly theirs."""


def told(paper: Reading) -> Iterator[Remark]:
    whole = paper.document.title.lower()
    for led, sentence in paper.led:
        text = sentence.text
        for people in PEOPLE.finditer(text) if PRIVATE.search(text) else ():
            private = _theirs(text, people)
            if private and (place := place_near(sentence, led, whole)):
                who = next(each for each in people.groups() if each)
                yield sentence.remark(
                    f"{who.lower()}: fewer than 5 people, told with “{private}”, and {place} is named"
                )
                break


def _theirs(text: str, people: re.Match[str]) -> str:
    """What is private and said of these people: in their name or after it, and of no work that they do."""
    if OF_OFFICE.search(people[0]):
        return ""
    found: list[str] = []
    for private in PRIVATE.finditer(text, people.start(), min(len(text), people.end() + FAR)):
        between = re.sub(r"\b[A-Z]\w+", "", text[people.end() : private.start()])
        is_of_work = OF_WORK.search(between) or (not people["cases"] and between in (" on ", " for "))
        if private.start() < people.end() or not (is_of_work or ";" in between):
            found.append(private[0])
    return found[0] if len(found) >= (2 if people["single"] else 1) else ""
