"""What every operation of the API asks of its request, and what kinds of words and days may be sent to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Header
from pydantic import AfterValidator
from pydantic_core import CoreSchema, core_schema

Operation = TypeVar("Operation", bound=Callable[..., Any])
YEARS = range(1900, 2200)


def asker(request: HttpRequest) -> Any:
    """Whoever the token speaks for: the scope that every query and action takes."""
    return request.scope  # type: ignore[attr-defined]


def question(operation: Operation) -> Operation:
    """It is sent with POST because no address may hold what it asks by, and it changes nothing.

    Its answer may tell of people, and so is never kept for an ``Idempotency-Key``: asking again asks anew.
    """
    operation.is_question = True  # type: ignore[attr-defined]
    return operation


def is_question(operation: Callable[..., Any]) -> bool:
    return bool(getattr(operation, "is_question", False))


def sends_a_file(operation: Operation) -> Operation:
    """It comes as a form with a file in it, and not as JSON."""
    operation.sends_a_file = True  # type: ignore[attr-defined]
    return operation


def is_sending_a_file(operation: Callable[..., Any]) -> bool:
    return bool(getattr(operation, "sends_a_file", False))


class OneOf:
    """One of these words and no other; the description lists them."""

    def __init__(self, words: Iterable[str], *, or_none: bool = False) -> None:
        self.words = [*([""] if or_none else []), *words]

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.literal_schema(list(self.words))


def _in_reach(day: date) -> date:
    """No calendar of ours goes further, and no zone can be reckoned at the ends of time."""
    if day.year not in YEARS:
        raise ValueError(f"Enter a day from {YEARS[0]} to {YEARS[-1]}")
    return day


def _aware(moment: datetime) -> datetime:
    """A moment without a zone is taken as London's."""
    _in_reach(moment)
    return moment if moment.tzinfo else timezone.make_aware(moment)


Day = Annotated[date, AfterValidator(_in_reach)]
Moment = Annotated[datetime, AfterValidator(_aware)]
Key = Annotated[str, Field(max_length=60)]
Ref = Annotated[str, Field(max_length=10)]
Line = Annotated[str, Field(max_length=200)]
Short = Annotated[str, Field(max_length=500)]
Middling = Annotated[str, Field(max_length=1000)]
Long = Annotated[str, Field(max_length=5000)]
Why = Annotated[
    str, Header(alias="Reason", max_length=500, description="Why, for a record that is restricted.")
]


def example(**said: Any) -> Any:
    """The settings of a body: nothing but what it names, and what one looks like."""
    return {"extra": "forbid", "json_schema_extra": {"examples": [said]}}
