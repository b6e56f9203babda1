"""Words of the trade for one thing, so that “vandalism” here and “criminal damage” there are known to be one."""

# ruff: noqa: RUF001 - papers are written with curly quotes
from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.remembered import remembered

HOMES = r"(?:(?:people|resident|tenant)s?['’]s? |the )?(?:homes|houses|dwellings|households)"
SAID = {
    "burglaries of homes": rf"burglar\w+ (?:in|of|to|at|from) {HOMES}|(?:dwelling|home|house|domestic|residential|"
    r"household) burglar\w+",
    "criminal damage": r"vandalism|criminal damage",
    "vehicle crime": r"(?:vehicle|car|motor) crimes?|thefts? (?:of and from|from and of) (?:motor )?(?:vehicles|cars)",
    "vacancies": r"vacant (?:whole-time |full-time )?(?:posts|jobs|positions)|(?:unfilled|empty) posts|posts "
    r"(?:were |are |stood |standing )?(?:vacant|empty|unfilled)|vacancies|vacanc\w+",
    "children in care": r"looked[- ]after children|children (?:who (?:are|were) )?looked after|children in care",
    "empty homes": r"(?:empty|vacant|void) (?:homes|properties|dwellings|houses|flats)|voids",
    "emergency department": r"accident and emergency|A&E|emergency department|casualty department",
    "sickness absence": r"sick(?:ness)? (?:absence|leave)|days? lost (?:to|through) sickness",
    "rough sleepers": r"rough sleepers|people (?:sleeping rough|who sleep rough)",
    "leavers": r"leavers|(?:staff|people|employees|officers) who left",
    "joiners": r"joiners|new starters|(?:staff|people|employees|officers) who joined",
    "deaths": r"fatalit(?:y|ies)|deaths",
    "missed collections": r"missed (?:bins|collections)|bins (?:that were )?missed",
    "fly-tips": r"fly-?tips|fly-?tipping (?:incidents|reports)|incidents of fly-?tipping",
    "shoplifting": r"shop[- ]?lifting|shop thefts?|thefts? from shops",
    "domestic abuse": r"domestic (?:abuse|violence)",
    "older people": r"(?:older|elderly) (?:people|residents)|pensioners",
    "pupils": r"pupils|schoolchildren|school children",
    "emergency calls": r"999 calls|emergency calls",
    "false alarms": r"false (?:alarms|calls)",
    "unemployed people": r"(?:unemployed|jobless|out-of-work) people|people out of work",
    "employees": r"employees|members of staff|staff members",
    "carried forward": r"(?:brought|carried) (?:forward|in|over)",
    "arrears": r"rent owed|unpaid rent|(?:rent )?arrears",
}
"""What one thing is called, by the word taken for it."""
WAYS = tuple((patterns.compile(rf"\b(?:{ways})\b", re.IGNORECASE), word) for word, ways in SAID.items())
HINT = patterns.compile("|".join(f"(?:{ways})" for ways in SAID.values()), re.IGNORECASE)


@remembered
def settled(text: str) -> str:
    """``text`` with one word for each of these things."""
    if HINT.search(text):
        for way, word in WAYS:
            text = way.sub(word, text)
    return text
