"""The areas a force is divided into, and the lines drawn around them, kept by version."""

from __future__ import annotations

import gzip

import shapely
from django.db import models

from bluelamp.kernel.places.words import LEVELS


class Area(models.Model):
    """A named area of one level, from the day it stands until the day it does not."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=100)
    level = models.CharField(max_length=20, choices=list(LEVELS.items()))
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    since = models.DateField()
    until = models.DateField(null=True)
    made_up = models.BooleanField(default=False, help_text="The name is made up, and the page says so.")

    class Meta:
        ordering = ("level", "code")
        indexes = (models.Index(fields=["level", "name"], name="area_level_name"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
                name="area_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(level="force", parent__isnull=True) | ~models.Q(level="force"),
                name="area_force_is_the_top",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} (made up)" if self.made_up else self.name


class Boundary(models.Model):
    """The line around an area in one version. A new line is a new row: old figures keep the place they counted."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="boundaries")
    version = models.CharField(max_length=20)
    geometry = models.BinaryField(help_text="Well-known binary, WGS84 longitude and latitude, gzipped.")
    source = models.CharField(max_length=60, help_text="A key of data/sources.yaml.")
    licence = models.CharField(max_length=100)
    made_up = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["area", "version"], name="boundary_one_a_version"),)

    def __str__(self) -> str:
        return f"{self.area} as of {self.version}"

    @property
    def shape(self) -> shapely.Geometry:
        """The polygon, in degrees of longitude and latitude."""
        return shapely.from_wkb(gzip.decompress(bytes(self.geometry)))
