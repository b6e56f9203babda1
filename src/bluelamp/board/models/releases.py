"""Public copies of signed papers: what one person put forward and another let out."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from bluelamp.board.document import Document, thaw
from bluelamp.board.models.editions import Edition
from bluelamp.board.words import APPROVED, RELEASE_STEPS


class Release(models.Model):
    """A public copy as it was put forward: its content, what was left out of it, and by which rule."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="releases")
    content = models.TextField(help_text="The public document as canonical JSON.")
    content_digest = models.CharField(max_length=64)
    digests = models.JSONField(help_text="SHA-256 of each file by its name.")
    counts = models.JSONField(
        help_text="Every typed count with whether it is kept back: what later copies are set against."
    )
    left_out = models.JSONField(help_text="What the public copy lacks, in words.")
    exempt = models.JSONField(default=list, help_text="Tables whose small counts are asked to be shown.")
    because = models.CharField(max_length=500, blank=True, help_text="Why they should be shown.")
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=Q(exempt=[]) | ~Q(because=""), name="exemption_says_why"),
        )

    def __str__(self) -> str:
        return f"Public copy of {self.edition}"

    @cached_property
    def document(self) -> Document:
        """The public copy."""
        return thaw(self.content)

    def _step(self, kind: str) -> ReleaseStep | None:
        return next((step for step in self.steps.all() if step.kind == kind), None)

    @property
    def approval(self) -> ReleaseStep | None:
        return self._step(APPROVED)

    @property
    def state(self) -> str:
        """The last step, or nothing while a second person has not decided."""
        steps = list(self.steps.all())
        return steps[-1].kind if steps else ""

    @property
    def is_out(self) -> bool:
        """Is it there for anybody to read?"""
        return self.state == APPROVED


class ReleaseStep(models.Model):
    """A second person let it out or turned it down, or somebody took it back; with the reason."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=tuple(RELEASE_STEPS.items()))
    reason = models.CharField(max_length=500, blank=True)
    role = models.CharField(max_length=40, default="", help_text="As what they decided.")
    digests = models.JSONField(default=dict, help_text="SHA-256 of each file that was let out, by its name.")
    taken_on = models.DateField()
    taken_by: Any = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["release", "kind"], name="release_step_once"),
            models.CheckConstraint(condition=Q(kind=APPROVED) | ~Q(reason=""), name="release_step_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {self.taken_by_name}"
