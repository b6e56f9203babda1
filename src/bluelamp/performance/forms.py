"""What a reader asks of a measure, a GET whose answer can be sent on; and what people type who decide on its limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import Month, Period, parse
from bluelamp.performance import words
from bluelamp.performance.queries.which import Which, level_of


class WhichForm(forms.Form):
    """Where and by which date a measure is read. Anything it does not know is refused at its field."""

    area = forms.ChoiceField(required=False, label="Place")
    basis = forms.ChoiceField(required=False, label="Counted by")
    kind = forms.ChoiceField(
        required=False,
        label="Over",
        choices=[("", "Single months"), ("rolling_year", "Rolling years")],
        error_messages={"invalid_choice": "Choose months or rolling years"},
    )

    def __init__(self, data: Any, *, measure: Measure, areas: Sequence[tuple[str, Any]]) -> None:
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
            which |= Which(area_level=level_of(area), area=area)
        return which

    def kind_asked(self) -> str:
        """The kind of period to be judged."""
        return (self.cleaned_data.get("kind") if self.is_valid() else "") or "month"


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


class RebaseForm(forms.Form):
    """New limits, proposed: from when, why, on what evidence. Whether they may be is for the action to say."""

    since = forms.ChoiceField(
        label="First month with new limits",
        error_messages={"required": "Choose the first month with new limits"},
    )
    cause = forms.CharField(
        max_length=120,
        label="What changed",
        help_text="The known cause, in a few words. It stands on the chart, in its table and in its sentence.",
        error_messages={
            "required": "Say what changed",
            "max_length": "Say what changed in 120 characters or fewer",
        },
    )
    evidence = forms.CharField(
        max_length=2000,
        label="What shows it",
        help_text="What was decided or done and when, and why it explains the change. Name documents, not people.",
        widget=forms.Textarea,
        error_messages={
            "required": "Say what shows it",
            "max_length": "Say what shows it in 2,000 characters or fewer",
        },
    )
    expected_to_last = forms.ChoiceField(
        label="Is the change expected to last?",
        choices=[("yes", "Yes"), ("no", "No, or nobody knows")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose whether it is expected to last",
            "invalid_choice": "Choose whether it is expected to last",
        },
    )

    def __init__(self, data: Any = None, *, months: list[Month]) -> None:
        super().__init__(data)
        choices = [("", "Choose a month"), *((str(month), month.label) for month in reversed(months[1:]))]
        self.fields["since"].choices = choices  # type: ignore[attr-defined]
        if len(months) > 1:
            told = f"Choose a month after {months[0].label}, and no later than {months[-1].label}"
            self.fields["since"].error_messages["invalid_choice"] = told

    def proposed(self) -> dict[str, Any]:
        """As the action takes it."""
        typed = self.cleaned_data
        return {
            "since": parse(typed["since"]),
            "cause": typed["cause"],
            "evidence": typed["evidence"],
            "expected_to_last": typed["expected_to_last"] == "yes",
        }


class DecideForm(forms.Form):
    """What a second person decided about a rebase, and why."""

    decision = forms.ChoiceField(
        label="What have you decided?",
        choices=[("approve", "Limits begin anew"), ("decline", "Limits stay as they are")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what you have decided",
            "invalid_choice": "Choose what you have decided",
        },
    )
    because = forms.CharField(
        max_length=1000,
        label="Why",
        widget=forms.Textarea,
        error_messages={"required": "Say why", "max_length": "Say why in 1,000 characters or fewer"},
    )


class WithdrawForm(forms.Form):
    """Why a rebase is taken back. It stands on the page of :class:`DecideForm`, so that its ids differ."""

    because = forms.CharField(
        max_length=1000,
        label="Why it is withdrawn",
        widget=forms.Textarea,
        error_messages={"required": "Say why", "max_length": "Say why in 1,000 characters or fewer"},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="id_withdraw_%s")
