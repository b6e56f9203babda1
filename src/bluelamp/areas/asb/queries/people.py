"""Who is on a case, for those who keep orders and remedies beside it."""

from __future__ import annotations

from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.models import Case
from bluelamp.areas.asb.queries.cases import people_of
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.powers.queries.records import Somebody


def on_record(scope: Scope, looked: Look) -> list[Somebody]:
    """The people on a case whom the reader may know, each in their role; none for records of other kinds.

    Whom nobody can name stands there as they were described; who did not want to give a name cannot be told apart.
    """
    if looked.kind is not CASE:
        return []
    case = Case.objects.get(holding=looked.holding)
    rows = [one for one in people_of(looked, case) if one.row.person_id is not None or one.row.known_as]
    return [Somebody(one.row.person_id, one.name, one.row.get_role_display()) for one in rows]
