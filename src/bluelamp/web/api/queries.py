"""Which partner systems there are. Their secrets cannot be asked for: nobody keeps them."""

from __future__ import annotations

from bluelamp.kernel.access.scope import Scope, require
from bluelamp.web.api.models import PartnerSystem


def systems(scope: Scope) -> list[PartnerSystem]:
    """Every system, ended ones too, by name."""
    require(scope, "users.manage")
    return list(PartnerSystem.objects.select_related("organisation"))
