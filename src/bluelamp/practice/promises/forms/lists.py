"""What the lists show: choices that stand in the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from bluelamp.practice.promises.forms.fields import why
from bluelamp.practice.promises.queries.promises import WHEN
from bluelamp.practice.promises.queries.reviews import WHEN as REVIEWS_WHEN
from bluelamp.practice.promises.words import RANKS

PARTS = {
    "overdue": "Overdue",
    "today": "Due today",
    "coming": "Coming",
    "paused": "Paused",
    "kept": "Kept",
    "missed": "Missed",
}


WHOSE = {"team": "My team's", "mine": "Mine"}


REVIEWS = {"overdue": "Overdue", "due": "Due within a week", "later": "Later"}


class Filter(forms.Form):
    """Choices that stand in the address, so that anything unknown in them counts as nothing chosen."""

    begins: Mapping[str, str] = {}

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(dict(self.begins) | {name: data[name] for name in data})

    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return dict(self.begins) | self.cleaned_data


class ListForm(Filter):
    """Which promises are listed."""

    begins = {"when": "overdue", "whose": "team", "lpu": ""}
    when = forms.ChoiceField(label="Show", choices=PARTS.items(), required=True)
    whose = forms.ChoiceField(label="Whose", choices=WHOSE.items(), required=True)
    lpu = forms.ChoiceField(label="Local policing unit", required=False)

    def __init__(self, data: Mapping[str, Any], *, lpus: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        assert set(PARTS) == set(WHEN)
        self.fields["lpu"].choices = [("", "All"), *lpus]  # type: ignore[attr-defined]


class ReviewsForm(Filter):
    """Which reviews are listed."""

    begins = {"when": "due", "rank": "", "lpu": ""}
    when = forms.ChoiceField(label="Show", choices=REVIEWS.items(), required=True)
    rank = forms.ChoiceField(label="Rank", choices=[("", "All"), *RANKS.items()], required=False)
    lpu = forms.ChoiceField(label="Local policing unit", required=False)

    def __init__(self, data: Mapping[str, Any], *, lpus: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        assert set(REVIEWS) == set(REVIEWS_WHEN)
        self.fields["lpu"].choices = [("", "All"), *lpus]  # type: ignore[attr-defined]


class ManyForm(forms.Form):
    """Reviews done together: which, and what was looked at."""

    chosen = forms.TypedMultipleChoiceField(
        coerce=str, error_messages={"required": "Choose at least one record"}
    )
    note = why("Say what you looked at, and what follows")

    once = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    seal = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, data: Any, *, rows: Iterable[str], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["chosen"].choices = [(row, row) for row in rows]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """As the actions take it."""
        return {name: self.cleaned_data[name] for name in ("chosen", "note", "once")}
