"""The filled-in script as the actions take it: what to look for by, what can be chosen then, and the report itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bluelamp.areas.asb import places
from bluelamp.areas.asb.actions.reports import Alleged, Caller, Landlord, Told
from bluelamp.areas.asb.actions.searching import Named, Result, Search
from bluelamp.areas.asb.codes import questions
from bluelamp.areas.asb.forms.callers import ORDINALS, called
from bluelamp.areas.asb.forms.reports import ANOTHER, Choices
from bluelamp.kernel.people.actions.records import Home, Kept
from bluelamp.kernel.people.queries.profiles import Profile

NEW = "new"
AS_IS = ("new", "Nobody of these: keep it as it was said")
PLAIN = ("channel", "received_at", "happened_from", "happened_to", "is_ongoing", "what", "qualifier", "crime")


def search(said: Mapping[str, Any]) -> Search:
    """What a report is looked for by."""
    callers = (
        Named(f"{one['given']} {one['family']}".strip(), one["born"], one["phone"], one["lines"])
        for one in said["callers"]
    )
    return Search(tuple(callers), said["alleged"], places.spot(said["address"], said["point"]))


def choices(search: Result, said: Mapping[str, Any]) -> dict[str, Any]:
    """What can be chosen: a case that it may be added to or a new one; of each person, somebody known or new."""
    cases = [(one.look.ref, one.case.title) for one in search.found.cases if one.may_add]
    return {
        "cases": [*cases, (NEW, "A new case")],
        "callers": _who(search.callers, "caller", _labels(said["callers"]), (NEW, "Somebody new")),
        "alleged": _who(
            search.alleged, "blamed", [f"Is “{words}” one of these?" for words in said["alleged"]], AS_IS
        ),
    }


def likeliest(search: Result) -> dict[str, str]:
    """Nothing is chosen for anybody, but where there is nothing to choose from; who is described stays as described."""
    chosen = {called("blamed", number): NEW for number in range(1, len(search.alleged) + 1)}
    return chosen if search.found.cases else {"into": NEW} | chosen


def told(said: Mapping[str, Any], chosen: Mapping[str, str]) -> Told:
    """The form as a report. ``chosen`` is who each of them is: the reference of somebody known, or ``new``."""
    callers = [_caller(one, chosen.get(called("caller", n), "")) for n, one in enumerate(said["callers"], 1)]
    if said["is_anonymous"]:
        callers.insert(0, Caller())
    return Told(
        **{name: said[name] for name in PLAIN},
        crime_note=said["crime_note"],
        spot=places.spot(said["address"], said["point"]),
        types=tuple(said["types"]),
        is_hate=said["is_hate"],
        answers={each.key: (said[f"asked_{each.key}"], said[f"note_{each.key}"]) for each in questions()},
        callers=tuple(callers),
        alleged=tuple(
            _alleged(words, chosen.get(called("blamed", n), "")) for n, words in enumerate(said["alleged"], 1)
        ),
        landlord=_landlord(said["landlord"], said["landlord_name"]),
    )


def _who(
    found: Sequence[Sequence[Profile]], field: str, labels: Sequence[str], new: tuple[str, str]
) -> dict[str, tuple[str, Choices]]:
    """Field → what it asks, and who it may be; nothing where nobody was found."""
    return {
        called(field, number): (labels[number - 1], [*((whose.ref, whose.name) for whose in people), new])
        for number, people in enumerate(found, 1)
        if people
    }


def _labels(callers: Sequence[Mapping[str, Any]]) -> list[str]:
    others = [f"Who is the {ORDINALS[n]} who complains?" for n in range(1, len(callers))]
    return ["Who is calling?", *others]


def _caller(one: Mapping[str, Any], chosen: str) -> Caller:
    if chosen and chosen != NEW:
        return Caller(ref=chosen)
    home = Home(one["lines"], one["postcode"])
    return Caller(
        kept=Kept(
            given=one["given"],
            family=one["family"],
            born=one["born"],
            phones=(one["phone"],) if one["phone"] else (),
            homes=(home,) if home.lines or home.postcode else (),
            subject="victim",
        )
    )


def _alleged(words: str, chosen: str) -> Alleged:
    return Alleged(ref=chosen) if chosen and chosen != NEW else Alleged(known_as=words)


def _landlord(chosen: str, name: str) -> Landlord:
    """As it was chosen from the list: not asked, not known, none, the key of one that works here, or another."""
    if chosen in ("", "not_known", "none"):
        return Landlord(chosen or "not_asked")
    return Landlord("known", name=name) if chosen == ANOTHER else Landlord("known", key=chosen)
