"""What forms ask for again and again: a day, a reason, yes or no. Labels and errors are whole sentences."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django import forms

YES_NO = (("yes", "Yes"), ("no", "No"))
LAYOUTS = ("%d %m %Y", "%d %B %Y", "%d %b %Y", "%Y %m %d")


class Day(forms.DateField):
    """A day as people write it: 29 1 1980, 29/01/1980, 29 January 1980."""

    widget = forms.TextInput

    def __init__(self, *, help_text: str = "For example, 1 April 2014", **more: Any) -> None:
        wrong = {
            "required": "Enter a date, such as 1 April 2014",
            "invalid": "Enter a real date, such as 1 April 2014",
        }
        super().__init__(error_messages=wrong, help_text=help_text, **more)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date):
            return value
        words = " ".join(re.split(r"[\s/.,-]+", str(value or "").strip()))
        if not words:
            return None
        for layout in LAYOUTS:
            try:
                return datetime.strptime(words, layout).date()  # noqa: DTZ007 - a day has no time zone
            except ValueError:
                continue
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day} {value:%B %Y}" if isinstance(value, date) else value


class Reason(forms.CharField):
    """Why, in words that stay. ``asks`` begins the error, where the label is not "Why"."""

    def __init__(
        self, label: str = "Why", *, asks: str = "Say why", least: int = 10, most: int = 500, **more: Any
    ) -> None:
        wrong = f"{asks}, in at least {least} characters"
        super().__init__(
            label=label,
            min_length=least,
            max_length=most,
            widget=forms.Textarea,
            error_messages={"required": wrong, "min_length": wrong},
            **more,
        )


class YesNo(forms.TypedChoiceField):
    """A question with two answers. Nothing chosen is no answer, and is asked for in the words of ``wrong``."""

    def __init__(self, label: str, *, wrong: str = "", **more: Any) -> None:
        super().__init__(
            label=label,
            choices=YES_NO,
            coerce=lambda said: said == "yes",
            widget=forms.RadioSelect,
            error_messages={"required": wrong or f"{label.rstrip('?')}: yes or no"},
            **more,
        )

    def prepare_value(self, value: Any) -> Any:
        return ("yes" if value else "no") if isinstance(value, bool) else value
