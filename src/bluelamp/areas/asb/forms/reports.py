"""What is filled in while somebody reports: the script, and then into which case it goes. Forms check, never save."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms

from bluelamp.areas.asb import codes, places
from bluelamp.areas.asb.forms import callers
from bluelamp.areas.asb.forms.moments import Described, Moment
from bluelamp.areas.asb.words import ANSWERS, CHANNELS, CRIME, QUALIFIERS
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.decision import LONDON

Choices = list[tuple[str, str]]
ANOTHER = "another"
"""A landlord who does not work here."""


class ReportForm(forms.Form):
    """A report, in the order of the script: when the call is, whom it can go to, and who lets homes here.

    There is a block of fields for everybody who complains (:mod:`~bluelamp.areas.asb.forms.callers`).
    """

    is_anonymous = forms.BooleanField(required=False, label="They do not want to give a name")
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
    landlord = forms.ChoiceField(required=False, label="Landlord of the home it is about")
    landlord_name = forms.CharField(max_length=120, required=False, label="Name of another landlord")
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

    def __init__(
        self,
        *args: Any,
        now: datetime,
        bodies: list[tuple[str, str]],
        landlords: list[tuple[str, str]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.now = now
        self.how_many = callers.how_many(self.data)
        for number in range(1, self.how_many + 1):
            self.fields |= {callers.called(name, number): each for name, each in callers.fields().items()}
        self.fields["landlord"].choices = [  # type: ignore[attr-defined]
            ("", "Not asked"), ("not_known", "Not known"), ("none", "None: the home is their own"),
            *landlords, (ANOTHER, "Another landlord"),
        ]  # fmt: skip
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
        first = ("what", "happened_from", "happened_to", "is_ongoing", "address", "point", "is_anonymous")
        whom = [name for name in self.fields if name.partition("_")[0] in callers.NAMES]
        asked = [name for name in self.fields if name.startswith(("asked_", "note_"))]
        self.order_fields([*first, *whom, *asked])

    @property
    def questions(self) -> list[tuple[Any, Any]]:
        """Each question of the script with the field of its note."""
        return [(self[f"asked_{each.key}"], self[f"note_{each.key}"]) for each in codes.questions()]

    @property
    def callers(self) -> list[tuple[int, str, dict[str, Any]]]:
        """Number, ordinal and fields of everybody who complains."""
        return [
            (
                number,
                callers.ORDINALS[number - 1],
                {name: self[callers.called(name, number)] for name in callers.NAMES},
            )
            for number in range(1, self.how_many + 1)
        ]

    def clean_point(self) -> str:
        point: str = self.cleaned_data["point"]
        try:
            places.spot("", point)
        except NotNow as why:
            raise forms.ValidationError(str(why)) from None
        return point

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self._check_callers(given)
        if given.get("landlord") == ANOTHER and not given.get("landlord_name"):
            self.add_error("landlord_name", "Enter who the landlord is, or choose that it is not known")
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

    def _check_callers(self, given: dict[str, Any]) -> None:
        """Each has a name, the first may keep theirs; a block in which nothing stands is as if it were not there."""
        if not given.get("is_anonymous") and not given.get("given") and not given.get("family"):
            self.add_error("family", "Enter a name, or say that they do not want to give one")
        found = [callers.said(given, 1)] if not given.get("is_anonymous") else []
        for number in range(2, self.how_many + 1):
            one = callers.said(given, number)
            if callers.is_empty(one):
                continue
            found.append(one)
            if not one["given"] and not one["family"]:
                whose = callers.ORDINALS[number - 1]
                self.add_error(
                    callers.called("family", number), f"Enter a name for the {whose} who complains"
                )
        given["callers"] = found


class ChoiceForm(forms.Form):
    """After the search: into which case a report goes, and whose record each caller's and each alleged person's is.

    ``cases`` can be chosen among; ``callers`` and ``alleged`` are field → its choices, for those who may be known.
    """

    into = forms.ChoiceField(
        label="Which case is it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a case, or a new one"},
    )

    def __init__(
        self,
        *args: Any,
        cases: Choices,
        callers: Mapping[str, tuple[str, Choices]],
        alleged: Mapping[str, tuple[str, Choices]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.label_suffix = ""
        self.fields["into"].choices = cases  # type: ignore[attr-defined]
        for name, (label, choices) in {**callers, **alleged}.items():
            missing = "Choose who is calling" if name == "caller" else f"{label}: choose who it is"
            self.fields[name] = forms.ChoiceField(
                label=label, choices=choices, widget=forms.RadioSelect, error_messages={"required": missing}
            )
