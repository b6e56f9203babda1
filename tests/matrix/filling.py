"""How a form is filled in so that it is taken: the first choice everywhere, and in each box what the box is for.

A form that is refused for what was typed into it proves nothing about who may send it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from html.parser import HTMLParser

from django.http import HttpResponse
from django.utils import timezone

TEXT = "A sentence long enough to be taken for a reason."
EMPTY = ("person", "team", "point", "postcode", "happened_to", "username", "emails", "families_before")
"""Boxes that are left as they are: one choice among several, or nobody in particular."""
PAST = ("applied_on", "agreed_on", "victim_consulted_on", "held_on", "on", "born", "starts_on", "acted_on")
"""Days that have been; any other box takes a day to come, which is as good as any other word."""
TYPED = {
    "clock": "00:01",
    "happened_from": "yesterday 21:30",
    "received_at": "yesterday 21:40",
    "age": "30",
    "amount": "3",
    "every_days": "14",
    "name": "Anna",
    "phones": "07700 900123",
    "phone": "07700 900123",
    "handling": "restricted",
}
CHOSEN = {"sensitivity": "restricted", "audience": "shared"}
"""Choices that change more than the first does."""
TICKED = {"is_open_ended": [], "is_anonymous": [], "q11": ["none"]}
"""Boxes that do not go together with what else is filled in."""


class Filled(HTMLParser):
    """The fields of the forms of a page, filled in."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        name = said.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and said.get("value"):
            self._choose(self._select, said["value"])
        elif tag == "textarea" and name:
            self.fields[name] = [TEXT]
        elif tag in ("input", "button") and name:
            self._input(name, said)

    def _input(self, name: str, said: Mapping[str, str]) -> None:
        kind, value = said.get("type", "text"), said.get("value", "")
        if kind == "checkbox":
            self.fields.setdefault(name, []).append(value or "on")
        elif kind in ("radio", "submit"):
            self._choose(name, value)
        elif kind == "hidden" or value:
            self.fields[name] = [value]
        else:
            self.fields[name] = [typed(name)]

    def _choose(self, name: str, value: str) -> None:
        """The first choice, unless there is one that changes more."""
        if name not in self.fields or value == CHOSEN.get(name):
            self.fields[name] = [value]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""


def typed(name: str) -> str:
    """What somebody types into a box of this name."""
    if name in EMPTY:
        return ""
    today = timezone.localdate()
    day = today - timedelta(days=1) if name in PAST else today + timedelta(days=7)
    return TYPED.get(
        name, f"{day.day} {day:%B %Y}" if name == "until" else f"{day.day} {day.month} {day.year}"
    )


def filled_in(page: HttpResponse) -> dict[str, list[str]]:
    """What would be posted from this page."""
    form = Filled()
    form.feed(page.content.decode(errors="replace"))
    form.fields.pop("csrfmiddlewaretoken", None)
    return form.fields | {name: ticked for name, ticked in TICKED.items() if name in form.fields}


def confirmed(page: HttpResponse) -> dict[str, list[str]]:
    """What is sent from a page that shows what would happen and asks whether it shall; nothing from any other."""
    if page.status_code != 200 or page.streaming or b'name="seal"' not in page.content:
        return {}
    return {name: said for name, said in filled_in(page).items() if name != "change"}
