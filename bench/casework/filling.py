"""``python -m bench.casework.filling REPORTS``: so many made-up reports in the database, and what goes with them.

For a million reports there are 200,000 people and 100,000 cases. Run again with more, it adds to what is there.
"""

from __future__ import annotations

import json
import os
import random
import sys
from time import perf_counter

SEED = 20140107
REPORTS_A_CASE, PEOPLE_A_CASE = 10, 2


def make() -> None:
    """The tables, the places, the questionnaire and those who ask, without a record yet."""
    from django.core.management import call_command
    from django.utils import timezone

    from bench.casework.readers import make_readers
    from bluelamp.areas.asb.risk import shipped
    from bluelamp.kernel.access.scope import Scope
    from bluelamp.kernel.organisations.actions import load_organisations
    from bluelamp.kernel.places.actions import load_places

    call_command("migrate", verbosity=0)
    by = Scope.system("bench")
    load_places(by=by)
    load_organisations(by=by)
    shipped.begin_pilot(by=by, now=timezone.now())
    make_readers()


def fill(reports: int) -> dict[str, object]:
    """Pour in what is missing to ``reports``. Returns how many rows came of each sort, and how fast."""
    from django.db import transaction

    from bench.casework import cases, people, pouring
    from bluelamp.areas.asb.models import Report

    began, was = perf_counter(), Report.objects.count()
    more, draw = (reports - was) // REPORTS_A_CASE, random.Random(SEED + was)
    with transaction.atomic():
        persons = people.pour_in(more * PEOPLE_A_CASE, draw)
        poured = cases.pour_in(more, REPORTS_A_CASE, persons, draw)
    over = perf_counter() - began
    pouring.settle((*people.POURED, *cases.POURED))
    told = {"reports": poured, "cases": more, "people": len(persons)}
    return told | {"seconds": round(over, 1), "reports_a_second": round(poured / over)}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.web.settings")
    import django

    django.setup()
    if "--made" not in sys.argv:
        make()
    print(json.dumps(fill(int(sys.argv[1]))))


if __name__ == "__main__":
    main()
