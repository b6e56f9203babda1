"""How rows of a worklist can be chosen. What is chosen stands in the address, and the address gives it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q

from bluelamp.kernel.access.decision import LONDON
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.words import STATES
from bluelamp.kernel.places import queries as places
from bluelamp.kernel.places.models import Area
from bluelamp.practice.casework.models import Assignment
from bluelamp.practice.casework.models import Following as Follows
from bluelamp.ui import formats
from bluelamp.ui.fields import Day

Values = tuple[str, ...]
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Asking:
    """Who asks and when; ``to`` leads from a row to its holding: ``holding__``, or nothing where it is the holding."""

    scope: Scope
    now: datetime
    to: str = "holding__"


@dataclass(frozen=True)
class Filter:
    """One way to choose. ``item`` is what it tells of the record: it chooses among those alone that show it.

    ``params`` are the names it has in an address, ``field`` the field of each in the form; ``where`` is the condition,
    and ``words`` what a chip says of one value.
    """

    key: str
    label: str
    item: str = ""

    @property
    def params(self) -> tuple[str, ...]:
        return (self.key,)

    def field(self, param: str, scope: Scope) -> forms.Field:
        raise LookupError(f"{self.key} is no filter by itself.")

    def where(self, param: str, values: Values, asking: Asking) -> Q:
        raise LookupError(f"{self.key} is no filter by itself.")

    def words(self, param: str, value: str, scope: Scope) -> str:
        return f"{self.label}: {value}"


@dataclass(frozen=True)
class Choice(Filter):
    """One of a list, or several of them: a band, a type, a qualifier. ``path`` is where the row keeps it.

    ``choices`` are keys and words; or a function of the scope that gives them.
    """

    path: str = ""
    choices: Choices | Callable[[Scope], Choices] = ()
    several: bool = False

    def offered(self, scope: Scope) -> Choices:
        return self.choices(scope) if callable(self.choices) else self.choices

    def field(self, param: str, scope: Scope) -> forms.Field:
        wrong = {"invalid_choice": f"Choose from the list of {self.label.lower()}"}
        if self.several:
            return forms.MultipleChoiceField(
                label=self.label,
                required=False,
                choices=self.offered(scope),
                widget=forms.CheckboxSelectMultiple,
                error_messages=wrong,
            )
        choices = (("", "All"), *self.offered(scope))
        return forms.ChoiceField(label=self.label, required=False, choices=choices, error_messages=wrong)

    def where(self, param: str, values: Values, asking: Asking) -> Q:
        return Q(**{f"{self.path or self.key}__in": values})

    def words(self, param: str, value: str, scope: Scope) -> str:
        return f"{self.label}: {dict(self.offered(scope)).get(value, value)}"


@dataclass(frozen=True)
class Dates(Filter):
    """From a day to a day, both included. ``path`` is a date, or a moment where ``is_moment``."""

    path: str = ""
    is_moment: bool = False

    @property
    def params(self) -> tuple[str, ...]:
        return (f"{self.key}-from", f"{self.key}-to")

    def field(self, param: str, scope: Scope) -> forms.Field:
        return Day(label=f"{self.label} {self._end(param)}", required=False)

    def where(self, param: str, values: Values, asking: Asking) -> Q:
        day, is_first = date.fromisoformat(values[0]), self._end(param) == "from"
        if not self.is_moment:
            return Q(**{f"{self.path or self.key}__{'gte' if is_first else 'lte'}": day})
        begins = datetime.combine(day if is_first else day + timedelta(days=1), time(), LONDON)
        return Q(**{f"{self.path or self.key}__{'gte' if is_first else 'lt'}": begins})

    def words(self, param: str, value: str, scope: Scope) -> str:
        return f"{self.label} {self._end(param)} {formats.day(date.fromisoformat(value))}"

    def _end(self, param: str) -> str:
        return param.rpartition("-")[2]


@dataclass(frozen=True)
class Text(Filter):
    """Words that stand in it. For references, streets and the like: whatever is typed stands in the address, and so in
    logs of addresses. Names of people are looked for under ``/people/``, by POST."""

    path: str = ""
    lookup: str = "icontains"
    hint: str = ""

    def field(self, param: str, scope: Scope) -> forms.Field:
        return forms.CharField(label=self.label, required=False, max_length=60, help_text=self.hint)

    def where(self, param: str, values: Values, asking: Asking) -> Q:
        return Q(**{f"{self.path or self.key}__{self.lookup}": values[0]})


@dataclass(frozen=True)
class AssignedTo(Filter):
    """Whose work it is: mine, nobody's, or that of a colleague by their sign-in name."""

    key: str = "assigned"
    label: str = "Assigned to"

    def field(self, param: str, scope: Scope) -> forms.Field:
        return forms.CharField(
            label=self.label,
            required=False,
            max_length=150,
            help_text="me, nobody, or a sign-in name",
        )

    def where(self, param: str, values: Values, asking: Asking) -> Q:
        now = Assignment.objects.filter(until__isnull=True, organisation__key=asking.scope.body).order_by()
        if values[0].lower() == "nobody":
            return ~Q(Exists(now.filter(holding=OuterRef(f"{asking.to}pk"))))
        # Whoever it is works on few: the list begins with theirs, and does not ask it of every record.
        whose = (
            {"user": asking.scope.actor_id} if values[0].lower() == "me" else {"user__username": values[0]}
        )
        return Q(**{f"{asking.to}pk__in": now.filter(**whose).values("holding")})

    def words(self, param: str, value: str, scope: Scope) -> str:
        return f"{self.label} {value}"


@dataclass(frozen=True)
class Following(Filter):
    """The cases that the reader follows."""

    key: str = "following"
    label: str = "Following"

    def field(self, param: str, scope: Scope) -> forms.Field:
        choices = (("", "All"), ("me", "That I follow"))
        return forms.ChoiceField(label=self.label, required=False, choices=choices)

    def where(self, param: str, values: Values, asking: Asking) -> Q:
        mine = Follows.objects.filter(until__isnull=True, user=asking.scope.actor_id).order_by()
        return Q(**{f"{asking.to}pk__in": mine.values("holding")})

    def words(self, param: str, value: str, scope: Scope) -> str:
        return "That I follow"


@dataclass(frozen=True)
class Unit(Filter):
    """Its local policing unit."""

    key: str = "lpu"
    label: str = "Local policing unit"

    def field(self, param: str, scope: Scope) -> forms.Field:
        return forms.ChoiceField(label=self.label, required=False, choices=(("", "All"), *units(scope)))

    def where(self, param: str, values: Values, asking: Asking) -> Q:
        return Q(**{f"{asking.to}lpu__in": Area.objects.filter(code__in=values).order_by().values("pk")})

    def words(self, param: str, value: str, scope: Scope) -> str:
        return f"Unit: {dict(units(scope)).get(value, value)}"


@dataclass(frozen=True)
class State(Filter):
    """Open or closed."""

    key: str = "state"
    label: str = "State"

    def field(self, param: str, scope: Scope) -> forms.Field:
        choices = (("", "All"), ("open", "Open"), ("closed", "Closed"))
        return forms.ChoiceField(label=self.label, required=False, choices=choices)

    def where(self, param: str, values: Values, asking: Asking) -> Q:
        return Q(**{f"{asking.to}state__in": values})

    def words(self, param: str, value: str, scope: Scope) -> str:
        return STATES.get(value, value).partition(":")[0].capitalize()


def units(scope: Scope) -> Choices:
    """The local policing units a reader can choose from: their own, or all where they have none of their own."""
    return tuple(
        (code, name)
        for code, name in sorted(places.names("lpu").items(), key=lambda one: one[1])
        if not scope.lpus or code in scope.lpus
    )


def as_values(cleaned: Any) -> Values:
    """What a field cleaned, as it stands in an address."""
    if cleaned in (None, "", []):
        return ()
    if isinstance(cleaned, list | tuple):
        return tuple(str(each) for each in cleaned)
    return (cleaned.isoformat() if isinstance(cleaned, date) else str(cleaned).strip(),)
