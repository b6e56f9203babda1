"""Editions of a paper, what was decided about their findings, and who signed them: rows are only ever added."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from bluelamp.board.document import Document, thaw
from bluelamp.board.proof_reading import Finding
from bluelamp.board.words import DECISIONS


class Edition(models.Model):
    """A paper as it was built once: its whole content with every figure, and a digest of each file made from it."""

    paper = models.CharField(max_length=40, help_text="The key of the paper: the day of its meeting.")
    number = models.PositiveIntegerField(help_text="1, 2, 3… for each paper.")
    content = models.TextField(help_text="The document as canonical JSON: from it the files are made again.")
    findings = models.JSONField(help_text="What proof-reading found in this content.")
    content_digest = models.CharField(max_length=64)
    digests = models.JSONField(help_text="SHA-256 of each file by its name.")
    built_on = models.DateField()
    built_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    built_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("paper", "-number")
        constraints = (
            models.UniqueConstraint(fields=["paper", "number"], name="edition_number_once_a_paper"),
        )

    def __str__(self) -> str:
        return f"Paper of {self.paper}, edition {self.number}"

    @property
    def meeting(self) -> date:
        """The day of the meeting, by which a paper is called."""
        return date.fromisoformat(self.paper)

    @cached_property
    def document(self) -> Document:
        """The paper as it was built."""
        return thaw(self.content)

    @cached_property
    def found(self) -> tuple[Finding, ...]:
        """Its findings, in the order of the paper."""
        return tuple(Finding(**kept) for kept in self.findings)

    @property
    def is_signed(self) -> bool:
        return hasattr(self, "signature")


class Decision(models.Model):
    """What somebody decided about a finding, and why. It holds for later editions while the words stay the same."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="decisions")
    finding = models.CharField(max_length=16, help_text="The key of the finding.")
    kind = models.CharField(max_length=10, choices=tuple(DECISIONS.items()))
    reason = models.CharField(max_length=500)
    decided_on = models.DateField()
    decided_by: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="decision_says_why"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {self.decided_by_name}"


class Signature(models.Model):
    """Somebody put their name to one edition. There is no command for it: a person signs, in the workspace."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="signature")
    content_digest = models.CharField(max_length=64, help_text="What the signer had before them.")
    signed_on = models.DateField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_by_name = models.CharField(max_length=150)
    role = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.edition}, signed by {self.signed_by_name}"
