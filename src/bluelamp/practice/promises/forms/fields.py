"""What the forms of promises are made of: words as choices, yes or no, a reason, a version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from bluelamp.practice.promises.rules.promises import LEAST_REASON
from bluelamp.ui.fields import Reason


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


def why(label: str) -> Reason:
    """A sentence that can be told to whom it was promised."""
    return Reason(label, asks=label, least=LEAST_REASON)


class Versioned(forms.Form):
    """A form about something that somebody else may change meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class EndForm(Versioned):
    """Something is over before its time: why."""

    reason = why("Why is it over?")


class NoteForm(forms.Form):
    note = why("Say what you looked at, and what follows")
