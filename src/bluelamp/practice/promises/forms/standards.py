"""What is typed about the manual of standards: a span of time, a sample, a finding."""

from __future__ import annotations

from datetime import date

from django import forms

from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.forms.fields import Pick
from bluelamp.practice.promises.forms.lists import Filter
from bluelamp.practice.promises.words import RESULTS
from bluelamp.ui.fields import Day


class SpanForm(Filter):
    """The time that a card of scores is about."""

    since = Day(required=False, label="Begun from")
    until = Day(required=False, label="To")

    def span(self, today: date) -> tuple[date, date]:
        """Three months to today, unless told otherwise."""
        given = self.chosen()
        until = given.get("until") or today
        since = given.get("since") or clocks.months_after(today, -3)
        assert isinstance(since, date)
        assert isinstance(until, date)
        return min(since, until), until


class SampleForm(forms.Form):
    """What a sample is drawn of."""

    since = Day(label="Begun from", help_text="For example, 1 10 2013")
    until = Day(label="To")
    of_each = forms.IntegerField(label="How many of each band?", min_value=1, max_value=50, initial=5)
    seed = forms.CharField(
        label="Drawn by",
        max_length=40,
        help_text="A word or number. The same one draws the same records again.",
    )


class FindingForm(forms.Form):
    standard = forms.CharField(max_length=40)
    result = Pick("What did you find?", RESULTS)
    note = forms.CharField(label="Note", max_length=500, required=False)
