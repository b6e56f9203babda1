"""Assessments go with the record they are about: every answer, word and judgement."""

from __future__ import annotations

from bluelamp.kernel.keeping.plans import Gone
from bluelamp.practice.instruments.models import Assessment


def erase(holding_id: int) -> Gone:
    """Inside the transaction of the erasure. Versions stay: they say nothing of anybody."""
    Assessment.objects.filter(holding=holding_id).delete()
    return Gone()
