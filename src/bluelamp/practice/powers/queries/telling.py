"""What happened to orders and remedies, for the timeline of their record: as plain values, to whoever may see them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bluelamp.kernel.access.happenings import Happening
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.powers import documents, register
from bluelamp.practice.powers.models import Order, Remedy
from bluelamp.practice.powers.queries import records
from bluelamp.practice.powers.words import DOES, REMEDY_STATES


def tell(scope: Scope, looked: Look, now: datetime) -> Iterable[Happening]:
    """Everything that was written down about the orders and remedies of a record."""
    if not looked.shows(records.ITEM):
        return
    body = str(looked.holding.organisation)
    for order in Order.objects.filter(holding=looked.holding).prefetch_related("steps", "breaches"):
        title, link = register.called(order.power).title, f"/powers/{looked.ref}/orders/{order.pk}/"
        yield Happening(
            order.considered_at, order.considered_by_name, body, "power", f"{title}: considered", link=link
        )
        for step in order.steps.all():
            words = f"{title}: {DOES[step.state].lower()}"
            yield Happening(step.at, step.by_name, body, "power", words, link=link)
        for breach in order.breaches.all():
            yield Happening(breach.at, breach.by_name, body, "power", f"{title}: breach", link=link)
    for remedy in Remedy.objects.filter(holding=looked.holding):
        yield from _of_remedy(remedy, looked, body)


def _of_remedy(remedy: Remedy, looked: Look, body: str) -> Iterable[Happening]:
    link = f"/powers/{looked.ref}/remedies/{remedy.pk}/"
    if remedy.offered_at:
        title = documents.called(remedy.document).title_of(remedy.offered)
        words = f"Community remedy offered: {title}"
        yield Happening(remedy.offered_at, remedy.opened_by_name, body, "remedy", words, link=link)
    if remedy.ended_at:
        words = f"Community remedy: {REMEDY_STATES[remedy.state]}"
        yield Happening(remedy.ended_at, remedy.opened_by_name, body, "remedy", words, link=link)
