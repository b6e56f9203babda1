"""The lists that people work from, each declared by the area whose cases are in it."""

from __future__ import annotations

from bluelamp.areas.asb.worklist import CASES, REVIEWS
from bluelamp.practice.casework.listing import Worklist

WORKLISTS: tuple[Worklist, ...] = (CASES, REVIEWS)
