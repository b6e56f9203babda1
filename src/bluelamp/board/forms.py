"""What is typed about a paper: reasons, comments, minutes, and names put under it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from bluelamp.board.words import ACTION, DECISIONS, MINUTES, OUTCOMES
from bluelamp.ui.fields import Day


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


class Sentence(forms.CharField):
    """Words that somebody will read a year from now. How long is long enough is the action's to say."""

    def __init__(self, label: str, missing: str, *, longest: int = 500, required: bool = True) -> None:
        too_long = f"Write it in {longest:,} characters or fewer"
        super().__init__(
            label=label,
            required=required,
            max_length=longest,
            widget=forms.Textarea,
            error_messages={"required": missing, "max_length": too_long},
        )


class CommentForm(forms.Form):
    """What some figures mean. ``section`` and ``figures`` are those of one edition."""

    section = forms.ChoiceField(
        label="At the end of which section?", error_messages={"required": "Choose a section"}
    )
    words = Sentence(
        "What do the figures mean?", "Write what the figures mean, in a sentence.", longest=1_500
    )
    figures = forms.MultipleChoiceField(
        label="Which figures does it rest on?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the figures it rests on"},
    )

    def __init__(
        self,
        *given: Any,
        sections: Sequence[tuple[str, str]],
        figures: Sequence[tuple[str, str]],
        is_new: bool = True,
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        self.fields["figures"].choices = figures  # type: ignore[attr-defined]
        self.fields["section"].choices = sections  # type: ignore[attr-defined]
        if not is_new:
            del self.fields["section"]


class MinuteForm(forms.Form):
    """What a meeting left behind. Who and by when are asked of actions and questions, which the action says."""

    kind = forms.ChoiceField(
        label="What is it?", choices=tuple(MINUTES.items()), initial=ACTION, widget=forms.RadioSelect
    )
    words = Sentence("What was decided, asked for or asked?", "Write what was decided, asked for or asked.")
    owner = forms.CharField(
        label="Who answers for it",
        required=False,
        max_length=150,
        help_text="A post or a name. Not for decisions.",
    )
    due = Day(label="By when", required=False)
    paragraph = forms.IntegerField(
        label="Paragraph of the paper", required=False, min_value=1, help_text="If it is about one."
    )
    meeting = Day(label="Of an earlier meeting?", required=False)


class OutcomeForm(forms.Form):
    """What became of it by today."""

    state = forms.ChoiceField(
        label="How does it stand?",
        choices=tuple(OUTCOMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it stands"},
    )
    words = Sentence("What has been done", "Say what became of it, in a sentence.")
    evidence = Sentence("What shows its effect", "", required=False)


class PutForwardForm(forms.Form):
    """A public copy put forward. Small counts are shown only where somebody says why."""

    exempt = forms.MultipleChoiceField(
        label="Small counts that should be shown all the same",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    because = Sentence("Why should they be shown?", "", required=False)

    def __init__(self, *given: Any, families: Sequence[str], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["exempt"].choices = [(family, family) for family in families]  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    """A public copy let out, turned down or taken back. ``digest`` is that of the copy on the page."""

    step = forms.ChoiceField(choices=[("approve", ""), ("decline", ""), ("take-back", "")])
    digest = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    reason = Sentence("Why", "", required=False)
