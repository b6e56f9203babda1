"""What is typed about the plan for a vulnerable victim."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from bluelamp.practice.promises.forms.fields import Pick, Versioned, why
from bluelamp.practice.promises.words import MEASURES, PLAN
from bluelamp.ui.fields import Day


class PlanForm(Versioned):
    """The plan for a vulnerable victim, heading by heading."""

    review_on = Day(label="When is the plan looked at again?", help_text="For example, 21 1 2014")

    def __init__(self, data: Any, **more: Any) -> None:
        super().__init__(data, **more)
        for name, title in PLAN.items():
            self.fields[name] = forms.CharField(
                label=title,
                max_length=4_000,
                widget=forms.Textarea,
                required=name in {"risks", "objectives"},
                error_messages={"required": f"{title}: say it in a sentence"},
            )
        self.order_fields([*PLAN, "review_on", "version"])

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        headings = {name: given[name] for name in PLAN}
        return {"said": headings, "review_on": given["review_on"], "version": given["version"]}


class ActionForm(forms.Form):
    does = forms.CharField(label="What is to be done?", max_length=300)
    owner = forms.CharField(label="Who does it?", max_length=150)
    agency = forms.ChoiceField(label="Of which organisation?")
    due_on = Day(label="By which day?", help_text="For example, 14 1 2014")

    def __init__(self, data: Any, *, agencies: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["agency"].choices = list(agencies)  # type: ignore[attr-defined]


class EndActionForm(Versioned):
    to = Pick("How does it stand?", {"done": "done", "dropped": "no longer needed"})
    note = why("Say what was done, or why it is not needed")


class MeasureForm(forms.Form):
    kind = Pick("What keeps them safe?", MEASURES)
    says = forms.CharField(label="In words", max_length=300)
    since = Day(label="From which day?", help_text="For example, 7 1 2014")
    expires_on = Day(required=False, label="Until which day?", help_text="An urgent marker always has one")


class SignForm(Versioned):
    """Nothing is typed: the version says which plan was read."""
