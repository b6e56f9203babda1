"""What people decided about the limits of a series: who proposed, who agreed, who took it back. No row is removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bluelamp.analysis import spc
from bluelamp.kernel.figures.periods import Month
from bluelamp.performance.words import DEEDS, REBASE_STATES

IDENTITY = ("measure", "basis", "area_level", "area", "breakdown", "category")
"""What tells one series of figures from another."""


@dataclass(frozen=True)
class Deed:
    """One thing somebody did about a rebase, and why."""

    words: str
    by: str
    at: datetime
    because: str


def _whole(deed: str) -> models.CheckConstraint:
    """Who, when and why are all set or all empty."""
    none = Q(
        **{
            f"{deed}_by__isnull": True,
            f"{deed}_at__isnull": True,
            f"{deed}_by_name": "",
            f"{deed}_because": "",
        }
    )
    # A comparison with nothing is neither true nor false, and would let it pass: hence both questions about when.
    some = Q(
        **{f"{deed}_by__isnull": False, f"{deed}_at__isnull": False, f"{deed}_at__gte": F("proposed_at")}
    )
    said = ~Q(**{f"{deed}_by_name": ""}) & ~Q(**{f"{deed}_because": ""})
    return models.CheckConstraint(condition=none | (some & said), name=f"rebase_{deed}_by_at_and_why")  # fmt: skip


def _person() -> Any:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")


class Rebase(models.Model):
    """From ``since`` on, new limits for one series, because what is usual has changed for good.

    It counts while it is approved and not withdrawn. Whoever proposed it cannot approve it.
    """

    measure = models.CharField(max_length=100)
    basis = models.CharField(max_length=30, blank=True)
    area_level = models.CharField(max_length=20)
    area = models.CharField(max_length=20)
    breakdown = models.CharField(max_length=40, blank=True)
    category = models.CharField(max_length=60, blank=True)
    since = models.DateField(help_text="The first day of the first month with new limits.")
    cause = models.CharField(max_length=120)
    evidence = models.CharField(max_length=2000)
    expected_to_last = models.BooleanField()

    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_by_name = models.CharField(max_length=150)
    proposed_at = models.DateTimeField()
    approved_by = _person()
    approved_by_name = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True)
    approved_because = models.CharField(max_length=1000, blank=True)
    declined_by = _person()
    declined_by_name = models.CharField(max_length=150, blank=True)
    declined_at = models.DateTimeField(null=True)
    declined_because = models.CharField(max_length=1000, blank=True)
    withdrawn_by = _person()
    withdrawn_by_name = models.CharField(max_length=150, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ("-since", "-id")
        constraints = (
            _whole("approved"),
            _whole("declined"),
            _whole("withdrawn"),
            models.CheckConstraint(
                condition=~Q(approved_by=F("proposed_by")), name="rebase_approved_by_a_second_person"
            ),
            models.CheckConstraint(
                condition=~Q(declined_by=F("proposed_by")), name="rebase_declined_by_a_second_person"
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True)
                | Q(approved_at__isnull=True, withdrawn_at__isnull=True),
                name="rebase_declined_and_nothing_else",
            ),
            models.CheckConstraint(condition=~Q(cause="") & ~Q(evidence=""), name="rebase_says_why"),
            models.UniqueConstraint(
                fields=[*IDENTITY, "since"],
                condition=Q(declined_at__isnull=True, withdrawn_at__isnull=True),
                name="rebase_one_stands_a_month",
            ),
        )

    def __str__(self) -> str:
        return f"{self.measure} · {self.area} · from {self.since:%Y-%m} · {self.state}"

    @property
    def state(self) -> str:
        """``proposed``, ``approved``, ``declined`` or ``withdrawn``: what was done last."""
        return next(
            deed for deed in ("withdrawn", "declined", "approved", "proposed") if getattr(self, f"{deed}_at")
        )

    @property
    def state_words(self) -> str:
        return REBASE_STATES[self.state]

    @property
    def from_month(self) -> Month:
        return Month.ending(self.since)

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """What was done about it, oldest first."""
        done = (deed for deed in DEEDS if getattr(self, f"{deed}_at"))
        return tuple(
            Deed(DEEDS[deed], getattr(self, f"{deed}_by_name"), getattr(self, f"{deed}_at"),
                 getattr(self, f"{deed}_because", ""))
            for deed in done
        )  # fmt: skip

    def as_value(self) -> spc.Rebase:
        """As the engine knows it. Names carry the number of the person, because two may share one."""
        who = {
            deed: f"{getattr(self, f'{deed}_by_name')} ({getattr(self, f'{deed}_by_id')})" for deed in DEEDS
        }
        on = {deed: at.date() for deed in DEEDS if (at := getattr(self, f"{deed}_at"))}
        return spc.Rebase(
            since=self.since,
            cause=self.cause,
            evidence=self.evidence,
            decided_by=who["proposed"],
            decided_on=on["proposed"],
            expected_to_last=self.expected_to_last,
            approved_by=who["approved"] if "approved" in on else "",
            approved_on=on.get("approved"),
            withdrawn_by=who["withdrawn"] if "withdrawn" in on else "",
            withdrawn_on=on.get("withdrawn"),
        )
