"""What is filled in while somebody reports: the script, and then into which case it goes. Forms check, never save."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django import forms

from bluelamp.areas.asb import codes, places
from bluelamp.areas.asb.forms.moments import Described, Moment
from bluelamp.areas.asb.words import ANSWERS, CHANNELS, CRIME, QUALIFIERS
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.decision import LONDON
from bluelamp.kernel.people.forms import DayField


class ReportForm(forms.Form):
    """A report, in the order of the script. ``now`` is when the call is; ``bodies`` whom it can go to."""

    is_anonymous = forms.BooleanField(required=False, label="They do not want to give a name")
    given = forms.CharField(max_length=100, required=False, label="Given names")
    family = forms.CharField(max_length=100, required=False, label="Family name")
    phone = forms.CharField(max_length=40, required=False, label="Telephone")
    born = DayField(required=False, label="Date of birth")
    lines = forms.CharField(max_length=200, required=False, label="Where they live")
    postcode = forms.CharField(max_length=10, required=False, label="Postcode")

    what = forms.CharField(
        max_length=5000,
        label="What happened",
        widget=forms.Textarea,
        error_messages={"required": "Enter what happened"},
    )
    happened_from = Moment(label="When it began", error_messages={"required": "Enter when it began"})
    is_ongoing = forms.BooleanField(required=False, label="It is still going on")
    happened_to = Moment(required=False, label="When it ended")
    address = forms.CharField(max_length=200, required=False, label="Where it happened")
    point = forms.CharField(max_length=40, required=False, label="Point on the map")

    qualifier = forms.ChoiceField(
        choices=list(QUALIFIERS.items()),
        label="Kind of behaviour",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of behaviour"},
    )
    types = forms.MultipleChoiceField(required=False, label="Types", widget=forms.CheckboxSelectMultiple)
    alleged = Described(required=False, label="Who is said to do it")
    is_hate = forms.BooleanField(
        required=False, label="It is a hate incident: somebody thinks so, whoever they are"
    )
    crime = forms.ChoiceField(
        choices=list(CRIME.items()),
        label="Is there a crime in it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether there is a crime in it"},
    )
    crime_note = forms.CharField(max_length=300, required=False, label="Crime number, or why there is none")
    channel = forms.ChoiceField(
        choices=list(CHANNELS.items()), label="How it was reported", widget=forms.RadioSelect
    )
    received_at = Moment(required=False, label="When it was reported")
    to = forms.ChoiceField(required=False, label="Who deals with it", widget=forms.RadioSelect)
    submission = forms.CharField(max_length=36, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: datetime, bodies: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.now = now
        self.label_suffix = ""
        for name in ("happened_from", "happened_to", "received_at"):
            self.fields[name].now = now  # type: ignore[attr-defined]
        self.fields["types"].choices = [  # type: ignore[attr-defined]
            (each.key, each.label) for each in codes.types_on(now.astimezone(LONDON).date())
        ]
        for question in codes.questions():
            self.fields[f"asked_{question.key}"] = forms.ChoiceField(
                choices=list(ANSWERS.items()),
                label=question.ask,
                help_text=question.why,
                widget=forms.RadioSelect,
                error_messages={
                    "required": f"{question.label}: say what was answered, or that it was not asked"
                },
            )
            self.fields[f"note_{question.key}"] = forms.CharField(
                max_length=300, required=False, label="In their words"
            )
        if len(bodies) > 1:
            self.fields["to"].choices = bodies  # type: ignore[attr-defined]
        else:
            del self.fields["to"]

    @property
    def questions(self) -> list[tuple[Any, Any]]:
        """Each question of the script with the field of its note."""
        return [(self[f"asked_{each.key}"], self[f"note_{each.key}"]) for each in codes.questions()]

    def clean_postcode(self) -> str:
        postcode = " ".join(self.cleaned_data["postcode"].upper().split())
        if postcode and not re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", postcode):
            raise forms.ValidationError("Enter a whole postcode, such as B1 2PG")
        return postcode

    def clean_point(self) -> str:
        point: str = self.cleaned_data["point"]
        try:
            places.spot("", point)
        except NotNow as why:
            raise forms.ValidationError(str(why)) from None
        return point

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("is_anonymous") and not given.get("given") and not given.get("family"):
            self.add_error("family", "Enter a name, or say that they do not want to give one")
        received = given.get("received_at") or self.now
        began, ended = given.get("happened_from"), given.get("happened_to")
        if received > self.now:
            self.add_error("received_at", "It cannot be reported later than now")
        if began and began > received:
            self.add_error("happened_from", "It cannot begin after it was reported")
        if began and ended and ended < began:
            self.add_error("happened_to", "It cannot end before it began")
        if given.get("crime") == "recorded" and not given.get("crime_note"):
            self.add_error("crime_note", "Enter the number of the crime")
        if given.get("crime") == "no_crime" and given.get("is_hate") and not given.get("crime_note"):
            self.add_error("crime_note", "It is a hate incident: say why there is no crime in it")
        if not given.get("address") and not given.get("point") and "point" not in self.errors:
            self.add_error("address", "Enter where it happened, as well as they can say")
        given["received_at"] = received
        return given


class ChoiceForm(forms.Form):
    """After the search: into which case a report goes, and whose record the caller's is."""

    into = forms.ChoiceField(
        label="Which case is it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a case, or a new one"},
    )
    caller = forms.ChoiceField(
        label="Who is calling?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who is calling"},
    )

    def __init__(
        self, *args: Any, cases: list[tuple[str, str]], callers: list[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.label_suffix = ""
        self.fields["into"].choices = cases  # type: ignore[attr-defined]
        if callers:
            self.fields["caller"].choices = callers  # type: ignore[attr-defined]
        else:
            del self.fields["caller"]
