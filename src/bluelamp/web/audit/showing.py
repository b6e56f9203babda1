"""How the record looks on a page: words for codes, addresses that hold no names, files to take away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from markupsafe import Markup, escape

from bluelamp.kernel.access.permissions import ROLES
from bluelamp.kernel.audit.misuse import LONDON, Flag
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.audit.queries import Seen
from bluelamp.kernel.audit.words import KINDS, MISUSE, RESULTS, SENSITIVITIES, spoken
from bluelamp.kernel.organisations.words import REGIMES
from bluelamp.web.audit.downloads import words_of
from bluelamp.web.audit.looking import Opened

CHOICES = ("person", "officer", "kind", "operation", "result", "since", "until")
FEW = 3


def moment(at: datetime) -> str:
    """To the second, by London's clock: ``23 Nov 2026, 09:14:05``."""
    local = at.astimezone(LONDON)
    return f"{local.day} {local:%b %Y, %H:%M:%S}"


def address_of(asked: Mapping[str, str], **more: Any) -> str:
    """The address of the same search, with something more."""
    kept = {name: asked[name] for name in CHOICES if asked.get(name)}
    return f"{reverse('audit:search')}?{urlencode({**kept, **more})}"


def chosen(asked: Mapping[str, str]) -> str:
    """The choice as it stands in an address."""
    return urlencode({name: asked[name] for name in CHOICES if asked.get(name)})


def row(record: Record) -> dict[str, Any]:
    """One line of the list."""
    return {
        "seq": record.seq,
        "at": moment(record.at),
        "who": record.actor_name or "Nobody signed in",
        "actor_id": record.actor_id,
        "role": ROLES.get(record.role, record.role),
        "kind": KINDS[record.kind] if record.kind != "other" else "",
        "operation": spoken(record.operation),
        "what": few(record.objects_touched),
        "result": RESULTS[record.result] if record.result != "done" else "",
    }


def few(objects: list[str]) -> str:
    """The first of some objects, and how many more there are."""
    said = ", ".join(each.replace(":", " ", 1) for each in objects[:FEW])
    return f"{said} and {len(objects) - FEW} more" if len(objects) > FEW else said


def facts(opened: Opened) -> list[tuple[str, Any]]:
    """One record, a line each; lines without anything to say are left out."""
    record = opened.record
    reason = opened.reason or (
        "Erased by law; that there was one is still verified" if opened.was_erased else ""
    )
    said: list[tuple[str, Any]] = [
        ("When", moment(record.at)),
        ("Who", record.actor_name or "Nobody signed in"),
        ("Number", record.actor_id),
        ("Role", ROLES.get(record.role, record.role)),
        ("Organisation", opened.organisation),
        ("On behalf of", record.on_behalf_of),
        ("Law it works under", REGIMES.get(record.regime, record.regime)),
        ("What was done", f"{KINDS[record.kind]}: {spoken(record.operation)}"),
        ("Result", RESULTS[record.result]),
        ("Sensitivity", SENSITIVITIES.get(record.sensitivity, "") if record.sensitivity else ""),
        ("Shown or touched", _objects(record.objects_touched)),
        ("Purpose", record.purpose),
        ("Case, task or agreement", record.reference),
        ("Given to", record.recipient),
        ("Legal basis", record.legal_basis),
        ("Reason", reason),
        ("Values", "Kept apart, and not shown here" if opened.has_values else ""),
        ("Detail", _detail(record.detail)),
        ("Session", record.session[:16]),
        ("From address", record.address),
        ("Through system", record.client),
    ]
    return [(name, value) for name, value in said if value not in ("", None)]


def chain(record: Record) -> list[tuple[str, Any]]:
    """Its place in the chain."""
    said = (("Digest before it", record.previous), ("Its digest", record.hash), ("Key", record.key_name))
    return [(name, Markup('<span class="audit-hash">{}</span>').format(value)) for name, value in said]


def line(one: Seen) -> list[Any]:
    """One line of an extract."""
    organisation, role, kind, operation, purpose, basis, recipient, others = words_of(one)
    return [moment(one.at), f"{organisation}, {role}", f"{kind}: {operation}", purpose or basis, recipient,
            others or ""]  # fmt: skip


def patterns(flags: Iterable[Flag]) -> list[tuple[str, list[Flag]]]:
    """Flags under the words of their pattern, in the order of those words."""
    kept = list(flags)
    grouped = [
        (words, [flag for flag in kept if flag.pattern == pattern]) for pattern, words in MISUSE.items()
    ]
    return [(words, some) for words, some in grouped if some]


def file(content: bytes, name: str) -> HttpResponse:
    """A file to take away, never kept by a cache."""
    kinds = {"csv": "text/csv; charset=utf-8", "json": "application/json", "jsonl": "application/jsonl"}
    return HttpResponse(
        content,
        content_type=kinds[name.rpartition(".")[2]],
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def _objects(objects: list[str]) -> Markup:
    """Every object on a line of its own."""
    return Markup("<br>").join(escape(each.replace(":", " ", 1)) for each in objects)


def _detail(detail: Any) -> Any:
    """What else was said, a line each."""
    if not isinstance(detail, dict):
        return str(detail)
    return Markup("<br>").join(
        escape(
            f"{name.replace('_', ' ')}: {value if not isinstance(value, list) else ', '.join(map(str, value))}"
        )
        for name, value in sorted(detail.items())
    )
