"""Who can deal with a report."""

from __future__ import annotations

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.organisations.models import Organisation


def open_to(scope: Scope) -> list[tuple[str, str]]:
    """The force first, then the reader's own organisation where that is another: key and name."""
    force = Organisation.objects.filter(kind="force").order_by("pk")
    own = Organisation.objects.filter(key=scope.body).exclude(kind="force")
    return [(body.key, str(body)) for body in [*force, *own]]
