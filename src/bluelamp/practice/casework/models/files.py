"""Files on a case. Their bytes lie in the records, so that backup, restore and erasure are those of the records."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from bluelamp.practice.casework.models.heard import Heard
from bluelamp.practice.casework.words import FILE_STATES


class CaseFile(Heard):
    """One file, as it is listed. ``name`` is as it was sent, cleaned; nobody can open it until its state is clean."""

    name = models.CharField(max_length=120)
    says = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=list(FILE_STATES.items()), default="waiting")
    scanned_at = models.DateTimeField(null=True)
    submission = models.UUIDField(null=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["holding", "at"], name="file_holding_at"),)
        constraints = (
            models.UniqueConstraint(fields=["submission", "sha256"], name="file_sent_once"),
            models.CheckConstraint(condition=Q(state__in=list(FILE_STATES)), name="file_state_is_known"),
            models.CheckConstraint(condition=Q(size__gt=0), name="file_is_not_empty"),
            models.CheckConstraint(
                condition=Q(scanned_at__isnull=True) | Q(scanned_at__gte=F("at")),
                name="file_is_scanned_after_it_came",
            ),
        )

    def __str__(self) -> str:
        return f"File {self.pk} on {self.holding_id}"


class FileContent(models.Model):
    """The bytes, apart, so that no list of files reads them."""

    file = models.OneToOneField(CaseFile, on_delete=models.CASCADE, related_name="content", primary_key=True)
    data = models.BinaryField()

    def __str__(self) -> str:
        return f"The bytes of {self.file_id}"
