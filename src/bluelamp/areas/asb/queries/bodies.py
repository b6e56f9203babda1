"""Who can deal with a report."""

from __future__ import annotations

from bluelamp.areas.asb.words import LANDLORDS
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.organisations.models import Organisation


def landlords() -> list[tuple[str, str]]:
    """Those that work here and let homes: key and name."""
    found = Organisation.objects.filter(kind__in=LANDLORDS).order_by("name")
    return [(body.key, str(body)) for body in found]


def open_to(scope: Scope) -> list[tuple[str, str]]:
    """The force first, then the reader's own organisation where that is another: key and name."""
    force = Organisation.objects.filter(kind="force").order_by("pk")
    own = Organisation.objects.filter(key=scope.body).exclude(kind="force")
    return [(body.key, str(body)) for body in [*force, *own]]
