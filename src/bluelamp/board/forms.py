"""What is typed about a paper: a reason, and a name put under it."""

from __future__ import annotations

from django import forms

from bluelamp.board.words import DECISIONS


class SettleForm(forms.Form):
    """One finding settled, with its reason. Who may accept is decided by the action, not here."""

    finding = forms.CharField(max_length=16, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        choices=tuple(DECISIONS.items()),
        label="What have you decided?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you have decided"},
    )
    reason = forms.CharField(
        max_length=500,
        label="Why",
        widget=forms.Textarea,
        error_messages={"required": "Say why", "max_length": "Say why in 500 characters or fewer"},
    )


class SignForm(forms.Form):
    """A name under an edition. ``digest`` is that of the content on the page the signer read."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    has_read = forms.BooleanField(
        label="I have read this edition, and the reasons given for each finding",
        error_messages={"required": "Confirm that you have read this edition"},
    )
