"""What a reader asks of hot spots: which crime, where, in what sort of place, when, and compared with when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from bluelamp.areas.neighbourhoods.words import ANTI_SOCIAL_BEHAVIOUR, CRIME_TYPES, slug
from bluelamp.kernel.figures.periods import Period
from bluelamp.performance.forms import PeriodField
from bluelamp.performance.queries import hotspots
from bluelamp.performance.queries.hotspots import ALL_CRIME, Asked

UNKNOWN = "Recorded crime is not here for every month of {}. Choose a period from the list"


def kinds() -> list[tuple[str, str]]:
    """The kinds to choose from: all crime, anti-social behaviour, then those of the latest list and older ones."""
    named = dict.fromkeys(slug(kind) for kinds in reversed(CRIME_TYPES.values()) for kind in kinds)
    first = [ALL_CRIME, ANTI_SOCIAL_BEHAVIOUR]
    return [(kind, hotspots.kind_words(kind)) for kind in [*first, *(k for k in named if k not in first)]]


class HotSpotsForm(forms.Form):
    """Left empty, it asks for all crime of the latest quarter beside the same quarter a year before."""

    kind = forms.ChoiceField(
        required=False,
        label="Crime",
        choices=kinds,
        error_messages={"invalid_choice": "Choose a kind of crime from the list"},
    )
    area = forms.ChoiceField(
        required=False, label="Place", error_messages={"invalid_choice": "Choose a place from the list"}
    )
    cells = forms.ChoiceField(
        required=False,
        label="Counted in",
        choices=list(hotspots.CHOICES.items()),
        error_messages={"invalid_choice": "Choose squares or LSOAs from the list"},
    )
    period = PeriodField(required=False, label="Period")
    compared = PeriodField(required=False, label="Compared with")

    def __init__(
        self, data: Any, *, areas: list[tuple[str, str]], bound: bool, known: Sequence[Period]
    ) -> None:
        super().__init__(data)
        self.known = known
        # A reader bound to units chooses among those; the others begin with the force.
        self.fields["area"].choices = areas if bound else [("", "The whole force"), *areas]  # type: ignore[attr-defined]
        self.first_area = areas[0][0] if bound else ""

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if self.errors or not self.known:
            return found
        period = found["period"] = found.get("period") or self.known[0]
        compared = found["compared"] = found.get("compared") or self._before(period)
        found["kind"] = found.get("kind") or ALL_CRIME
        for name, asked in (("period", period), ("compared", compared)):
            if asked is None:
                self.add_error(name, f"Choose a {period.noun} to compare with: none of a year before is here")
            elif asked not in self.known:
                self.add_error(name, UNKNOWN.format(asked.label))
            elif not hotspots.kinds_in_use(found["kind"], tuple(asked.months())):
                words = hotspots.kind_words(found["kind"])
                self.add_error(name, f"The publisher had no kind called “{words}” in {asked.label}")
        if compared is not None and not self.errors:
            self._refuse_order(period, compared)
        return found

    def _refuse_order(self, period: Period, compared: Period) -> None:
        if type(period) is not type(compared):
            self.add_error(
                "compared", f"Choose a {period.noun}, as the period is one: two kinds cannot be compared"
            )
        elif compared.ordinal > period.ordinal - period.length:
            self.add_error("compared", f"Choose a {period.noun} that ended before {period.label} began")

    def _before(self, period: Period) -> Period | None:
        """The same period a year before, so that the season is the same; else the latest one before it."""
        year = period.shift(-12)
        earlier = [
            p for p in self.known if type(p) is type(period) and p.ordinal <= period.ordinal - period.length
        ]
        return year if year in self.known else max(earlier, key=lambda p: p.ordinal, default=None)

    def asked(self) -> Asked:
        """What was chosen, whole."""
        found = self.cleaned_data
        return Asked(
            kind=found["kind"],
            lpu=found.get("area") or self.first_area,
            choice=found.get("cells") or "500",
            period=found["period"],
            compared=found["compared"],
        )
