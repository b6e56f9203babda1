"""What an auditor asks for. Nothing personal stands in an address: a person is a reference, an officer a number."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from bluelamp.kernel.audit.queries import Which
from bluelamp.kernel.audit.words import KINDS, RESULTS, spoken

ANY = [("", "Any")]


class WhichForm(forms.Form):
    """Which records. Everything may be left empty."""

    person = forms.SlugField(label="Reference of the person", required=False, max_length=20)
    officer = forms.IntegerField(label="Number of the officer", required=False, min_value=1)
    kind = forms.ChoiceField(label="What was done", required=False, choices=[*ANY, *KINDS.items()])
    operation = forms.ChoiceField(label="Operation", required=False)
    result = forms.ChoiceField(label="Result", required=False, choices=[*ANY, *RESULTS.items()])
    since = forms.DateField(
        label="From", required=False, error_messages={"invalid": "Enter a day, such as 23/11/2026"}
    )
    until = forms.DateField(
        label="To", required=False, error_messages={"invalid": "Enter a day, such as 23/11/2026"}
    )

    def __init__(self, *args: Any, operations: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["operation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*ANY, *((name, spoken(name)) for name in operations)]
        for name in ("since", "until"):
            days = self.fields[name]
            assert isinstance(days, forms.DateField)
            days.input_formats = ["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"]
            days.widget = forms.TextInput()

    def which(self, objects: tuple[str, ...]) -> Which:
        """The choice. ``objects`` are those that stand for the person asked for; days are whole, by London's clock."""
        said = self.cleaned_data
        return Which(
            objects=objects,
            actor_id=said["officer"],
            kind=said["kind"],
            operation=said["operation"],
            result=said["result"],
            since=_midnight(said["since"], 0),
            until=_midnight(said["until"], 1),
        )


class OfficerForm(forms.Form):
    """A name, sent by POST so that no address holds it."""

    name = forms.CharField(
        label="Name of the officer", max_length=100, error_messages={"required": "Enter a name"}
    )


class ReasonForm(forms.Form):
    """Why something is taken away: kept with the name of whoever takes it."""

    reason = forms.CharField(
        label="Why you need it",
        max_length=500,
        min_length=10,
        widget=forms.Textarea,
        error_messages={"required": "Say why you need it", "min_length": "Say why in at least 10 characters"},
    )
    form = forms.ChoiceField(
        label="File", choices=[("csv", "CSV, for a spreadsheet"), ("json", "JSON, for a program")], initial="csv",
        widget=forms.RadioSelect, error_messages={"required": "Choose a kind of file"},
    )  # fmt: skip


class ExtractForm(ReasonForm):
    """Who asks what was done with their data."""

    person = forms.SlugField(
        label="Reference of the person", max_length=20, error_messages={"required": "Enter their reference"}
    )
    form = forms.ChoiceField(
        label="What you need", initial="page", widget=forms.RadioSelect,
        choices=[("page", "To read it here"), ("csv", "A CSV file to send")],
        error_messages={"required": "Choose what you need"},
    )  # fmt: skip
    field_order = ("person", "reason", "form")


def _midnight(day: Any, later: int) -> datetime | None:
    """The beginning of a day here, or of the next."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=later), time())) if day else None
