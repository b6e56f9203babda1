"""Which day of the register is shown."""

from __future__ import annotations

from datetime import date

from django import forms

from bluelamp.practice.powers.words import (
    PLACES,
)
from bluelamp.ui.fields import Day


class RegisterForm(forms.Form):
    """Which day's powers to show, where, and which other day to hold them against. It stands in the address."""

    on = Day(label="Powers on", required=False)
    place = forms.ChoiceField(label="In", choices=list(PLACES.items()), required=False)
    against = Day(label="Compared with", required=False)

    def chosen(self, today: date) -> tuple[date, str, date | None]:
        """What was asked for; anything that is no date counts as not asked."""
        self.is_valid()
        said = self.cleaned_data
        return said.get("on") or today, said.get("place") or "england", said.get("against")
