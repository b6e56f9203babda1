"""What several pages of powers ask: when, for how long, against whom, and which version was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django import forms

from bluelamp.practice.powers.queries.records import Somebody, chosen
from bluelamp.practice.powers.register.spans import LONDON, UNITS, Span
from bluelamp.ui.fields import Day

ELSE = "else"
CLOCK = {"invalid": "Enter a time, such as 21:30"}


def pairs(words: Mapping[str, str], first: str = "") -> list[tuple[str, str]]:
    """Words as the choices of a field, after ``first``, which chooses nothing."""
    found = [(key, said[:1].upper() + said[1:]) for key, said in words.items()]
    return [("", first), *found] if first else found


def offer_choices(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    """What can be chosen is known only when the form is made."""
    form.fields[name].choices = choices  # type: ignore[attr-defined]


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
            offer_choices(
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
