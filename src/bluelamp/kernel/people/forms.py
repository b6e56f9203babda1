"""What is typed about people: looking, keeping a record, deciding, joining and parting. Forms check, never save."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from bluelamp.kernel.people.words import CERTAINTIES, DECISIONS, SEXES, SUBJECTS
from bluelamp.ui.fields import Day


class SearchForm(forms.Form):
    """Whom to look for. At least one thing, and everything that is given has to fit."""

    name = forms.CharField(
        max_length=100, required=False, label="Name", help_text="Any part of it, or a short form"
    )
    born = Day(required=False, label="Date of birth", help_text="For example, 29 1 1980")
    address = forms.CharField(max_length=100, required=False, label="Address or postcode")
    contact = forms.CharField(max_length=100, required=False, label="Telephone or e-mail")
    reference = forms.CharField(
        max_length=60, required=False, label="Reference", help_text="Ours, or an organisation's own"
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(given.values()):
            raise forms.ValidationError("Enter something to look for.")
        return given


class Several(forms.Field):
    """A few things in one line, parted by semicolons."""

    widget = forms.TextInput
    longest, most = 100, 10

    def to_python(self, value: Any) -> tuple[str, ...]:
        parts = value if isinstance(value, tuple) else str(value or "").replace("\0", "").split(";")
        found = tuple(part.strip() for part in parts if part.strip())
        if len(found) > self.most or any(len(part) > self.longest for part in found):
            raise forms.ValidationError(
                f"{self.label}: up to {self.most}, each of {self.longest} characters or fewer, parted with semicolons"
            )
        return found

    def prepare_value(self, value: Any) -> Any:
        return "; ".join(value) if isinstance(value, tuple) else value


class RecordForm(forms.Form):
    """A record as it is filled in. ``writable`` are the items this writer may write; the rest is not asked."""

    given = forms.CharField(max_length=100, required=False, label="Given names")
    family = forms.CharField(max_length=100, required=False, label="Family name")
    families_before = Several(
        required=False, label="Earlier family names", help_text="Part several with semicolons"
    )
    also_known_as = Several(required=False, label="Also known as", help_text="Part several with semicolons")
    born = Day(required=False, label="Date of birth", help_text="For example, 29 1 1980")
    sex = forms.ChoiceField(
        choices=[*SEXES.items(), ("", "not known")], required=False, label="Sex", widget=forms.RadioSelect
    )
    lines = forms.CharField(max_length=200, required=False, label="Address", help_text="Without the postcode")
    postcode = forms.CharField(max_length=10, required=False, label="Postcode")
    has_moved = forms.BooleanField(
        required=False,
        label="They moved there: keep the old address as an earlier one",
    )
    phones = Several(required=False, label="Telephone", help_text="Part several with semicolons")
    emails = Several(required=False, label="E-mail", help_text="Part several with semicolons")
    reference = forms.CharField(
        max_length=60, required=False, label="Your reference", help_text="Such as a tenancy number"
    )
    worker = forms.CharField(
        max_length=200, required=False, label="Who works with them", help_text="Name and telephone"
    )
    subject = forms.ChoiceField(
        choices=[("", "not said"), *SUBJECTS.items()],
        required=False,
        label="What they are to your organisation",
    )
    note = forms.CharField(max_length=2000, required=False, label="Note", widget=forms.Textarea)
    note_is = forms.ChoiceField(
        choices=list(CERTAINTIES.items()),
        required=False,
        initial="fact",
        label="The note is",
        widget=forms.RadioSelect,
    )
    lpu = forms.ChoiceField(required=False, label="Local policing unit")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    submission = forms.CharField(max_length=36, required=False, widget=forms.HiddenInput)

    ITEMS = {
        "name": ("given", "family"),
        "other_names": ("families_before", "also_known_as"),
        "born": ("born",),
        "sex": ("sex",),
        "addresses": ("lines", "postcode", "has_moved"),
        "phones": ("phones",),
        "emails": ("emails",),
        "reference": ("reference",),
        "worker": ("worker",),
        "subject": ("subject",),
        "note": ("note", "note_is"),
    }

    def __init__(
        self, *args: Any, writable: frozenset[str], units: list[tuple[str, str]] | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for item, names in self.ITEMS.items():
            if item not in writable:
                for name in names:
                    del self.fields[name]
        if units:
            self.fields["lpu"].choices = [("", "none"), *units]  # type: ignore[attr-defined]
        else:
            del self.fields["lpu"]

    def clean_postcode(self) -> str:
        postcode = " ".join(self.cleaned_data["postcode"].upper().split())
        if postcode and not re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", postcode):
            raise forms.ValidationError("Enter a whole postcode, such as B1 2PG")
        return postcode

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        asked = {"given", "family"} <= set(self.fields)
        if asked and not given.get("given") and not given.get("family"):
            self.add_error("family", "Enter a given name or a family name")
        return given


class DecisionForm(forms.Form):
    """What somebody decided of a pair."""

    decision = forms.ChoiceField(
        choices=list(DECISIONS.items()),
        label="They are",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you have decided"},
    )
    reason = forms.CharField(
        max_length=500, label="Why", widget=forms.Textarea, error_messages={"required": "Say why"}
    )


class ConfirmForm(forms.Form):
    """Pairs that were put forward, ticked or not, and one reason for those that are."""

    pairs = forms.TypedMultipleChoiceField(
        coerce=int, label="Pairs", error_messages={"required": "Tick at least one pair"}
    )
    reason = forms.CharField(max_length=500, label="Why", error_messages={"required": "Say why"})

    def __init__(self, *args: Any, numbers: list[int], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["pairs"].choices = [(number, str(number)) for number in numbers]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why: to open what is restricted, or to take a merge back."""

    reason = forms.CharField(
        max_length=500, label="Why", widget=forms.Textarea, error_messages={"required": "Say why"}
    )


class MergeForm(ReasonForm):
    """Whom somebody was found to be."""

    other = forms.CharField(
        max_length=12,
        label="Reference of the other person",
        help_text="Ten letters and figures, from their page",
        error_messages={"required": "Enter the reference of the other person"},
    )

    def clean_other(self) -> str:
        return "".join(self.cleaned_data["other"].upper().split())
