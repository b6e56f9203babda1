"""What is published each year, and the raw material of measures: no name, and no small number that gives one away.

Section 104(9) of the 2014 Act: applications, how often the threshold was not met, reviews held, and reviews that led to
recommendations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Count

from bluelamp.analysis import suppression
from bluelamp.areas.asb.case_reviews import policies
from bluelamp.areas.asb.case_reviews.models import Application
from bluelamp.kernel.access.scope import Scope, require

SMALL = 5
"""Counts from one to four are not published: “fewer than 5”."""
COLUMNS = ("applications", "not_met", "held", "recommended")


@dataclass(frozen=True)
class Made:
    """One application without anybody in it."""

    number: int
    lpu: str
    policy: str
    applied_on: date
    is_met: bool | None
    was_held: bool
    recommendations: int
    came: str


@dataclass(frozen=True)
class Year:
    """One year from 1 April. A count that is small stands as nothing, and so does whatever would give it away."""

    begins: int
    shown: dict[str, int | None]

    @property
    def title(self) -> str:
        return f"April {self.begins} to March {self.begins + 1}"


def made(scope: Scope) -> Iterator[Made]:
    """Every application, for whoever takes figures."""
    require(scope, "figures.take")
    yield from _made()


def years(scope: Scope) -> tuple[Year, ...]:
    """The table that is published, the newest year first."""
    require(scope, "figures.read")
    counted: dict[int, Counter[str]] = {}
    for each in _made():
        row = counted.setdefault(_year(each.applied_on), Counter())
        row["applications"] += 1
        row["not_met"] += each.is_met is False
        row["held"] += each.was_held
        row["recommended"] += each.was_held and each.recommendations > 0
    return tuple(Year(begins, protected(row)) for begins, row in sorted(counted.items(), reverse=True))


def protected(row: Mapping[str, int]) -> dict[str, int | None]:
    """A row with small counts kept back, and whatever would tell them: what one count leaves of another is as telling.

    Applications are those not met and all others, as they are those reviewed and all others; the reviews held are those
    that led to recommendations and those that did not. The others are printed nowhere, and follow.
    """
    made, not_met, held, recommended = (row[name] for name in COLUMNS)
    values = (made, not_met, made - not_met, held, made - held, recommended, held - recommended)
    unprinted = np.array([at in (2, 4, 6) for at in range(7)])
    linked = suppression.Linked(np.array(values), ((0, (1, 2)), (0, (3, 4)), (3, (5, 6))))
    hidden = suppression.protect(linked, threshold=SMALL, unprinted=unprinted).hidden[~unprinted]
    return {name: None if kept else row[name] for name, kept in zip(COLUMNS, hidden, strict=True)}


def _made() -> Iterator[Made]:
    rows = Application.objects.select_related("holding__lpu").annotate(
        many=Count("recommendations", distinct=True)
    )
    for row in rows.prefetch_related("panels").order_by("pk").iterator(chunk_size=500):
        yield Made(
            number=row.pk,
            lpu=row.holding.lpu.code if row.holding.lpu else "",
            policy=row.policy,
            applied_on=row.applied_on,
            is_met=row.is_met,
            was_held=any(panel.held_on for panel in row.panels.all()),
            recommendations=row.many,
            came=row.came,
        )


def _year(day: date) -> int:
    return day.year if day.month >= 4 else day.year - 1


def procedures() -> tuple[policies.Policy, ...]:
    """The procedures there are and were, which are published with the table."""
    return policies.every()
