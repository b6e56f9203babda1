"""What was seen or changed, by whom and when. The database refuses to change or remove a row: see ``triggers``."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from bluelamp.kernel.audit.words import KINDS, RESULTS


class Record(models.Model):
    """One thing somebody did. The actor is kept by value, because accounts change and this must not.

    ``objects`` names what was shown or touched (``["figure:12", "paper:2014-01-07"]``). No personal data goes in
    ``detail``: what a record says about a person must be able to be erased, and this row cannot be. That goes in the
    :class:`Payload`, of which only a salted digest is here. ``previous`` and ``hash`` are the chain: see ``chaining``.
    """

    seq = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(
        null=True, help_text="Empty for the command line and for somebody not signed in."
    )
    actor_name = models.CharField(max_length=150, blank=True)
    organisation = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=40, blank=True)
    on_behalf_of = models.CharField(max_length=150, blank=True)
    regime = models.CharField(max_length=20, blank=True, help_text="The law the organisation works under.")
    session = models.CharField(
        max_length=64, blank=True, help_text="Keyed hash of the session, never its key."
    )
    address = models.CharField(max_length=45, blank=True, help_text="Where the request came from.")
    client = models.CharField(max_length=64, blank=True, help_text="The partner's system, through the API.")
    kind = models.CharField(max_length=13, choices=list(KINDS.items()), default="other")
    operation = models.CharField(
        max_length=60, help_text="What was done, as floor and verb: figures.take, access.sign_in."
    )
    objects_touched = models.JSONField(db_column="objects", default=list)
    detail = models.JSONField(default=dict)
    purpose = models.CharField(max_length=40, blank=True)
    reference = models.CharField(
        max_length=60, blank=True, help_text="The case, task or agreement it was done for."
    )
    recipient = models.CharField(max_length=200, blank=True, help_text="Whom it was disclosed to.")
    legal_basis = models.CharField(max_length=200, blank=True)
    sensitivity = models.CharField(max_length=10, blank=True)
    result = models.CharField(max_length=8, choices=list(RESULTS.items()), default="done")
    payload_digest = models.CharField(max_length=64, blank=True)
    key_name = models.CharField(max_length=12)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("seq",)
        indexes = (
            models.Index(fields=["at"], name="audit_at"),
            models.Index(fields=["operation", "seq"], name="audit_operation"),
            models.Index(fields=["actor_id", "seq"], name="audit_actor"),
            models.Index(fields=["kind", "seq"], name="audit_kind"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(operation=""), name="audit_says_what_was_done"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="audit_kind_is_known"),
            models.CheckConstraint(condition=Q(result__in=list(RESULTS)), name="audit_result_is_known"),
            models.CheckConstraint(condition=Exact(Length("hash"), 64), name="audit_is_chained"),
        )

    def __str__(self) -> str:
        return f"{self.seq} · {self.at:%Y-%m-%d %H:%M:%S} · {self.operation}"


class Payload(models.Model):
    """The personal part of a record: the reason as it was typed, values before and after. May be erased by law."""

    seq = models.BigIntegerField(primary_key=True)
    salt = models.CharField(max_length=32)
    content = models.TextField()

    def __str__(self) -> str:
        return f"what is kept apart for {self.seq}"

    @property
    def parts(self) -> dict[str, Any]:
        """``{"reason": …, "values": …}``, whichever there are."""
        found: dict[str, Any] = json.loads(self.content)
        return found


class Touch(models.Model):
    """Where an object is named: an index that the database keeps by itself as records are written."""

    pk = models.CompositePrimaryKey("object", "seq")
    object = models.CharField(max_length=200)
    seq = models.BigIntegerField()

    class Meta:
        verbose_name_plural = "touches"

    def __str__(self) -> str:
        return f"{self.object} in {self.seq}"


class Seal(models.Model):
    """The signed head of a stretch of records. The same line stands in the file of seals, outside this database."""

    seq = models.BigIntegerField(primary_key=True, help_text="The last record of the stretch.")
    first = models.BigIntegerField()
    count = models.IntegerField()
    at = models.DateTimeField()
    hash = models.CharField(max_length=64)
    line = models.TextField(help_text="The seal as it was signed, one line of JSON.")

    class Meta:
        ordering = ("seq",)

    def __str__(self) -> str:
        return f"records {self.first} to {self.seq}"
