"""What was seen or changed, by whom and when. The database refuses to change or remove a row: see ``triggers``."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Record(models.Model):
    """One thing somebody did. The actor is kept by value, because accounts change and this must not.

    ``objects`` names what was shown or touched (``["figure:12", "paper:2014-01-07"]``). No personal data goes in
    ``detail``: what a record says about a person must be able to be erased, and this row cannot be.
    """

    seq = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(
        null=True, help_text="Empty for the command line and for somebody not signed in."
    )
    actor_name = models.CharField(max_length=150, blank=True)
    organisation = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=40, blank=True)
    operation = models.CharField(
        max_length=60, help_text="What was done, as floor and verb: figures.take, access.sign_in."
    )
    objects_touched = models.JSONField(db_column="objects", default=list)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ("seq",)
        indexes = (
            models.Index(fields=["operation", "at"], name="audit_operation_at"),
            models.Index(fields=["actor_id", "at"], name="audit_actor_at"),
        )
        constraints = (models.CheckConstraint(condition=~Q(operation=""), name="audit_says_what_was_done"),)

    def __str__(self) -> str:
        return f"{self.seq} · {self.at:%Y-%m-%d %H:%M:%S} · {self.operation}"
