"""Bringing in many cases at once, as they were kept elsewhere: with their reports, contacts, promises and assessments.

What is brought in is history: no notice goes out, nothing is assigned, and its own dates are kept.
"""

from bluelamp.areas.asb.actions.loading.bringing import bring_in
from bluelamp.areas.asb.actions.loading.stories import Assessed, Promised, Said, Story

__all__ = ["Assessed", "Promised", "Said", "Story", "bring_in"]
