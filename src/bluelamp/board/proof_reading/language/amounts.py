"""The amounts in a sentence: counts, percentages, fractions, money and rates, with how exactly each was
printed."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from bluelamp.board.proof_reading.language import numerals
from bluelamp.board.proof_reading.language.dates import DATE, FINANCIAL_YEAR
from bluelamp.board.proof_reading.language.names import NAMES

Unit = Literal["count", "percent", "points", "share", "money", "rate"]

N = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
PERCENT = r"(?:%|per ?cent\b|pct?\b)"
POINTS = r"(?:%|per ?cent(?:age)?[- ]|percentage[- ]|\s|-)\s?points?\b|\s?(?:ppts?|pps?|p\.p\.)(?!\w)"
SCALE = r"(?:\s?(?:million|billion|thousand|mn|bn|m|k)\b)"
SCALES = {
    "million": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "thousand": 1000,
    "k": 1000,
}
HEDGE = (
    r"(?:(?:approximately|approx\.?|about|around|roughly|circa|c\.|some|nearly|almost|just (?:over|under|"
    r"above|below)|(?:a little|a bit|marginally|fractionally) (?:over|under|more than|less than|above|below)|"
    r"(?:slightly |well )?(?:over|under)|more than|(?<!no )(?:less|fewer) than|at least|at most|(?<!adding "
    r")(?<!adds )(?<!add )(?<!sum )(?<!coming )up to|in excess of|"
    r"(?:slightly |just )?(?:above|below)|an estimated|in the region of)\s+)"
)
OF_TEN = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|fifty|a hundred|"
    r"[2-9]|10|20|25|50|100)"
)
PARTS = r"(?:half|halves|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)"
PART_OF = {
    "half": 2,
    "halve": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
AMOUNT = re.compile(
    rf"(?!\B\w)(?P<hedge>{HEDGE})?(?:"
    rf"(?P<in_of>(?:one|two|three|four|five|six|seven|eight|nine|\d{{1,2}})(?:\s[a-z]+){{0,3}}?\s(?:(?:in|"
    rf"out of)(?:\severy)?|of every)\s"
    rf"(?P<in_whole>{OF_TEN}))\b(?![,.]?\d|\s?%|\s(?:per cent|months?|weeks?|days?|years?|hours?|minutes?))"
    rf"|(?P<part>(?:(?:an?|one|two|three|four|five|six|seven|eight|nine)[- ])?{PARTS})\b(?=\s(?:of|are|is|"
    rf"were|was|have|had|say|said|felt)\b|[),;]|\s?\()"
    rf"|(?P<fraction>(?:(?:an?|one|two|three|four|five|six|seven|eight|nine)[- ])?{PARTS})\b(?=\s?[.,;:)]|$|"
    r"\s(?:in|since|on|over|from|compared|during|last|this|between|and|but|which|for|against|or|while|year|more|"
    r"fewer|less|higher|lower|better|worse|to)\b)"
    rf"|(?P<money>[£€$])\s?(?P<cash>{N})(?P<cash_scale>{SCALE})?"
    rf"|(?P<rated>{N})\s(?:\w+\s){{0,3}}?(?:per|(?:for|in|to|out of) (?:every|each))\s"
    rf"(?P<per>1,000|10,000|100,000|1000|10000|100000|thousand|million)\b"
    rf"|(?<![\w.,/£$-])(?P<points>{N})\s?(?:{POINTS})"
    rf"|(?<![\w.,£$-])(?P<percent>[-+−]?{N})\s?{PERCENT}"
    rf"|\b(?P<percent_word>{numerals.WORDS})\s?(?:per ?cent)\b(?!age)"
    rf"|\b(?P<points_word>{numerals.WORDS})\s(?:percentage[- ])?points\b"
    rf"|(?<![\w.,/£$#-])(?P<count>{N})(?P<count_scale>\s?(?:million|thousand|k)\b)?(?![\w/]|[.,:]\d|-\d)"
    rf"|\b(?P<word>{numerals.WORDS})\b"
    rf")",
    re.IGNORECASE,
)
LASTS = re.compile(
    r"[- ](?:(?:calendar|working|school) )?(second|minute|hour|day|week|month|quarter|year(?!\s\d))s?\b",
    re.IGNORECASE,
)
LONG = 1000
"""So many hours or days are a quantity of them, and no duration."""
BLOT = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as printed. ``value`` is in hundredths for percentages, points and shares, in pounds for
    money, per one for a rate; ``low`` and ``high`` are what would have been printed so. ``lasts`` names
    the unit of a count that is a duration: “week”."""

    unit: Unit
    value: Fraction
    low: Fraction
    high: Fraction
    start: int
    end: int
    text: str
    digits: int = 0
    hedged: bool = False
    lasts: str = ""

    @property
    def is_of_hundred(self) -> bool:
        """Is it a part of a whole: a percentage or a fraction in words?"""
        return self.unit in ("percent", "share")

    def agrees(self, low: Fraction, high: Fraction | None = None) -> bool:
        """Could what was printed be a value between ``low`` and ``high``?"""
        return self.low <= (low if high is None else high) and low <= self.high


def amounts(text: str) -> tuple[Amount, ...]:
    """Every amount of ``text`` in its order; dates and numbers that only name something are passed over."""
    if not HINT.search(text):
        return ()
    blotted = blot(text)
    return tuple(made for found in AMOUNT.finditer(blotted) if (made := _made(found, text)) is not None)


HINT = re.compile(rf"\d|\b(?:{numerals.SMALL}|dozen|half|halves|third|quarter|fifth|ninth)", re.IGNORECASE)
"""Without one of these no amount is looked for."""


def blot(text: str) -> str:
    """The text with its dates and names blotted out, sign for sign."""
    for names in (DATE, FINANCIAL_YEAR, NAMES):
        text = names.sub(lambda found: BLOT * len(found[0]), text)
    return text


def _made(found: re.Match[str], text: str) -> Amount | None:
    kind = found.lastgroup and next(k for k in READERS if found[k] is not None)
    if kind is None:
        return None
    read = READERS[kind](found)
    if read is None:
        return None
    unit, value, half, digits = read
    hedge = (found["hedge"] or "").strip().lower()
    if hedge == "some" and (digits or value % 5 or _is_particular(value)):
        hedge = ""
    low, high = _between(value, half, hedge)
    start = found.start()
    span = LASTS.match(text, found.end()) if unit == "count" else None
    lasts = span[1].lower() if span and value < LONG else ""
    return Amount(
        unit, value, low, high, start, found.end(), text[start : found.end()], digits, bool(hedge), lasts
    )


def _is_particular(value: Fraction) -> bool:
    """“Some 2,460 orders” were counted; “some 2,500” may be a few more or fewer."""
    return len(str(int(value)).rstrip("0")) > 2


def _between(value: Fraction, half: Fraction, hedge: str) -> tuple[Fraction, Fraction]:
    """What the printed value may stand for. “Almost 1,100” is below it, “over 15” above, “about” a twentieth
    either way."""
    wide = max(abs(value) / 20, 2 * half)
    if not hedge:
        return value - half, value + half
    if re.search(r"under|below|less|fewer|nearly|almost|up to|at most", hedge):
        return value - 2 * wide, value + half
    if re.search(r"over|above|more|at least|excess", hedge):
        return value - half, value + 2 * wide
    return value - wide, value + wide


Read = tuple[Unit, Fraction, Fraction, int]


def _number(printed: str) -> tuple[Fraction, int]:
    plain = printed.replace(",", "").replace("−", "-")
    return Fraction(Decimal(plain)), len(plain.partition(".")[2])


def _digits(unit: Unit, group: str, scaled: str = "") -> Callable[[re.Match[str]], Read | None]:
    def read(found: re.Match[str]) -> Read:
        value, digits = _number(found[group])
        scale = SCALES.get((found[scaled] or "").strip().lower(), 1) if scaled else 1
        half = Fraction(1, 2 * 10**digits) * scale
        if unit == "count" and scale == 1 and digits == 0:
            half = Fraction(0)
        if unit == "money" and scale == 1 and digits in (0, 2):
            half = Fraction(1, 2) if digits == 0 else Fraction(1, 200)
        return unit, value * scale, half, digits

    return read


def _in_words(unit: Unit, group: str) -> Callable[[re.Match[str]], Read | None]:
    def read(found: re.Match[str]) -> Read | None:
        value = numerals.value(found[group])
        half = Fraction(0) if unit == "count" else Fraction(1, 2)
        return None if value is None else (unit, Fraction(value), half, 0)

    return read


def _in_of(found: re.Match[str]) -> Read | None:
    part = re.match(r"\d+|\w+", found["in_of"])
    if part is None:
        return None
    whole = re.sub(r"^a ", "one ", found["in_whole"].lower())
    over = int(part[0]) if part[0].isdigit() else numerals.value(part[0])
    under = int(whole) if whole.isdigit() else numerals.value(whole)
    if not over or not under or over >= under:
        return None
    share = Fraction(100 * over, under)
    return "share", share, _half_of_words(share, under), 0


def _part(found: re.Match[str]) -> Read | None:
    return _share_of(found["part"].lower())


def _share_of(words: str) -> Read | None:
    """“Two thirds” as a share of a hundred."""
    said = words.replace("-", " ").split()
    noun = said[-1].rstrip("s").replace("halve", "half")
    over = 1 if len(said) == 1 or said[0] in ("a", "an") else numerals.value(said[0])
    under = PART_OF.get(noun)
    if not over or not under or over > under or (len(said) == 1 and noun != "half"):
        return None
    share = Fraction(100 * over, under)
    return "share", share, _half_of_words(share, under), 0


CHANGED = re.compile(
    r"(?<!end )(?<!start )(?<!course )(?<!rest )(?:\b(?:of|by|fell|rose|down|up|dropped|grew|increased|decreased|"
    r"reduced|cut|declined|fallen|risen|or|nearly|almost)|[,(])\s?$",
    re.IGNORECASE,
)


def _fraction(found: re.Match[str]) -> Read | None:
    """“A reduction of a third”: a fraction by which something changed. “Two quarters” are half a year."""
    said = found["fraction"].lower()
    is_time = "quarter" in said and not said.startswith(("a ", "one", "three"))
    if is_time or not CHANGED.search(found.string[: found.start()]):
        return None
    return _share_of(said)


def _half_of_words(share: Fraction, under: int) -> Fraction:
    """A fraction in words is rounder than digits: one in four may be 23% or 27%."""
    return max(Fraction(5, 2), min(share, 100 - share) / 10) if under > 1 else Fraction(1)


def _rate(found: re.Match[str]) -> Read:
    value, digits = _number(found["rated"])
    per = found["per"].replace(",", "").lower()
    base = {"thousand": 1000, "million": 10**6}.get(per) or int(per)
    return "rate", value / base, Fraction(1, 2 * 10**digits * base), digits


READERS: dict[str, Callable[[re.Match[str]], Read | None]] = {
    "in_of": _in_of,
    "part": _part,
    "fraction": _fraction,
    "cash": _digits("money", "cash", "cash_scale"),
    "rated": _rate,
    "points": _digits("points", "points"),
    "percent": _digits("percent", "percent"),
    "percent_word": _in_words("percent", "percent_word"),
    "points_word": _in_words("points", "points_word"),
    "count": _digits("count", "count", "count_scale"),
    "word": _in_words("count", "word"),
}


def counts(found: tuple[Amount, ...]) -> Iterator[Amount]:
    """Only the whole counts among them."""
    return (each for each in found if each.unit == "count" and each.value.denominator == 1)
