"""What a "what happens next" card says: on paper, in an e-mail and in a text message, from wording kept as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import yaml

from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.rules.calendars import Calendar
from bluelamp.practice.promises.rules.timers import DATA
from bluelamp.practice.promises.words import AT_FIRST, CARD_METHODS, ENGLISH, LANGUAGES

EMERGENCY, NON_EMERGENCY = "999", "101"
FIELDS = {
    "officer": "Name and number of the officer",
    "team": "Telephone of the team",
    "number": "Number when it is not an emergency",
    "contact": "How and how often we keep in touch",
    "support": "Who else can help",
}
"""What is filled in on a card by whoever issues it; the reference and the promises come from the record."""
NEEDED = ("officer", "number")


@dataclass(frozen=True)
class Wording:
    """One version of the card's words in one language, from its first day on.

    ``called`` is what the language calls itself, ``said`` what is usually promised in it, by the timer.
    """

    key: str
    version: str
    since: date
    language: str
    called: str
    direction: str
    title: str
    reference: str
    opening: str
    promises: str
    nothing: str
    officer: str
    team: str
    calling: str
    contact: str
    headings: Mapping[str, str]
    help: str
    review: str
    complain: str
    email_subject: str
    text: str
    text_without_day: str
    said: Mapping[str, str]
    calendar: Calendar
    source: str
    verified: bool

    @property
    def name(self) -> str:
        """As a card keeps it: which words it was made of."""
        return f"{self.key}/{self.language}/{self.version}"

    @property
    def is_unread(self) -> bool:
        """A translation that nobody who speaks it has read: whoever hands it over is told."""
        return self.language != ENGLISH and not self.verified

    @property
    def title_in_english(self) -> str:
        """What somebody chooses it by: ``Polish (polski), translation not verified``."""
        own = f" ({self.called})" if self.language != ENGLISH else ""
        return f"{LANGUAGES[self.language]}{own}{', translation not verified' if self.is_unread else ''}"


@dataclass(frozen=True)
class Told:
    """A promise as the card says it: the sentence, and by when. ``is_english`` where the card is not, and it is."""

    says: str
    when: str
    is_english: bool = False


@dataclass(frozen=True)
class Side:
    """A card ready to be shown: its lines in their order, each already in words."""

    title: str
    reference: str
    opening: str
    promises_heading: str
    promises: tuple[Told, ...]
    nothing: str
    about_us: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]


def wording(key: str, language: str, day: date) -> Wording:
    """The words in force on a day; ``LookupError`` when there are none in that language."""
    found = [one for one in wordings() if (one.key, one.language) == (key, language) and one.since <= day]
    if not found:
        raise LookupError("There is no card in that language yet.")
    return max(found, key=lambda one: one.since)


def named(name: str) -> Wording:
    """The words that a card was made of, whatever is in force today."""
    return next(one for one in wordings() if one.name == name)


@cache
def wordings() -> tuple[Wording, ...]:
    files = [DATA / "cards" / f"{language}.yaml" for language in LANGUAGES]
    rows = [row for file in files for row in yaml.safe_load(file.read_text(encoding="utf-8"))]
    return tuple(Wording(**row | {"calendar": Calendar(**row["calendar"])}) for row in rows)


def languages(key: str, day: date) -> tuple[Wording, ...]:
    """The words in force on a day, in each language that there are any in; English first."""
    known = dict.fromkeys(one.language for one in wordings() if one.key == key and one.since <= day)
    return tuple(wording(key, language, day) for language in known)


def by_when(due_at: datetime) -> str:
    """``by the end of Tuesday 14 January``, as the pages say it."""
    return wording("asb", ENGLISH, clocks.on(due_at)).calendar.by_when(due_at)


def told(words: Wording, says: str, timer: str, due_at: datetime) -> Told:
    """A promise in the language of the card. What was said otherwise than usual stays in English.

    ``timer`` is the key of the sentence where it is a usual one, and empty where it is not.
    """
    usual = words.said.get(timer, "")
    return Told(usual or says, words.calendar.by_when(due_at), words.language != ENGLISH and not usual)


def side(words: Wording, *, reference: str, fields: Mapping[str, str], promises: Iterable[Told]) -> Side:
    """The card filled in."""
    said = {name: fields.get(name, "").strip() for name in FIELDS} | {"reference": reference}
    told = {name: as_typed(words, value) for name, value in said.items()}
    about_us = (
        line for line in map(told_of(told), (words.officer, words.team, words.contact, words.calling))
    )
    parts = ((words.headings[name], told_of(told)(getattr(words, name))) for name in words.headings)
    return Side(
        title=words.title,
        reference=words.reference.format_map(told),
        opening=words.opening,
        promises_heading=words.promises,
        promises=tuple(promises),
        nothing=words.nothing,
        about_us=tuple(line for line in about_us if line),
        parts=tuple((heading, line) for heading, line in parts if line),
    )


def as_typed(words: Wording, value: str) -> str:
    """What was filled in, to be read from the left within a line written from the right.

    Otherwise the groups of a telephone number change places: 0121 496 0101 is read as 0101 496 0121 (UAX #9, 2.7).
    """
    return (
        f"\N{LEFT-TO-RIGHT ISOLATE}{value}\N{POP DIRECTIONAL ISOLATE}"
        if value and words.direction == "rtl"
        else value
    )


def told_of(told: Mapping[str, str]) -> Any:
    """Fill a line in; nothing where what it is about was left empty."""

    def fill(line: str) -> str:
        wanted = re.findall(r"{(\w+)}", line)
        return line.format_map(told) if all(told[name] for name in wanted) else ""

    return fill


def email(words: Wording, card: Side, *, reference: str) -> tuple[str, str]:
    """Subject and plain text."""
    lines = [card.title, card.reference, "", card.opening, "", card.promises_heading]
    lines += [f"- {one.says} ({one.when})" for one in card.promises] or [card.nothing]
    lines += ["", *card.about_us]
    for heading, line in card.parts:
        lines += ["", heading, line]
    return words.email_subject.format(reference=as_typed(words, reference)), "\n".join(lines) + "\n"


def text(words: Wording, *, reference: str, fields: Mapping[str, str], first_due: datetime | None) -> str:
    """The text message: a reference, a day and a number, and not a word of what it is about or who it is from."""
    number = as_typed(words, fields.get("number") or NON_EMERGENCY)
    if first_due is None:
        return words.text_without_day.format(reference=reference, number=number)
    due = words.calendar.briefly(first_due)
    return words.text.format(reference=reference, number=number, due=due)


def reasons_not_to_issue(
    *, method: str, fields: Mapping[str, str], declined: bool, promising: Iterable[str] = ()
) -> list[str]:
    """Against handing a card over. Who declines one needs nothing filled in."""
    against = []
    if method not in CARD_METHODS:
        against.append("Choose how it is handed over.")
    if not declined:
        against += [
            f"Fill in: {FIELDS[name].lower()}." for name in NEEDED if not fields.get(name, "").strip()
        ]
    if not set(promising) <= set(AT_FIRST):
        against.append("Promise on a card what is usual at first; anything else is promised by itself.")
    return against
