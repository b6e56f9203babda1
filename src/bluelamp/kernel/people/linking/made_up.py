"""Made-up records of made-up people, with the truth beside them: what linking is measured and trained on.

Family names are put together from syllables and belong to nobody. The same seed gives the same records everywhere.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import yaml

from bluelamp.kernel.people.linking import names
from bluelamp.kernel.people.linking.entries import Entry

_LISTS = yaml.safe_load((Path(__file__).parent / "made_up.yaml").read_text(encoding="utf-8"))
STARTS, ENDS, WOMEN, MEN = (tuple(_LISTS[name].split()) for name in ("starts", "ends", "women", "men"))
FAMILIES = tuple(start + end for end in ENDS for start in STARTS)
STREETS = tuple(f"{name} {kind}" for name in STARTS for kind in ("Road", "Street", "Lane", "Close", "Avenue"))
OUTWARD = tuple(f"{area}{number}" for area, most in (("B", 60), ("CV", 12), ("WS", 14), ("WV", 14), ("DY", 13))
                for number in range(1, most))  # fmt: skip
INWARD = "ABDEFGHJLNPQRSTUWXYZ"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
TODAY = date(2014, 1, 7)


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Human:
    """Who somebody truly is."""

    number: int
    given: str
    middle: str
    family: str
    maiden: str
    born: date
    sex: str
    homes: tuple[tuple[str, str], ...]
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Told:
    """A record of somebody, and the number of the human that it truly speaks of."""

    entry: Entry
    human: int
    agency: int


class Chance(random.Random):
    """Draws made of ``random()`` alone, whose stream is promised never to change."""

    def one(self, among: Sequence[T], bend: float = 1.0) -> T:
        """One of them; ``bend`` above 1 makes the first ones commoner, as names are."""
        return among[int(len(among) * self.random() ** bend)]

    def happens(self, share: float) -> bool:
        return self.random() < share

    def whole(self, low: int, high: int) -> int:
        return low + int((high - low + 1) * self.random())


def records(size: int, seed: int, agencies: int = 5) -> list[Told]:
    """``size`` records of about half as many people, over some agencies; ids say nothing about who is who."""
    draw = Chance(seed)
    told: list[Told] = []
    for human in humans(draw):
        for _ in range(_how_many(draw)):
            told.append(Told(_written_down(human, draw), human.number, draw.whole(0, agencies - 1)))
        if len(told) >= size:
            break
    told = told[:size]
    order = sorted((draw.random(), i) for i in range(len(told)))
    return [
        replace(told[i], entry=replace(told[i].entry, id=f"r{place:06}"))
        for place, (_, i) in enumerate(order)
    ]


def humans(draw: Chance) -> Iterator[Human]:
    """Without end, household by household: alone, couples, parents and children of one name, brothers, twins."""
    number = 0
    while True:
        for human in _household(draw, number):
            yield human
            number += 1


def _household(draw: Chance, number: int) -> Iterator[Human]:
    family, homes = draw.one(FAMILIES, 1.7), _homes(draw)
    landline = _telephone(draw)
    head = _human(draw, number, family, _birth(draw, 1930, 1995), homes, landline)
    yield head
    kind = draw.random()
    if kind < 0.20:
        partner = _human(draw, number + 1, family, _near(draw, head.born, 4), homes, landline)
        yield _called_otherwise(draw, partner, head)
    elif kind < 0.21:  # a child with the parent's own name
        child = _human(draw, number + 1, family, _later(draw, head.born, 20, 35), homes, landline)
        yield replace(child, given=head.given, sex=head.sex)
    elif kind < 0.28:
        for step in (1, 2):
            child = _human(draw, number + step, family, _later(draw, head.born, 20, 35), homes, landline)
            yield _called_otherwise(draw, child, head)
    elif kind < 0.30:
        twin = _human(draw, number + 1, family, head.born, homes, landline)
        yield _called_otherwise(draw, twin, head)


def _called_otherwise(draw: Chance, human: Human, other: Human) -> Human:
    """Two under one roof have different given names, unless a parent's is handed on."""
    while names.root(human.given.upper()) == names.root(other.given.upper()):
        human = replace(human, given=draw.one(WOMEN if human.sex == "F" else MEN, 1.6))
    return human


def _human(
    draw: Chance,
    number: int,
    family: str,
    born: date,
    homes: tuple[tuple[str, str], ...],
    landline: str,
) -> Human:
    sex = "F" if draw.happens(0.5) else "M"
    given = draw.one(WOMEN if sex == "F" else MEN, 1.6)
    maiden = draw.one(FAMILIES, 1.7) if sex == "F" and draw.happens(0.25) else ""
    phone = _telephone(draw) if draw.happens(0.8) else landline
    email = f"{given}.{family}{draw.whole(1, 999)}@example.org".lower()
    return Human(
        number,
        given,
        draw.one(WOMEN if sex == "F" else MEN) if draw.happens(0.4) else "",
        family,
        maiden,
        born,
        sex,
        homes,
        phone,
        email,
    )


def _written_down(human: Human, draw: Chance) -> Entry:
    """What an agency wrote: mostly right, and wrong in the ways that records are wrong."""
    given, family, before = human.given, human.family, ""
    if draw.happens(0.10):
        given = draw.one(names.forms().get(names.root(given.upper()), (given,))).title()
    if draw.happens(0.02):
        given = given[0]
    elif draw.happens(0.05):
        given = _slip(given, draw)
    if human.maiden and draw.happens(0.3):
        family, before = (human.maiden, "") if draw.happens(0.4) else (family, human.maiden)
    if draw.happens(0.06):
        family = _slip(family, draw)
    if draw.happens(0.01):
        given, family = family, given
    if human.middle and draw.happens(0.4):
        given = f"{given} {human.middle}"
    lived = 0 if len(human.homes) == 1 or draw.happens(0.6) else draw.whole(1, len(human.homes) - 1)
    lines, postcode = human.homes[lived]
    earlier = human.homes[lived + 1][1] if lived + 1 < len(human.homes) and draw.happens(0.3) else ""
    return Entry(
        "",
        given=given,
        family=family,
        family_before=before,
        born=None if draw.happens(0.05) else _date_as_typed(human.born, draw),
        sex="" if draw.happens(0.06) else human.sex,
        lines=_slip(lines, draw) if draw.happens(0.05) else lines,
        postcode="" if draw.happens(0.08) else _slip(postcode, draw) if draw.happens(0.02) else postcode,
        postcode_before=earlier,
        phone=human.phone if draw.happens(0.45) else "",
        email=human.email if draw.happens(0.25) else "",
    )


def _how_many(draw: Chance) -> int:
    return draw.one((1, 1, 1, 1, 2, 2, 2, 3, 3, 4))


def _slip(text: str, draw: Chance) -> str:
    """One slip of the hand: a letter left out, doubled, changed, or two changed about."""
    at = draw.whole(1, max(1, len(text) - 2))
    left, letter, right = text[:at], text[at : at + 1], text[at + 1 :]
    return draw.one(
        (
            left + right,
            left + letter * 2 + right,
            left + draw.one(LETTERS) + right,
            left + right[:1] + letter + right[1:],
        )
    )


def _date_as_typed(born: date, draw: Chance) -> date:
    kind = draw.random()
    if kind < 0.02 and born.day <= 12:
        return born.replace(day=born.month, month=born.day)
    if kind < 0.04:
        return born.replace(day=draw.whole(1, 28))
    if kind < 0.05:
        return born.replace(year=born.year + draw.one((-10, -1, 1, 10)), day=min(born.day, 28))
    if kind < 0.054:  # somebody else's, or made up on the spot
        return _birth(draw, 1930, 1995)
    return born


def _homes(draw: Chance) -> tuple[tuple[str, str], ...]:
    """Where they live, then where they lived before, latest first."""
    return tuple(_home(draw) for _ in range(draw.one((1, 1, 1, 1, 2, 2, 3))))


def _home(draw: Chance) -> tuple[str, str]:
    inward = f"{draw.whole(1, 9)}{draw.one(INWARD)}{draw.one(INWARD)}"
    return f"{draw.whole(1, 180)} {draw.one(STREETS)}", f"{draw.one(OUTWARD)} {inward}"


def _telephone(draw: Chance) -> str:
    """In an area that is kept for stories: nobody is rung by mistake."""
    return f"01632 {draw.whole(0, 999_999):06}"


def _birth(draw: Chance, first: int, last: int) -> date:
    return date(first, 1, 1) + timedelta(days=draw.whole(0, 365 * (last - first)))


def _near(draw: Chance, born: date, years: int) -> date:
    return born + timedelta(days=draw.whole(-365 * years, 365 * years))


def _later(draw: Chance, born: date, least: int, most: int) -> date:
    return min(
        born + timedelta(days=draw.whole(365 * least, 365 * most)),
        TODAY - timedelta(days=draw.whole(30, 6000)),
    )
