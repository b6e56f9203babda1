"""What the forms of promises are made of: words as choices, yes or no, a reason, a version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from bluelamp.practice.promises.rules.promises import LEAST_REASON

YES_NO = (("yes", "Yes"), ("no", "No"))


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def choices(words: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(key, capital(said)) for key, said in words.items()]


class Pick(forms.ChoiceField):
    """One of a few, each in its words."""

    def __init__(self, label: str, words: Mapping[str, str], **more: Any) -> None:
        missing = {"required": f"{label.rstrip('?')}: choose one"}
        super().__init__(
            label=label, choices=choices(words), widget=forms.RadioSelect, error_messages=missing, **more
        )


class YesNo(forms.TypedChoiceField):
    """A question with two answers. Nothing chosen is no answer, and is asked for."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(
            label=label,
            choices=YES_NO,
            coerce=lambda said: said == "yes",
            widget=forms.RadioSelect,
            error_messages={"required": f"{label.rstrip('?')}: yes or no"},
            **more,
        )

    def prepare_value(self, value: Any) -> Any:
        return ("yes" if value else "no") if isinstance(value, bool) else value


class Why(forms.CharField):
    """A sentence that can be told to whom it was promised."""

    def __init__(self, label: str) -> None:
        wrong = f"{label}, in at least {LEAST_REASON} characters"
        super().__init__(
            label=label,
            min_length=LEAST_REASON,
            max_length=500,
            widget=forms.Textarea,
            error_messages={"required": wrong, "min_length": wrong},
        )


class Versioned(forms.Form):
    """A form about something that somebody else may change meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class NoteForm(forms.Form):
    note = Why("Say what you looked at, and what follows")
