"""``python -m bench.casework.assessing``: a token of an officer, and whole assessments of cases of their unit."""

from __future__ import annotations

import json
import os
import random
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.web.settings")
SEED, CASES = 2014, 300


def make() -> dict[str, object]:
    """What to send along, and what to post where."""
    import django

    django.setup()
    from django.conf import settings
    from django.utils import timezone

    from bench.casework.readers import UNIT
    from bluelamp.areas.asb.kinds import CASE
    from bluelamp.kernel.access.models import Holding, User
    from bluelamp.kernel.access.scope import Scope
    from bluelamp.practice.instruments.models import Version
    from bluelamp.practice.instruments.queries import versions
    from bluelamp.web.api import actions

    (settings.VAR / "sample.json").write_text("{}")
    draw, by = random.Random(SEED), Scope.system("bench")
    officer = User.objects.get(username="officer")
    _, token = actions.give_token(by=by, user=officer, acts=(), lasts=timedelta(hours=5), now=timezone.now())
    refs = Holding.objects.filter(kind=CASE.key, lpu__code=UNIT, state="open", organisation__kind="force")
    scored = versions.instrument(Version.objects.get(key="asb-ram")).questions

    def answers() -> dict[str, list[str]]:
        return {each.key: [draw.choice(each.options).code] for each in scored if each.options}

    return {
        "head": f"Authorization: Bearer {token}\r\nContent-Type: application/json\r\n",
        "asked": [
            (f"/api/v1/asb/cases/{ref}/assessments", json.dumps({"answers": answers()}))
            for ref in refs.order_by("-pk").values_list("ref", flat=True)[:CASES]
        ],
    }


if __name__ == "__main__":
    print(json.dumps(make()))
