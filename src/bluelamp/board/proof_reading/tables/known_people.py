"""One to four people told of in a sentence with so much about them that a neighbour would know who they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language.dates import ANY_MONTH, DATE
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

WHO = (
    r"(?:girls?|boys?|wom[ae]n|m[ae]n|males?|females?|mothers?|fathers?|mums?|dads?|child(?:ren)?|pupils?|students?|"
    r"learners?|teenagers?|patients?|residents?|tenants?|victims?|prisoners?|people|persons?|sisters|brothers|twins|"
    r"couples?|families|adults?|pensioners?|service users?|clients?|youths?|babies|baby|infants?|toddlers?|carers?)"
)
FEW = r"(?:one|two|three|four|[1-4]|a single|the only|both)"
NOT_A_RATE = (
    r"(?! (?:in|out of) (?:every|each|\d|two|three|four|five|six|seven|eight|nine|"
    r"ten|twelve|fifteen|twenty|fifty))"
)
YEARS_OLD = r"\d{1,2}[- ]years?[- ]old"
COUNTED = re.compile(
    rf"(?<![\w,.£-])(?P<few>{FEW})(?: (?!(?:of|in|per|for|to|with|on|by|from|at|out)\b)[A-Za-z-]+){{0,3}}? "
    rf"(?:{WHO}\b|{YEARS_OLD}){NOT_A_RATE}|"
    rf"(?:^|[;:.] |\band |\bof (?:them|these|whom),? )(?P<alone>{FEW}),? \(?(?:(?:is|was|were|both|each) )*(?:an? |"
    rf"aged? )?(?:[a-z-]+ )?(?:{YEARS_OLD}|\d{{1,2}}\b|{WHO}\b){NOT_A_RATE}",
    re.IGNORECASE,
)
SINGLE = re.compile(
    rf"\b(?P<few>an?) (?:[A-Za-z-]+ ){{0,3}}?(?:{YEARS_OLD}|(?:girl|boy|wom[ae]n|man|pupil|child)\b)",
    re.IGNORECASE,
)
AGE = re.compile(
    rf"\b{YEARS_OLD}|\baged? (?:of )?\d{{1,2}}\b(?!\s?(?:to|-|–|and over|or over|and under|or under|\+))|"  # noqa: RUF001
    rf"\b{WHO} of \d{{1,2}}\b(?![,.]\d|\s?%)|\bin (?:her|his) (?:\d0s|\w+ties)|\baged over \d|\bYear \d{{1,2}}\b",
    re.IGNORECASE,
)
SEX = re.compile(
    r"\b(?:girls?|boys?|wom[ae]n|m[ae]n|males?|females?|mothers?|fathers?|sisters|brothers|her|his|she|he)\b",
    re.I,
)
HERITAGE = re.compile(
    r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:heritage|descent|origin|background|nationality|ethnicity|nationals?|faith)\b|"
    r"\b(?:Muslim|Jewish|Sikh|Hindu|Buddhist|Roma|Gypsy|Traveller|Chinese|Pakistani|Bangladeshi|Somali|Polish|"
    r"Romanian|Nigerian|Vietnamese|Albanian|Afghan|Syrian|Iranian|Filipino|Filipina|Ukrainian|Black|Asian)\b"
)
PRIVATE = re.compile(
    r"\b(?:terminations?|abortions?|pregnan\w+|hiv|hepatitis|tuberculosis|suicid\w+|self-harm\w*|overdos\w+|heroin|"
    r"exploit\w+|rape[ds]?|transgender|epilep\w+|autis\w+|dementia|schizophren\w+|psychosis|cancer|leuk\w+|"
    r"sickle[- ]cell|cystic fibrosis|diabet\w+|syndrome|cerebral palsy|motor neurone|multiple sclerosis|"
    r"parkinson\S*|meningitis|measles|anorexi\w+|eating disorder|genital|trafficked|sexually|child protection|"
    r"mental health|detained under|wheelchair|blind|deaf|learning disabilit\w+|intimate parts)\b",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\b(?:in|at|from|near|attending|living (?:in|at|on)|on)\s(?:the )?(?!(?:England|Wales|Scotland|Britain|Europe|"
    r"Table|Paragraph|Section|Appendix|Annex|Year|Key|Crown|Quarter|Operation|Monday|Tuesday|Wednesday|Thursday|Friday|"
    r"Saturday|Sunday|Christmas|Easter|Category|Level|Stage|Band|Grade|Tier|Phase)\b)"
    r"(?P<name>(?:St\.? )?[A-Z][a-z’']+(?:[ -](?:[A-Z][a-z’']+|of|on|the|upon|in|le|St)\b)*)"  # noqa: RUF001
    r"\b(?! (?:heritage|descent|origin|background|nationality|famil\w+|communit\w+|faith))"
)
OWN_RECORD = re.compile(
    r"\b(?:councillors?|members?|trustees?|directors?|officers?|governors?|authors?)\b", re.I
)
"""Who holds an office is no secret."""


def told(paper: Reading) -> Iterator[Remark]:
    """“One girl aged 14 from Harrow Green”: a few people, a place, and two things that only they share."""
    whole = paper.document.title.lower()
    for sentence in paper.sentences:
        few = COUNTED.search(sentence.text)
        single = few is None and SINGLE.search(sentence.text)
        said = few or single
        if not said or OWN_RECORD.search(sentence.text):
            continue
        place = _place(sentence, whole)
        known = _known(sentence)
        if place and len(known) >= (3 if single else 2) and known != {"sex"}:
            who = (few["few"] or few["alone"]) if few else said["few"]
            yield sentence.remark(
                f"{who.lower()}: fewer than 5 people, told with {_and(known)}, and {place} is named"
            )


def _place(sentence: Sentence, whole: str) -> str:
    """The first place named that is not the whole that the paper is of."""
    text = re.sub(rf"\b{ANY_MONTH}", "", DATE.sub("", sentence.text))
    names = (found["name"].strip() for found in PLACE.finditer(text))
    return next((name for name in names if name.lower() not in whole), "")


def _known(sentence: Sentence) -> set[str]:
    ways = {"age": AGE, "sex": SEX, "heritage": HERITAGE, "what is private": PRIVATE}
    return {name for name, way in ways.items() if way.search(sentence.text)}


def _and(known: set[str]) -> str:
    *some, last = sorted(known)
    return f"{', '.join(some)} and {last}" if some else last
