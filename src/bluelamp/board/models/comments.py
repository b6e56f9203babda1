"""What somebody wrote about figures, bound to the figures as they stood: rows are only ever added."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from bluelamp.board.words import COMMENT_STEPS


class Comment(models.Model):
    """One step in the life of a comment: written, rewritten, confirmed or withdrawn. The last row of a thread stands.

    ``rests_on`` holds a row for each figure: how to ask for it again, its words, and the digest of its data.
    """

    paper = models.CharField(max_length=40)
    section = models.CharField(max_length=60, help_text="The key of the section at whose end it stands.")
    thread = models.PositiveIntegerField(
        help_text="1, 2, 3… for each paper; the same for every step of a comment."
    )
    step = models.CharField(max_length=10, choices=tuple(COMMENT_STEPS.items()))
    words = models.TextField(max_length=1500)
    rests_on = models.JSONField()
    written_on = models.DateField()
    written_by: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_by_name = models.CharField(max_length=150)
    follows = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="followed_by",
        help_text="The step before it.",
    )

    class Meta:
        ordering = ("paper", "thread", "pk")
        constraints = (models.CheckConstraint(condition=~Q(words=""), name="comment_says_something"),)

    def __str__(self) -> str:
        return f"Comment {self.thread} on the paper of {self.paper}"
