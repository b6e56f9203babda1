"""What is filled in about a case: what it says of itself, the people on it, its moves. Forms check, never save."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.areas.asb import codes
from bluelamp.areas.asb.words import ASIDES, QUALIFIERS, ROLES, STATES
from bluelamp.ui.fields import Day


class CaseForm(forms.Form):
    """What a case says of itself. ``writable`` are the items this writer may write; the rest is not asked."""

    title = forms.CharField(
        max_length=120,
        label="Name of the case",
        help_text="What goes on and where, and nobody's name",
        error_messages={"required": "Enter a name for the case"},
    )
    summary = forms.CharField(max_length=5000, required=False, label="What goes on", widget=forms.Textarea)
    qualifier = forms.ChoiceField(
        choices=list(QUALIFIERS.items()), label="Kind of behaviour", widget=forms.RadioSelect
    )
    types = forms.MultipleChoiceField(required=False, label="Types", widget=forms.CheckboxSelectMultiple)
    address = forms.CharField(max_length=200, required=False, label="Where")
    victim_consulted_on = Day(
        required=False, label="Victim asked about closing", help_text="The day, such as 6 1 2014"
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    ITEMS = {
        "title": "title", "summary": "summary", "qualifier": "qualifier", "types": "qualifier", "address": "where",
        "victim_consulted_on": "state",
    }  # fmt: skip

    def __init__(self, *args: Any, writable: frozenset[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.label_suffix = ""
        self.fields["types"].choices = [(each.key, each.label) for each in codes.types()]  # type: ignore[attr-defined]
        for name, item in self.ITEMS.items():
            if item not in writable:
                del self.fields[name]


class PersonForm(forms.Form):
    """Somebody to put on a case."""

    role = forms.ChoiceField(
        choices=list(ROLES.items()),
        label="What they are in the case",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they are in the case"},
    )
    person = forms.CharField(
        max_length=14,
        required=False,
        label="Their reference",
        help_text="Ten letters and figures, from their page",
    )
    known_as = forms.CharField(
        max_length=200,
        required=False,
        label="Or what they look like",
        help_text="Such as: man in a grey hoodie",
    )
    outcome = forms.CharField(
        max_length=300,
        required=False,
        label="What found them to have done it",
        help_text="Only for that: a conviction or an order, with its day",
    )

    def clean_person(self) -> str:
        return "".join(self.cleaned_data["person"].upper().split())

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("person") and not given.get("known_as"):
            self.add_error("person", "Say who it is: a reference, or what they look like")
        return given


class MoveForm(forms.Form):
    """Where a case goes next. ``ways`` are the states it can go to."""

    to = forms.ChoiceField(
        label="Move it to", widget=forms.RadioSelect, error_messages={"required": "Choose where it goes"}
    )
    reason = forms.CharField(
        max_length=1000,
        required=False,
        label="Why",
        widget=forms.Textarea,
        help_text="Needed to close a case",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, ways: tuple[str, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        self.label_suffix = ""
        self.fields["to"].choices = [(state, STATES[state]) for state in ways]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        max_length=500, label="Why", widget=forms.Textarea, error_messages={"required": "Say why"}
    )


class AsideForm(forms.Form):
    """What is true of a case beside its state."""

    what = forms.ChoiceField(choices=list(ASIDES.items()), label="It is", widget=forms.RadioSelect)
    note = forms.CharField(max_length=500, required=False, label="To whom, or where")
