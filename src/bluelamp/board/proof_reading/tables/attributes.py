"""What a paper tells of somebody by which a neighbour knows them: age, sex, heritage, what is private, what befell
them."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.people import WHO

YEARS_OLD = r"\d{1,2}[- ]years?[- ]old"
AGE = patterns.compile(
    rf"\b{YEARS_OLD}|\baged? (?:of )?\d{{1,2}}\b(?!\s?(?:to|-|–|and over|or over|and under|or under|\+))|"
    rf"\b{WHO} of \d{{1,2}}\b(?![,.]\d|\s?%)|\bin (?:her|his|their) (?:\d0s|\w+ties|teens)|\baged (?:over|under) \d|"
    rf"\b(?:{WHO}|them|both|is|are|was|were) over (?:the age of )?(?:\d\d|eighty|ninety)\b(?![,.]\d|\s?%)|"
    r"\bYear \d{1,2}\b|\b(?:one|he|she|both|who|them) (?:is|was|are|were) (?:only |just )?\d{1,2}(?=[,.;)]| and\b)",
    re.IGNORECASE,
)
SEX = patterns.compile(
    r"\b(?:girls?|boys?|wom[ae]n|m[ae]n|males?|females?|mothers?|fathers?|sisters|brothers|her|his|she|he)\b",
    re.IGNORECASE,
)
HERITAGE = patterns.compile(
    r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:heritage|descent|origin|background|nationality|ethnicity|nationals?|faith)\b|"
    r"\b(?:came|comes?|arrived|fled) from (?:Syria|Afghanistan|Ukraine|Iran|Iraq|Sudan|Eritrea|Somalia|Poland|"
    r"Romania|Albania|Pakistan|India|Bangladesh|China|Vietnam|Nigeria|Hong Kong)\b|"
    r"\b(?:Muslim|Jewish|Sikh|Hindu|Buddhist|Roma|Gypsy|Traveller|Chinese|Pakistani|Bangladeshi|Somali|Polish|"
    r"Romanian|Nigerian|Vietnamese|Albanian|Afghan|Syrian|Iranian|Iraqi|Sudanese|Eritrean|Kurdish|Turkish|Indian|"
    r"Filipino|Filipina|Ukrainian|Black|Asian)\b"
)
PRIVATE = patterns.compile(
    r"\b(?:terminations?|abortions?|pregnan\w+|miscarr\w+|hiv|hepatitis|tuberculosis|suicid\w+|self-harm\w*|"
    r"harm(?:ed|ing|s)? (?:her|him|them)sel\w+|post-traumatic|PTSD|bipolar|nervous breakdown|women['’]s refuge|"
    r"(?:alcohol|drugs?|drink)[- ](?:dependen\w+|misuse|addiction)|(?:work-related|with|from) stress|criminal record|"
    r"overdos\w+|heroin|exploit\w+|rape[ds]?|trans(?:gender)?(?= \w)|gay|lesbian|bisexual|epilep\w+|autis\w+|"
    r"dementia|schizophren\w+|psychosis|cancer|leuk\w+|"
    r"sickle[- ]cell|cystic fibrosis|diabet\w+|syndrome|cerebral palsy|motor neurone|multiple sclerosis|"
    r"parkinson\S*|meningitis|measles|anorexi\w+|eating disorder|genital|trafficked|sexually|child protection|"
    r"mental health|detained under|wheelchair|blind|deaf|disabled|disabilit\w+|special (?:educational )?needs|"
    r"intimate parts|foster (?:care|home|family|carers)|in (?:local authority )?care(?! of)|looked[- ]after|"
    r"care leavers?|(?:hospital|psychiatric) (?:stay|admission)|previous admission|in treatment for|asylum|"
    r"addict(?:ed|ion)|alcoholi\w+|took (?:his|her|their) own li\w+|refugees?|insulin|depress(?:ion|ed)|"
    r"anxiety|sexual offen[cd]\w+)\b",
    re.IGNORECASE,
)
BEFELL = patterns.compile(
    r"\b(?:exclu(?:ded|sions?)|suspended|suspensions?|arrest\w*|convicted|restrain\w+|abuse[ds]?|neglect\w*|"
    r"enquir(?:y|ies)|attack(?:ed|s)?|assault\w*|harassed|rehoused|evict\w+|grievances?|dismiss\w+|disciplin\w+|"
    r"withdr[aeo]w\w*|paused|dropped out|had left|left (?:because|after|owing)|complain\w+|died|admitted|"
    r"admissions?|detained|hate crimes?|"
    r"offen[cd]\w+|abscond\w+|burgled|robbed|scalded|sick leave|off sick|signed off|went missing)\b",
    re.IGNORECASE,
)


def known(text: str) -> dict[str, int]:
    """The ways in which a sentence tells somebody from others, and how often each is told."""
    ways = {
        "age": AGE,
        "sex": SEX,
        "heritage": HERITAGE,
        "what is private": PRIVATE,
        "what befell them": BEFELL,
    }
    told = {name: len({found[0].lower() for found in way.finditer(text)}) for name, way in ways.items()}
    return {name: many for name, many in told.items() if many}
