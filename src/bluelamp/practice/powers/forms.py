"""What is typed on the pages of powers, cleaned. Nothing is saved here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms

from bluelamp.practice.powers.documents import Document
from bluelamp.practice.powers.queries.records import Somebody, chosen
from bluelamp.practice.powers.register import Power
from bluelamp.practice.powers.register.spans import LONDON, UNITS, Span
from bluelamp.practice.powers.words import (
    APPLICANTS,
    DOES,
    HOW_SERVED,
    KINDS_OF_TERM,
    OUTCOMES_OF_BREACH,
    PLACES,
    RANKS,
    SUBJECTS,
    VIEWS,
)
from bluelamp.ui.fields import Day, Reason

ELSE = "else"
CLOCK = {"invalid": "Enter a time, such as 21:30"}


def _pairs(words: Mapping[str, str], first: str = "") -> list[tuple[str, str]]:
    pairs = [(key, said[:1].upper() + said[1:]) for key, said in words.items()]
    return [("", first), *pairs] if first else pairs


def _chosen(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


class RegisterForm(forms.Form):
    """Which day's powers to show, where, and which other day to hold them against. It stands in the address."""

    on = Day(label="Powers on", required=False)
    place = forms.ChoiceField(label="In", choices=list(PLACES.items()), required=False)
    against = Day(label="Compared with", required=False)

    def chosen(self, today: date) -> tuple[date, str, date | None]:
        """What was asked for; anything that is no date counts as not asked."""
        self.is_valid()
        said = self.cleaned_data
        return said.get("on") or today, said.get("place") or "england", said.get("against")


class Timed(forms.Form):
    """When it happened: a day and an hour of London; both empty for now."""

    on = Day(label="On which day?", required=False)
    clock = forms.TimeField(
        label="At what time?",
        required=False,
        error_messages=CLOCK,
        widget=forms.TextInput,
        help_text="For example, 21:30. Leave both empty for now.",
    )

    def at(self, now: datetime) -> datetime:
        """The moment; a day without an hour is its beginning, or now where it is today."""
        day, clock = self.cleaned_data.get("on"), self.cleaned_data.get("clock")
        here = now.astimezone(LONDON)
        if clock is None and day in (None, here.date()):
            return now
        return datetime.combine(day or here.date(), clock or time(), LONDON)


class Versioned(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class Lasting(forms.Form):
    """How long: so many hours, days, months or years, or until further order."""

    amount = forms.IntegerField(
        label="How long does it last?",
        required=False,
        min_value=1,
        max_value=9999,
        error_messages={"invalid": "Enter a whole number", "min_value": "Enter 1 or more"},
    )
    unit = forms.ChoiceField(
        label="Hours, days, months or years", choices=[(key, key) for key in UNITS], required=False
    )

    def span(self) -> Span | None:
        amount = self.cleaned_data.get("amount")
        return Span(amount, self.cleaned_data.get("unit") or "days") if amount else None


class WhoForm(forms.Form):
    """Somebody on the record, or described."""

    person = forms.ChoiceField(label="Who is it?", required=False, widget=forms.RadioSelect)
    described = forms.CharField(
        label="If not named, who or what is it?",
        max_length=200,
        required=False,
        help_text="For example: man in a grey hoodie, or the address of the premises.",
    )

    def __init__(self, *args: Any, people: Sequence[Somebody], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if people:
            _chosen(
                self,
                "person",
                [*((each.key, str(each)) for each in people), (ELSE, "Somebody or something else")],
            )
        else:
            del self.fields["person"]

    def who(self) -> dict[str, Any]:
        """As the actions take it."""
        key = self.cleaned_data.get("person") or ELSE
        person, described = chosen(key)
        return {"person": person, "described": self.cleaned_data["described"] if key == ELSE else described}


class ConsiderForm(WhoForm):
    """Which power, used by whom, against whom."""

    power = forms.ChoiceField(label="Which power?", error_messages={"required": "Choose a power"})
    applicant = forms.ChoiceField(label="Who would use it?", choices=_pairs(APPLICANTS, "Choose"))
    subject = forms.ChoiceField(
        label="What is it used against?", choices=_pairs(SUBJECTS), widget=forms.RadioSelect, initial="person"
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
        _chosen(self, "power", [("", "Choose"), *((power.key, power.title) for power in powers)])
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
        label="If it was authorised, by whom?", choices=_pairs(RANKS, "Not authorised now"), required=False
    )
    warned_until = Day(label="If they were warned, until when may they put it right?", required=False)
    note = forms.CharField(label="Anything to add", widget=forms.Textarea, max_length=1000, required=False)
    field_order = ("to", "rank", "warned_until", "on", "clock", "note")

    def __init__(self, *args: Any, steps: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [step for step in steps if step != "in_force"]
        _chosen(self, "to", [(step, DOES[step]) for step in ways])
        if "authorised" not in ways:
            del self.fields["rank"]
        if "warned" not in ways:
            del self.fields["warned_until"]


class BeginForm(Versioned, Timed, Lasting):
    """From when an order is in force, and for how long."""

    is_open_ended = forms.BooleanField(label="It runs until further order", required=False)
    how = forms.ChoiceField(label="How was it served?", choices=_pairs(HOW_SERVED, "Choose"), required=False)
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
        _chosen(self, "to", [(step, DOES[step]) for step in steps if step != "extended"])


class BreachForm(Versioned, Timed):
    evidence = Reason("What happened, and what shows it?", most=2000)
    field_order = ("on", "clock", "evidence")


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=[pair for pair in _pairs(OUTCOMES_OF_BREACH) if pair[0] != "reported"],
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


class RemedyForm(WhoForm):
    """Who did it, and what shows it."""

    evidence = Reason("What evidence is there?", most=1000)
    submission = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)


class AdmitForm(Versioned, Timed):
    """When they admitted it."""


class VictimForm(WhoForm):
    """What a victim wants, or what was done to reach them."""

    result = forms.ChoiceField(
        label="What came of asking?",
        choices=_pairs(VIEWS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of asking"},
    )
    chosen = forms.ChoiceField(label="Which action do they want?", required=False)
    view = forms.CharField(label="In their words", widget=forms.Textarea, max_length=1000, required=False)
    attempts = forms.IntegerField(
        label="How many times was it tried?",
        min_value=1,
        max_value=99,
        initial=1,
        error_messages={"required": "Enter how many times", "min_value": "Enter 1 or more"},
    )

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["described"].label = "If not named, which victim?"
        self.fields[
            "described"
        ].help_text = "The same words each time, so that it is clear who was asked again."
        _chosen(self, "chosen", [("", "None"), *((each.key, each.title) for each in document.actions)])


class OfferForm(Versioned):
    offered = forms.ChoiceField(
        label="Which action is offered?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an action"},
    )
    departs_because = forms.CharField(
        label="If a victim wanted something else, why is this offered?",
        widget=forms.Textarea,
        max_length=1000,
        required=False,
    )
    terms = forms.CharField(label="What exactly is to be done?", max_length=500, required=False)
    due = Day(label="Done by")
    if_not_done = forms.CharField(label="What happens if it is not done?", max_length=500, required=False)

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _chosen(self, "offered", [(each.key, each.title) for each in document.actions])


class AnswerForm(Versioned):
    to = forms.CharField(max_length=9)
