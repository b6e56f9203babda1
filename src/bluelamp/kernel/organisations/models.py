"""The force, its departments and teams, and the organisations it works with."""

from __future__ import annotations

from django.db import models

from bluelamp.kernel.organisations.words import KINDS, PARTS, REGIMES, TEAM_KINDS
from bluelamp.kernel.places.models import Area


class Organisation(models.Model):
    """A body that people act for. A department is an organisation whose parent is the force."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30, choices=list(KINDS.items()))
    regime = models.CharField(max_length=10, choices=list(REGIMES.items()))
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    made_up = models.BooleanField(
        default=False, help_text="No such organisation exists, and the page says so."
    )

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(kind="department") | models.Q(parent__isnull=False),
                name="organisation_department_has_a_parent",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} (made up)" if self.made_up else self.name

    @property
    def body(self) -> Organisation:
        """Who answers in law: the force for its departments, any other organisation for itself."""
        return self.parent if self.kind in PARTS and self.parent else self


class Team(models.Model):
    """The people of one organisation who answer for one area."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=list(TEAM_KINDS.items()))
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    part_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="teams")

    class Meta:
        ordering = ("kind", "name")

    def __str__(self) -> str:
        return self.name
