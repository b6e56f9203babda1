"""What is typed about a community remedy."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.practice.powers.documents import Document
from bluelamp.practice.powers.forms.parts import (
    Timed,
    Versioned,
    WhoForm,
    offer_choices,
    pairs,
)
from bluelamp.practice.powers.words import (
    VIEWS,
)
from bluelamp.ui.fields import Day, Reason


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
        choices=pairs(VIEWS),
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
        offer_choices(self, "chosen", [("", "None"), *((each.key, each.title) for each in document.actions)])


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
        offer_choices(self, "offered", [(each.key, each.title) for each in document.actions])


class AnswerForm(Versioned):
    to = forms.CharField(max_length=9)
