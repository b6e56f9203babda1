"""Writing the audit record: inside the caller's own transaction, so that there is never one without the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from bluelamp.kernel.audit import keyring, rules, sealing, writing
from bluelamp.kernel.audit.models import Payload, Record, Seal, Touch
from bluelamp.kernel.audit.words import KINDS, RESULTS
from bluelamp.kernel.audit.writing import NotRecorded

__all__ = ["Actor", "NotRecorded", "ReasonNeeded", "erase_payload", "prune", "record", "rotate_key", "shown"]


class Actor(Protocol):
    """What the record needs to know about whoever acts. A ``Scope`` is one; this floor lies below it.

    ``regime``, ``session``, ``address``, ``client`` and ``purpose`` are kept as well where the actor has them.
    """

    @property
    def actor_id(self) -> int | None: ...
    @property
    def actor_name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def organisation(self) -> str: ...


BESIDE = ("regime", "session", "address", "client", "purpose")


class ReasonNeeded(ValueError):
    """By policy this has to say why. The sentence is what the person will read."""


def record(
    *,
    by: Actor,
    operation: str,
    objects: Iterable[str] = (),
    detail: Mapping[str, object] | str | None = None,
    kind: str = "consultation",
    recipient: str = "",
    reason: str = "",
    legal_basis: str = "",
    reference: str = "",
    on_behalf_of: str = "",
    sensitivity: str = "",
    result: str = "done",
    payload: Mapping[str, object] | None = None,
) -> Record:
    """Write down what was done, to what, as the last step of the transaction: from here to its end others wait.

    ``objects`` are names such as ``figure:12``; ``detail`` is kept as JSON, for ever, and holds nothing personal. What
    is, goes into ``payload``; the ``reason`` is kept with it, because people write names in reasons. ``kind`` is one of
    the six statutory classes or ``other``; ``reference`` the case, task or agreement; ``recipient`` whom it went to.

    Raises ``TransactionManagementError`` outside a transaction: a record that could outlive what it describes, or be
    lost while it stands, is worth nothing. :class:`ReasonNeeded` where policy asks for a reason and there is none;
    :class:`NotRecorded` when it cannot be written, and then nothing may be shown.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            f"{operation} was to be recorded outside a transaction: open one around the whole action."
        )
    if kind not in KINDS or result not in RESULTS:
        raise LookupError(f"{kind} or {result} is not in kernel/audit/words.py.")
    # The clock is asked here and nowhere else: this is when it was done, not when somebody says it was.
    at = timezone.now()
    against = rules.reasons_against(
        operation=operation, kind=kind, sensitivity=sensitivity, reason=reason, day=at.date()
    )
    if against and result == "done":
        raise ReasonNeeded(" ".join(against))
    said = {
        "actor_id": by.actor_id,
        "actor_name": by.actor_name,
        "organisation": by.organisation,
        "role": by.role,
        **{name: getattr(by, name, "") for name in BESIDE},
        "on_behalf_of": on_behalf_of,
        "kind": kind,
        "operation": operation,
        "objects": list(objects),
        "detail": {} if detail is None else detail,
        "reference": reference,
        "recipient": recipient,
        "legal_basis": legal_basis,
        "sensitivity": sensitivity,
        "result": result,
    }
    apart = {name: part for name, part in (("reason", reason.strip()), ("values", payload)) if part}
    written = writing.append(at, said, apart)
    transaction.on_commit(partial(sealing.written, written.seq, written.hash, at), robust=True)
    return written


def shown(*, by: Actor, operation: str, objects: Iterable[str], **more: Any) -> Record:
    """Write down that people's data were shown: one record, with everything a page or an answer held.

    ``more`` is what :func:`record` takes. Call it after the queries and before the answer is made::

        with transaction.atomic():
            look = people.look(scope, ref, now=now)
            audit.shown(by=scope, operation="people.look", objects=[f"person:{ref}"])
    """
    return record(by=by, operation=operation, objects=objects, kind="consultation", **more)


def rotate_key(*, by: Actor) -> str:
    """Begin a new key. The last record under the old one names the new one; returns its name.

    The old key stays in the file, for what it chained; keep a copy of the file with the backups, apart from them.
    """
    with transaction.atomic():
        old, new = keyring.ring(), keyring.new_key()
        name = keyring.name_of(new.encode())
        record(by=by, operation="audit.rotate_key", kind="other", detail={"from": old.name, "to": name})
        # Put in place as the last thing: where it fails nothing has changed, and every process reads it anew.
        keyring.add_key(new)
    return name


def prune(*, by: Actor, agreed_by: Actor, before: datetime, reason: str) -> int:
    """Remove whole sealed stretches that ended before a moment, when the time they are kept for is over.

    Returns how many records went. Their seals stay, and what follows still verifies. Takes two people.
    """
    if (agreed_by.actor_id, agreed_by.actor_name) == (by.actor_id, by.actor_name):
        raise ReasonNeeded("Somebody else has to agree before records are removed.")
    last = Seal.objects.filter(at__lt=before).order_by("-seq").first()
    going = Record.objects.filter(seq__lte=last.seq) if last else Record.objects.none()
    with transaction.atomic():
        count = going.count()
        if last and count:
            told = {"up_to": last.seq, "hash": last.hash, "records": count, "agreed_by": agreed_by.actor_name}
            record(by=by, operation="audit.prune", kind="erasure", detail=told, reason=reason)
            going.delete()
            Touch.objects.filter(seq__lte=last.seq).delete()
            Payload.objects.filter(seq__lte=last.seq).delete()
    return count


def erase_payload(*, by: Actor, seqs: Iterable[int], reason: str, legal_basis: str = "") -> int:
    """Erase what was kept apart for some records; they stay, their digests stay, the chain still verifies.

    Returns how many there were. The record of the erasure names the records and holds nothing of what was erased.
    """
    wanted = sorted(set(seqs))
    with transaction.atomic():
        there = list(Payload.objects.filter(seq__in=wanted).order_by("seq").values_list("seq", flat=True))
        if there:
            record(
                by=by,
                operation="audit.erase_payload",
                kind="erasure",
                objects=[f"audit:{seq}" for seq in there],
                reason=reason,
                legal_basis=legal_basis,
            )
            Payload.objects.filter(seq__in=there).delete()
    return len(there)
