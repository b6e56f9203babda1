"""What is typed on the pages of keeping, cleaned. Nothing is saved here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from bluelamp.kernel.keeping.rules import LEAST_REASON, Group, Questions
from bluelamp.kernel.keeping.words import GROUNDS, STANDINGS
from bluelamp.ui.fields import YES_NO, Reason


def why(label: str) -> Reason:
    """A sentence that somebody will read in ten years."""
    return Reason(label, asks=label, least=LEAST_REASON, most=2_000)


class ChoiceForm(forms.Form):
    """What the worklist shows. It stands in the address, so anything unknown in it counts as nothing chosen."""

    standing = forms.ChoiceField(label="Show", required=False)
    group = forms.ChoiceField(label="Retention group", required=False)

    def __init__(self, data: Mapping[str, Any], *, groups: Mapping[str, Group]) -> None:
        super().__init__({"standing": "due"} | {name: data[name] for name in data})
        words = [(key, said[0].upper() + said[1:]) for key, said in STANDINGS.items()]
        self.fields["standing"].choices = [*words, ("", "Everything")]  # type: ignore[attr-defined]
        named = [(key, group.title) for key, group in groups.items()]
        self.fields["group"].choices = [("", "All groups"), *named]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {"standing": "due", "group": ""} | self.cleaned_data


class GroupForm(forms.Form):
    """Which retention group a record belongs to."""

    group = forms.ChoiceField(
        label="Which group does it belong to?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a retention group"},
    )
    reason = why("Say why it belongs there")

    def __init__(self, data: Any, *, groups: Mapping[str, Group], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["group"].choices = [(key, group.title) for key, group in groups.items()]  # type: ignore[attr-defined]


class RetainForm(forms.Form):
    """The questions of a review, each with yes or no, and why the record is kept."""

    rationale = why("Say why it is kept")

    def __init__(self, data: Any, *, questions: Questions) -> None:
        super().__init__(data)
        self.asked = tuple(questions.asks)
        for key, asks in questions.asks.items():
            self.fields[key] = forms.ChoiceField(
                label=asks,
                choices=YES_NO,
                widget=forms.RadioSelect,
                error_messages={"required": f"Answer: {asks[0].lower()}{asks[1:]}"},
            )
        self.order_fields([*self.asked, "rationale"])

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        answers = {key: self.cleaned_data[key] == "yes" for key in self.asked}
        return {"answers": answers, "rationale": self.cleaned_data["rationale"]}


class ProposeForm(forms.Form):
    """Why a record may go."""

    ground = forms.ChoiceField(
        label="On what ground does it go?",
        widget=forms.RadioSelect,
        choices=[(key, words[0].upper() + words[1:]) for key, words in GROUNDS.items()],
        error_messages={"required": "Choose the ground on which it goes"},
    )
    reason = why("Say why it can go")


class ApproveForm(forms.Form):
    reason = why("Say what you looked at")


class DeclineForm(forms.Form):
    reason = why("Say why it stays")


class HoldForm(forms.Form):
    reason = why("Say what it is held for")


class LiftForm(forms.Form):
    reason = why("Say why it is no longer needed")
