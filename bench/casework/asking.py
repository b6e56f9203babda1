"""``python -m bench.casework.asking``: asks a database what people ask, a question for each line it is sent.

The lists and searches are asked as the pages ask them, without the page: what is the same for ten cases and for a
million would hide what is not.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.web.settings")
LISTED = {
    "live": "stage=live",
    "all": "",
    "mine": "assigned=me",
    "of-a-colleague": "assigned=colleague-7",
    "of-nobody": "assigned=nobody&stage=live",
    "closed": "stage=closed",
    "high": "band=HIGH",
    "medium": "band=MEDIUM&stage=live",
    "standard": "band=STANDARD",
    "not-assessed": "band=UNASSESSED&stage=live",
    "unit": "lpu=BW&stage=live",
    "kind": "qualifier=personal",
    "again": "repeat=yes&stage=live",
    "late": "late=yes",
    "followed": "following=me",
    "since": "reported-from=2026-09-01",
    "until": "reported-to=2020-03-31",
    "street": "where=walsall",
    "longest-open": "stage=live&order=oldest",
    "most-reports": "stage=live&order=reports",
    "most-of-all": "order=reports",
}
"""What is chosen in the list of cases: the words of its address."""


def questions(draw: random.Random) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Everything that is asked, by name: what, then who."""
    from bench.casework.readers import readers

    for reader in readers():
        for name, query in LISTED.items():
            yield f"list:{name}:{reader.name}", _listed(reader.scope, query)
        yield f"list:next:{reader.name}", _next(reader.scope)
        for name, asked in _searches(reader.scope, draw).items():
            yield f"search:{name}:{reader.name}", asked
        yield f"case:case:{reader.name}", _case(reader.scope, draw)


def _listed(scope: Any, query: str) -> Callable[[], Any]:
    from django.http import QueryDict
    from django.utils import timezone

    from bluelamp.areas.asb.worklist import CASES
    from bluelamp.practice.casework.queries import worklists

    chosen = worklists.chosen_in(worklists.form_of(scope, CASES, QueryDict(query)))
    return lambda: worklists.page(scope, CASES, chosen, now=timezone.now())


def _next(scope: Any) -> Callable[[], Any]:
    """The page after the first."""
    from django.utils import timezone

    from bluelamp.areas.asb.worklist import CASES
    from bluelamp.practice.casework.listing.worklist import Chosen
    from bluelamp.practice.casework.queries import worklists

    chosen = Chosen({"stage": ("live",)})
    first = worklists.page(scope, CASES, chosen, now=timezone.now())
    return lambda: worklists.page(scope, CASES, chosen, after=first.after, now=timezone.now())


def _searches(scope: Any, draw: random.Random) -> dict[str, Callable[[], Any]]:
    from django.utils import timezone

    from bluelamp.areas.asb.models import Report
    from bluelamp.areas.asb.places import Spot
    from bluelamp.areas.asb.queries import counting, similar
    from bluelamp.kernel.people.models import Contact, NameUsed
    from bluelamp.kernel.people.queries import finding

    last = Report.objects.order_by("-pk").values_list("pk", flat=True)[0]

    def like() -> Any:
        row = Report.objects.get(pk=draw.randint(1, last))
        heads = frozenset(row.complainants.values_list("person__head", flat=True))
        spot = Spot(row.address, row.easting, row.northing)
        began = perf_counter()
        similar.similar(scope, similar.Asked(heads, spot), now=timezone.now())
        counting.repeat(scope, heads, now=timezone.now())
        return perf_counter() - began

    def found(**asked: Any) -> float:
        began = perf_counter()
        finding.search(scope, finding.Asked(**asked), now=timezone.now())
        return perf_counter() - began

    people = NameUsed.objects.order_by("-pk").values_list("pk", flat=True)[0]

    def named() -> float:
        return found(name=str(NameUsed.objects.get(pk=draw.randint(1, people))))

    def born() -> float:
        one = NameUsed.objects.select_related("record").get(pk=draw.randint(1, people))
        return found(name=one.family, born=one.record.born)

    def rung() -> float:
        return found(contact=Contact.objects.get(pk=draw.randint(1, people)).value)

    return {"similar": like, "name": named, "birth": born, "telephone": rung}


def _case(scope: Any, draw: random.Random) -> Callable[[], Any]:
    """The whole page of a case that this reader sees."""
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from bluelamp.areas.asb.kinds import CASE
    from bluelamp.kernel.access.models import User
    from bluelamp.kernel.access.seeing import visible

    client = Client()
    client.force_login(User.objects.get(pk=scope.actor_id))
    refs = list(visible(scope, CASE, now=timezone.now()).values_list("ref", flat=True)[:200])

    def asked() -> float:
        ref = draw.choice(refs)
        began = perf_counter()
        answer = client.get(reverse("asb:case", args=[ref]))
        if answer.status_code != 200:
            raise RuntimeError(f"{answer.status_code} for {ref}")
        return perf_counter() - began

    return asked


def took(asked: Callable[[], Any]) -> float:
    """Seconds; a question that has to draw what it asks about tells them itself."""
    began = perf_counter()
    told = asked()
    return told if isinstance(told, float) else perf_counter() - began


def main() -> None:
    import django

    django.setup()
    from django.conf import settings

    (settings.VAR / "sample.json").write_text("{}")
    every = dict(questions(random.Random(1)))
    print(json.dumps(sorted(every)), flush=True)
    for line in sys.stdin:
        name, times = json.loads(line)
        print(json.dumps([took(every[name]) for _ in range(times)]), flush=True)


if __name__ == "__main__":
    main()
