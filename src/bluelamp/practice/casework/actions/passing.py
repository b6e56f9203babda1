"""Somebody else works on a case: what else stands with whoever does, such as what was promised, goes along."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look, looks
from bluelamp.practice.casework import queries


def passed(*, by: Scope, looked: Look, worker: int | None, why: str, now: datetime) -> None:
    """Inside a transaction: tell whoever ``settings.WORK_PASSED_ON`` names, of the case and those joined with it.

    Of those joined only such as ``by`` may see: nobody changes a record of another unit by working on this one.
    ``worker`` is the user who works on it now for its own organisation; nobody, where it was given back.
    """
    heard: str = getattr(settings, "WORK_PASSED_ON", "")
    if heard:
        joined = Holding.objects.filter(pk__in=queries.links.gone_into(looked.holding.pk))
        seen = looks(by, looked.kind, joined, now=now)
        holdings = {looked.holding.pk, *(each.holding.pk for each in seen)}
        import_string(heard)(by=by, looked=looked, holdings=holdings, worker=worker, why=why, now=now)
