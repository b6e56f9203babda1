"""What a reader may ask of a measure, cleaned. Every form is a GET: its answer has an address that can be sent on."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import Month, Period, parse
from bluelamp.performance import words
from bluelamp.performance.queries.which import Which


class WhichForm(forms.Form):
    """Where and by which date a measure is read. Anything it does not know is refused at its field."""

    area = forms.ChoiceField(required=False, label="Place")
    basis = forms.ChoiceField(required=False, label="Counted by")

    def __init__(self, data: Any, *, measure: Measure, areas: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["area"].choices = [("", "The whole force"), *areas]  # type: ignore[attr-defined]
        bases = measure.tally.bases
        self.fields["basis"].choices = [(b, words.BASES[b].capitalize()) for b in bases]  # type: ignore[attr-defined]
        self.fields["area"].error_messages["invalid_choice"] = "Choose a place from the list"
        self.fields["basis"].error_messages["invalid_choice"] = "Choose a date from the list"

    def asked(self) -> Which:
        """Place and basis, as queries take them; the force when no place was chosen."""
        which = Which(basis=self.cleaned_data.get("basis", ""))
        if area := self.cleaned_data.get("area"):
            which |= Which(area_level="lpu", area=area)
        return which


class TakesForm(forms.Form):
    """What it would take: a target and the assumptions behind the chances. Levels are typed in per cent."""

    target = forms.FloatField(
        required=False,
        min_value=0,
        max_value=100,
        label="Level to reach",
        error_messages={
            "invalid": "The level to reach must be a number, like 80",
            "min_value": "The level to reach must be 0 or more",
            "max_value": "The level to reach must be 100 or less",
        },
    )
    expected = forms.FloatField(
        required=False,
        min_value=0,
        max_value=100,
        label="Level months are expected to vary around",
        error_messages={
            "invalid": "The expected level must be a number, like 77",
            "min_value": "The expected level must be 0 or more",
            "max_value": "The expected level must be 100 or less",
        },
    )
    planned = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=1_000_000,
        label="Interviews planned each month",
        error_messages={
            "invalid": "Interviews planned must be a whole number, like 550",
            "min_value": "Interviews planned must be 1 or more",
            "max_value": "Interviews planned must be 1,000,000 or fewer",
        },
    )
    weighting = forms.ChoiceField(
        required=False,
        choices=[("pooled", "Every interview counts the same"), ("equal", "Every month counts the same")],
        label="How the rolling year is weighted",
        error_messages={"invalid_choice": "Choose how the rolling year is weighted"},
    )

    def asked(self) -> dict[str, Any]:
        """What was typed, as ``what_it_takes`` wants it: shares of one, nothing where nothing was typed."""
        found = self.cleaned_data
        return {
            "target": None if found.get("target") is None else found["target"] / 100,
            "expected": None if found.get("expected") is None else found["expected"] / 100,
            "planned": found.get("planned"),
            "weighting": found.get("weighting") or "pooled",
        }


class PeriodField(forms.Field):
    """A period of any kind, typed or chosen as its key: ``month:2013-11``."""

    def to_python(self, value: Any) -> Period | None:
        typed = str(value or "").strip()
        if not typed:
            return None
        try:
            return parse(typed)
        except ValueError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class PeriodsForm(forms.Form):
    """Two periods to compare. Two kinds of period never compare, and the form says so before anything is asked."""

    earlier = PeriodField(required=False, label="From")
    later = PeriodField(required=False, label="To")

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        earlier, later = found.get("earlier"), found.get("later")
        if earlier and later and type(earlier) is not type(later):
            self.add_error(
                "later", f"Choose a {earlier.noun}, as in “From”: a {later.noun} cannot be compared with it"
            )
        elif earlier and not later and not isinstance(earlier, Month):
            # Left open, “To” is the latest month.
            self.add_error("later", f"Choose a {earlier.noun} too, as in “From”")
        elif earlier and later and not earlier < later:
            self.add_error("later", f"Choose a {later.noun} after {earlier.label}")
        return found


class OnePeriodForm(forms.Form):
    """One period to look at."""

    period = PeriodField(required=False, label="Period")
