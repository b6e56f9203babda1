"""Those who complain, one block of fields each, and blocks added and taken away without losing a word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from bluelamp.ui.fields import Day

MOST = 10
HOW_MANY = "how_many"
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


class PostcodeField(forms.CharField):
    """A whole postcode, as it is written on an envelope."""

    def clean(self, value: Any) -> str:
        postcode = " ".join(super().clean(value).upper().split())
        if postcode and not re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", postcode):
            raise forms.ValidationError("Enter a whole postcode, such as B1 2PG")
        return postcode


def fields() -> dict[str, forms.Field]:
    """What is asked of somebody who complains."""
    return {
        "given": forms.CharField(max_length=100, required=False, label="Given names"),
        "family": forms.CharField(max_length=100, required=False, label="Family name"),
        "phone": forms.CharField(max_length=40, required=False, label="Telephone"),
        "born": Day(required=False, label="Date of birth"),
        "lines": forms.CharField(max_length=200, required=False, label="Where they live"),
        "postcode": PostcodeField(max_length=10, required=False, label="Postcode"),
    }


NAMES = tuple(fields())


def called(name: str, number: int) -> str:
    """The field of one of them: ``given`` of the first, ``given_2`` of the second."""
    return name if number == 1 else f"{name}_{number}"


def how_many(data: Mapping[str, Any] | None) -> int:
    """How many blocks there are; one, where somebody wrote something else."""
    said = str((data or {}).get(HOW_MANY, ""))
    return min(max(int(said), 1), MOST) if said.isdecimal() else 1


def with_another(data: QueryDict) -> QueryDict:
    """What was typed, with an empty block at the end."""
    more = data.copy()
    more[HOW_MANY] = str(min(how_many(data) + 1, MOST))
    return more


def without(data: QueryDict, number: int) -> QueryDict:
    """What was typed, without one block: those after it move up."""
    less, count = data.copy(), how_many(data)
    for here in range(number, count):
        for name in NAMES:
            less[called(name, here)] = data.get(called(name, here + 1), "")
    for name in NAMES:
        less.pop(called(name, count), None)
    less[HOW_MANY] = str(count - 1)
    return less


def said(cleaned: Mapping[str, Any], number: int) -> dict[str, Any]:
    """What was said of one of them: field → value."""
    return {name: cleaned.get(called(name, number)) for name in NAMES}


def is_empty(one: Mapping[str, Any]) -> bool:
    return not any(one.values())
