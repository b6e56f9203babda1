"""The places, units and groups that a sentence names, so small that people there know each other."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from bluelamp.board.proof_reading.language.dates import ANY_MONTH, DATE, WEEKDAY
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.tables.attributes import HERITAGE

UNITS = (
    r"(?:ward|station|school|hostel|depot|home|house|clinic|surgery|unit|team|branch|office|estate|village|parish|"
    r"hamlet|"
    r"refuge|hospice|course|class|crew|watch|centre|practice|college|farm|court|lodge|site|suite|shift|garage|"
    r"suspensions?|exclusions?|referrals?|pupils?|residents?|tenants?|patients?|drivers?|staff|apprentices?|team['’]s)"
)
TOLD = r"(?:had|has|housed|houses|saw|recorded|records|admitted|reported|reports|took|lost|employs|made)"
NAME = re.compile(
    r"(?:St\.? )?[A-Z][a-z’']+(?:[ -](?:(?:upon|of|the|in|le|on)[ -](?=[A-Z]))?(?:[A-Z][a-z’']+|St\b))*"
)
TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Professor|Sir|Dame|Lord|Lady|Chair|PC|DC|Judge)\.? $"
)
GROUP = re.compile(r"\bYear (?:[1-9]|1[0-3])\b|\b(?:Blue|Red|Green|White) Watch\b")
"""A year or a watch, where all know each other."""
OTHERWISE_SAID = """
    the a an in at of on to for from by with and but or if as all any both each either every some few many most
    none no not one two three four five six seven eight nine ten this that these those there here it its he she
    they we our his her their who which when where while what how after before since until during among across
    within without between england wales scotland britain europe ireland year key crown quarter operation board
    cabinet council committee parliament government reception members member director chief officer panel trust
    force police table paragraph section appendix annex stage level band grade tier phase category act christian
    muslim jewish sikh hindu english welsh scottish british irish polish somali roma traveller gypsy chinese
    asian black white european christmas easter ramadan department ministry ofsted service services authority
    association company group university college county city borough district national regional local staff
    people children women men residents tenants patients pupils students parkinson down alzheimer braille
    universal credit also only more other another
"""
OTHERWISE = frozenset(OTHERWISE_SAID.split())
"""Words with a capital that name no place, or not by themselves."""


def place_near(sentence: Sentence, led: Sentence | None, whole: str) -> str:
    """The first place that a sentence names, or the one that leads to it; nothing where neither does."""
    texts = (each.text for each in (sentence, led) if each is not None)
    return next(chain.from_iterable(places(text, whole) for text in texts), "")


def places(text: str, whole: str) -> Iterator[str]:
    """The names of places in a text, but for the whole that the paper is of (in small letters)."""
    plain = re.sub(rf"\b(?:{ANY_MONTH}|{WEEKDAY})\b", lambda found: found[0].lower(), DATE.sub("", text))
    plain = HERITAGE.sub(lambda found: found[0].lower(), plain)
    for found in NAME.finditer(plain):
        words = found[0].split()
        while words and words[0].lower() in OTHERWISE:
            words = words[1:]
        name = " ".join(words)
        is_first = not plain[: found.end() - len(name)].strip(" “\"'")
        if not name or name.lower().removesuffix("'s") in whole or TITLED.search(plain[: found.start()]):
            continue
        if (
            not is_first
            or len(words) > 1
            or re.match(rf"(?:['’]s)? (?:{UNITS}|{TOLD})\b", plain[found.end() :])
        ):
            yield name
    yield from (found[0] for found in GROUP.finditer(text))
