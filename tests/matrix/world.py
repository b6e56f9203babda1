"""The small world of the made-up sample, in records that hold nothing else."""

from __future__ import annotations

from bluelamp.areas.asb.risk import shipped
from bluelamp.kernel.access.tests.factories import lpu_called
from bluelamp.practice.instruments.tests import factories as instruments
from bluelamp.web.sample.canaries import world
from bluelamp.web.sample.canaries.world import World


def build() -> World:
    """Make it. Called inside a transaction of a test."""
    for code in world.units():
        lpu_called(code)
    instruments.version(shipped.newest())
    return world.build()
