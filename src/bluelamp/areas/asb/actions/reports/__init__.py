"""Taking a report: into a case that is there, opening it again where it was closed lately, or into a new one."""

from bluelamp.areas.asb.actions.reports.people import known
from bluelamp.areas.asb.actions.reports.reading import page
from bluelamp.areas.asb.actions.reports.taking import Taken, take, taken_before
from bluelamp.areas.asb.actions.reports.told import Alleged, Caller, Landlord, Told

__all__ = ["Alleged", "Caller", "Landlord", "Taken", "Told", "known", "page", "take", "taken_before"]
