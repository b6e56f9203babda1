"""What is typed about a promise, an attempt to reach somebody, a contact plan, a card. Nothing is saved here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.forms.fields import Pick, Versioned, capital, why
from bluelamp.practice.promises.rules.cards import FIELDS, NON_EMERGENCY
from bluelamp.practice.promises.rules.timers import Timer
from bluelamp.practice.promises.words import CARD_METHODS, METHODS, OUTCOMES, TO
from bluelamp.ui.fields import Day, YesNo

OWN_DAY = "a day of its own"


class PromiseForm(forms.Form):
    """What is promised, to whom, by when."""

    to_role = Pick("To whom is it promised?", TO)
    timer = forms.ChoiceField(label="What is it?", widget=forms.RadioSelect)
    says = forms.CharField(
        label="What did you say will happen?",
        max_length=300,
        required=False,
        help_text="As you said it to them. Leave it empty to use the usual words.",
    )
    day = Day(
        required=False, label="By which day?", help_text="Only for a day of its own. For example, 14 1 2014"
    )
    keeper = forms.CharField(
        label="Who keeps it, if not whoever works on the case?",
        max_length=150,
        required=False,
        help_text="A sign-in name. It then stays with them, whoever the case is assigned to.",
    )
    submission = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, data: Any, *, timers: Mapping[str, Timer], **more: Any) -> None:
        super().__init__(data, **more)
        named = [(key, one.title) for key, one in timers.items()]
        self.fields["timer"].choices = [*named, ("", capital(OWN_DAY))]  # type: ignore[attr-defined]
        self.fields["timer"].required = False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("timer"):
            if not given.get("says", "").strip():
                self.add_error("says", "Say what is promised, as you said it to them")
            if given.get("day") is None:
                self.add_error("day", "Say by which day")
        return given

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        given = dict(self.cleaned_data)
        day = given.pop("day")
        due = clocks.end_of(day) if day and not given["timer"] else None
        return given | {"due_at": due, "submission": given["submission"] or None}


class KeepForm(Versioned):
    how = Pick("How was it kept?", METHODS)
    note = forms.CharField(
        label="What was said or done", max_length=500, required=False, widget=forms.Textarea
    )


class PauseForm(Versioned):
    reason = why("Say why its clock stops")


class CancelForm(Versioned):
    reason = why("Say why it is cancelled")


class AttemptForm(forms.Form):
    """How somebody tried to reach them, and how it went."""

    method = Pick("How did you try?", METHODS)
    outcome = Pick("How did it go?", OUTCOMES)
    promise = forms.TypedChoiceField(
        label="Which promise is this for?",
        coerce=lambda number: int(number) if number else None,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    told_of_action = YesNo("Did you tell them what was done?", initial=False)
    note = forms.CharField(label="Note", max_length=500, required=False, widget=forms.Textarea)
    submission = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, data: Any, *, promises: Iterable[tuple[int, str]], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["promise"].choices = [*promises, ("", "None of them")]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        return self.cleaned_data | {"submission": self.cleaned_data["submission"] or None}


class ContactForm(Versioned):
    """How they want to hear from us, and what keeps them safe."""

    method = Pick("How do they want to hear from us?", METHODS)
    safe_contact = forms.CharField(label="Safe number or address", max_length=200, required=False)
    safe_times = forms.CharField(
        label="When is it safe?", max_length=200, required=False, help_text="For example, weekdays after 6pm"
    )
    voicemail_ok = YesNo("May a message be left?")
    not_to_contact = forms.CharField(
        label="Who must not be contacted or told?", max_length=300, required=False
    )
    may_be_told = forms.CharField(label="Who else may be told?", max_length=300, required=False)
    interpreter = forms.CharField(label="Language of an interpreter", max_length=100, required=False)
    format = forms.CharField(
        label="Other needs", max_length=200, required=False, help_text="For example, large print"
    )
    every_days = forms.IntegerField(label="How often, in days", min_value=1, max_value=90, required=False)
    is_agreed = YesNo("Did they agree to this?")
    agreed_on = Day(required=False, label="On which day?", help_text="For example, 7 1 2014")
    ends_on = Day(required=False, label="Until which day?", help_text="Leave it empty while the case is open")


class CardForm(forms.Form):
    """What goes on the card, and how it is handed over."""

    promising = forms.MultipleChoiceField(
        label="What do you promise on it?", required=False, widget=forms.CheckboxSelectMultiple
    )
    method = Pick("How is it handed over?", CARD_METHODS)
    declined = YesNo("Did they say no to a card?", initial=False)
    language = forms.ChoiceField(
        label="In which language?",
        widget=forms.RadioSelect,
        help_text="You see the English beside it before you hand it over. What you fill in stays as you type it.",
    )
    officer = forms.CharField(label=FIELDS["officer"], max_length=80, required=False)
    team = forms.CharField(label=FIELDS["team"], max_length=40, required=False)
    number = forms.CharField(label=FIELDS["number"], max_length=40, required=False, initial=NON_EMERGENCY)
    contact = forms.CharField(
        label=FIELDS["contact"],
        max_length=120,
        required=False,
        help_text="For example, by telephone each week",
    )
    support = forms.CharField(label=FIELDS["support"], max_length=200, required=False)
    replaces = forms.IntegerField(widget=forms.HiddenInput, required=False)
    submission = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(
        self,
        data: Any,
        *,
        languages: Iterable[tuple[str, str]],
        offers: Iterable[tuple[str, str]] = (),
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.fields["language"].choices = list(languages)  # type: ignore[attr-defined]
        self.fields["promising"].choices = list(offers)  # type: ignore[attr-defined]
        if not self.fields["promising"].choices:  # type: ignore[attr-defined]
            del self.fields["promising"]

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        named = {name: given[name] for name in ("method", "declined", "language", "replaces")}
        fields = {name: given[name] for name in FIELDS}
        promising = tuple(given.get("promising", ()))
        return named | {
            "fields": fields,
            "promising": promising,
            "submission": given["submission"] or None,
        }
