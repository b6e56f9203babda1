"""Trials that are still running on the day of the meeting, and studies of them that come after it."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from datetime import date

from bluelamp.board.proof_reading.language import numerals, patterns, studies
from bluelamp.board.proof_reading.language.sentences import Sentence

TRIAL = r"(?:pilot(?:ed|ing|s)?|trials?|trialled|trialling|experiments?|tests?|testing|tested|trying (?:out )?|tried)"
STUDY = (
    rf"(?:{studies.STUDY}|appraisals?|reviews?|lessons|verdict|"
    r"write-?up|(?:reports?|learning|figures|evidence|data)(?= (?:on|of|from|about|due|comes?|is|are|will)\b))"
)
COMES = (
    r"(?:due|expected|promised|awaited|planned|scheduled|will|shall|comes?|coming|follows?|arrives?|reports?|lands?|"
    r"ready|booked|arranged|fixed|timetabled|(?:is|are) (?:to|in|on|for|next)|to (?:be|come|follow|report)|"
    r"publish|later|pending)"
)
WORDS = r"(?:,? [\w'’-]+){0,12}?,?"
STUDIED = patterns.compile(rf"\b{STUDY}(?:{WORDS} |: ?(?:\w+ )?){COMES}\b", re.IGNORECASE)
STUDYING = patterns.compile(
    rf"\b{studies.BY}\b"
    r"(?: [\w'’-]+){0,6} (?:is|are|will|reports?|(?:shall|to) report)\b|"
    r"\b(?:will|shall|to) (?:\w+ )?(?:evaluate|assess|appraise|publish its)\b|\bresults (?:come|arrive|follow)\b|"
    r"\b(?:learn\w*|learned) from it will be\b|\b(?:evaluation|review|report)(?: (?:in|by|from|after)\b|:)|"
    rf"\b{TRIAL}\b[^.;]{{0,80}}? reports? (?:back )?(?:in|by|next|on)\b|"
    r"\bstud(?:y|ies)\b[^.;]{0,60}? (?:reports?|ends?|concludes?|publishes)\b|"
    r"\b(?:who|which|they|it) (?:(?:will|shall|are to|is to) )?reports?\b|"
    r"\b(?:will|shall|to) (?:hear|know|learn|receive|have|get) (?:\w+ ){0,3}?(?:views?|verdict|opinion|findings|"
    r"conclusions?|judge?ment)\b|"
    r"\b(?:will|shall|do|does|can) not (?:have|know|see|tell)\b[^.;]{0,60}? (?:before|until|till)\b",
    re.IGNORECASE,
)
STILL = patterns.compile(
    rf"\b(?:on|under) (?:test|trial) since\b|"
    rf"\b{TRIAL}\b[^.;]{{0,60}}? (?:(?:still )?(?:has|have) (?:still |yet )?(?:another |a further |about |some )?"
    r"[\w-]+ (?:days?|weeks?|months?|terms?|years?) (?:still |yet )?(?:to (?:run|go)|left|remaining)|"
    r"(?:is|are) (?:still )?(?:running|under ?way|in progress|continuing|part of the way|half[- ]?way)|"
    r"(?:is|are|has) not (?:yet )?(?:over|finished|"
    r"ended|complete)|continues)\b",
    re.IGNORECASE,
)
UNTIL = patterns.compile(
    rf"\b{TRIAL}\b[^.;]{{0,80}}? (?:until|till|through to|up to|to|ends?|closes?|finish(?:es)?|conclude[s]?|runs?|"
    r"lasts?|expires?)\b",
    re.IGNORECASE,
)
LONG = patterns.compile(
    rf"\b(?P<many>\d+|an?|{numerals.WORDS})[- ](?P<unit>week|month|year)s?\b",
    re.IGNORECASE,
)
DAYS = {"week": 7, "month": 30, "year": 365}
AHEAD = patterns.compile(
    r"\b(?:next (?:year|spring|summer|autumn|winter|term|month)|the new year|later (?:this|in the) year|"
    r"in the (?:spring|summer|autumn|winter|new year)|in due course|"
    r"in (?:a|six|three|twelve) (?:year|months)['’]? time|"
    r"(?:20\d\d)[/-]\d\d|"
    r"(?:spring|summer|autumn|winter|Easter|Christmas|half[- ]term)(?: (?:of )?(?P<year>20\d\d))?)\b",
    re.IGNORECASE,
)
TRIED_OUT = patterns.compile(
    rf"\b(?:{TRIAL}|schemes?|programmes?|projects?|initiatives?|evaluat\w+|universit\w+|researchers?|academics?|"
    r"independent|began|started|introduced|launched|opened|since)\b",
    re.IGNORECASE,
)
TOLD = patterns.compile(
    r"\b(?:found|showed|concluded|received|published in|reported in|confirmed)\b", re.IGNORECASE
)
NOTHING = patterns.compile(r"\b(?:no|not|none|nothing|never|nor)\b[^.;,]{0,40}", re.IGNORECASE)
"""“No findings have been received”: nothing is told."""
HINT = patterns.compile(
    rf"\b(?:{TRIAL}|{STUDY}|stud(?:y|ies)|evaluat\w+|assess|views?|opinion|judge?ment|conclusions?|university|"
    r"researchers|learn\w*|report|will not)\b",
    re.IGNORECASE,
)


def to_come(sentence: Sentence, around: str) -> str:
    """The words that say that a trial still runs, or that the study of it comes after the meeting; else nothing.
    ``around`` is the paragraph with its heading."""
    text = sentence.text
    if not HINT.search(text) or not TRIED_OUT.search(around) or TOLD.search(NOTHING.sub(" ", text)):
        return ""
    found = STILL.search(text) or (_is_ahead(sentence) and (STUDIED.search(text) or STUDYING.search(text)))
    if not found and (runs := UNTIL.search(text)):
        found = any(d.last > sentence.meeting and d.start >= runs.start() for d in sentence.dates) and runs
    return found[0].strip() if found else _still_lasting(sentence)


def _is_ahead(sentence: Sentence) -> bool:
    if any(each.last > sentence.meeting for each in sentence.dates):
        return True
    found = AHEAD.search(sentence.text)
    return found is not None and int(found["year"] or sentence.meeting.year) >= sentence.meeting.year


def _still_lasting(sentence: Sentence) -> str:
    """“A one-year pilot began on 6 April”, read within that year."""
    lasts, tried = LONG.search(sentence.text), re.search(rf"\b{TRIAL}\b", sentence.text, re.IGNORECASE)
    begun = [each for each in sentence.dates if each.last <= sentence.meeting]
    if not lasts or not tried or len(begun) != 1:
        return ""
    return lasts[0] + " from then" if _days(lasts) > _past(begun[0].first, sentence.meeting) else ""


def _days(lasts: re.Match[str]) -> int:
    said = lasts["many"].lower()
    many = int(said) if said.isdigit() else numerals.value(said) or 1
    return many * DAYS[lasts["unit"].lower()]


def _past(first: date, meeting: date) -> int:
    return (meeting - first).days
