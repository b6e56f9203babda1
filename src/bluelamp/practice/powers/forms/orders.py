"""What is typed about an order, from thinking of a power to a breach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from bluelamp.practice.powers.forms.parts import (
    Lasting,
    Timed,
    Versioned,
    WhoForm,
    offer_choices,
    pairs,
)
from bluelamp.practice.powers.queries.records import Somebody
from bluelamp.practice.powers.register import Power
from bluelamp.practice.powers.words import (
    APPLICANTS,
    DOES,
    HOW_SERVED,
    KINDS_OF_TERM,
    OUTCOMES_OF_BREACH,
    RANKS,
    SUBJECTS,
)
from bluelamp.ui.fields import Day, Reason


class ConsiderForm(WhoForm):
    """Which power, used by whom, against whom."""

    power = forms.ChoiceField(label="Which power?", error_messages={"required": "Choose a power"})
    applicant = forms.ChoiceField(label="Who would use it?", choices=pairs(APPLICANTS, "Choose"))
    subject = forms.ChoiceField(
        label="What is it used against?", choices=pairs(SUBJECTS), widget=forms.RadioSelect, initial="person"
    )
    age = forms.IntegerField(
        label="How old are they?",
        required=False,
        min_value=0,
        max_value=120,
        help_text="Of a person. What is allowed depends on it.",
    )
    submission = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    field_order = ("power", "applicant", "subject", "person", "described", "age")

    def __init__(
        self, *args: Any, powers: Iterable[Power], people: Sequence[Somebody], **kwargs: Any
    ) -> None:
        super().__init__(*args, people=people, **kwargs)
        offer_choices(self, "power", [("", "Choose"), *((power.key, power.title) for power in powers)])
        self.fields["applicant"].error_messages["required"] = "Choose who would use it"


class WritingForm(Versioned):
    """Everything the law wants in writing of one power, each part empty until somebody knows it."""

    def __init__(self, *args: Any, power: Power, age: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [need.key for need in power.contents if need.fits(age)]
        for need in power.contents:
            if need.fits(age):
                self.fields[need.key] = forms.CharField(
                    label=need.asks, required=False, max_length=4000, widget=forms.Textarea
                )

    def said(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in self.keys}


class StepForm(Versioned, Timed):
    """What happened next on the way to an order."""

    to = forms.ChoiceField(
        label="What happened?", widget=forms.RadioSelect, error_messages={"required": "Choose what happened"}
    )
    rank = forms.ChoiceField(
        label="If it was authorised, by whom?", choices=pairs(RANKS, "Not authorised now"), required=False
    )
    warned_until = Day(label="If they were warned, until when may they put it right?", required=False)
    note = forms.CharField(label="Anything to add", widget=forms.Textarea, max_length=1000, required=False)
    field_order = ("to", "rank", "warned_until", "on", "clock", "note")

    def __init__(self, *args: Any, steps: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [step for step in steps if step != "in_force"]
        offer_choices(self, "to", [(step, DOES[step]) for step in ways])
        if "authorised" not in ways:
            del self.fields["rank"]
        if "warned" not in ways:
            del self.fields["warned_until"]


class BeginForm(Versioned, Timed, Lasting):
    """From when an order is in force, and for how long."""

    is_open_ended = forms.BooleanField(label="It runs until further order", required=False)
    how = forms.ChoiceField(label="How was it served?", choices=pairs(HOW_SERVED, "Choose"), required=False)
    served_on = forms.CharField(label="Who was it given to?", max_length=200, required=False)
    note = forms.CharField(label="Anything to add", widget=forms.Textarea, max_length=1000, required=False)
    field_order = ("on", "clock", "amount", "unit", "is_open_ended", "how", "served_on", "note")

    def __init__(self, *args: Any, power: Power, age: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = power.length(age)
        if rule is not None and not rule.is_open_ended:
            del self.fields["is_open_ended"]
        if not power.begins_when_served:
            del self.fields["how"], self.fields["served_on"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("amount") and "amount" not in self.errors and not said.get("is_open_ended"):
            self.add_error("amount", "Enter how long it lasts")
        return said


class ExtendForm(Versioned, Lasting):
    note = Reason("Who extended it, and why?", most=1000)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("amount") and "amount" not in self.errors:
            self.add_error("amount", "Enter how much longer it lasts")
        return said


class AlterForm(Versioned, Timed):
    to = forms.ChoiceField(
        label="What happened?", widget=forms.RadioSelect, error_messages={"required": "Choose what happened"}
    )
    note = forms.CharField(
        label="What was decided, by whom and why?", widget=forms.Textarea, max_length=1000, required=False
    )
    field_order = ("to", "on", "clock", "note")

    def __init__(self, *args: Any, steps: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "to", [(step, DOES[step]) for step in steps if step != "extended"])


class BreachForm(Versioned, Timed):
    evidence = Reason("What happened, and what shows it?", most=2000)
    field_order = ("on", "clock", "evidence")


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=[pair for pair in pairs(OUTCOMES_OF_BREACH) if pair[0] != "reported"],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it"},
    )


class TermForm(forms.Form):
    kind = forms.ChoiceField(
        label="They",
        choices=list(KINDS_OF_TERM.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose must or must not"},
    )
    text = forms.CharField(
        label="What, exactly?",
        max_length=500,
        widget=forms.Textarea,
        error_messages={"required": "Say what they must or must not do"},
    )
    due = Day(label="By when, if there is a day", required=False)
    supervisor = forms.CharField(
        label="Who supervises it, if they must do something", max_length=150, required=False
    )
