"""What hangs on a case; one noun a file."""

from bluelamp.practice.casework.models.assignments import Assignment, PlaceOfficer
from bluelamp.practice.casework.models.bulk import BulkRow, BulkRun
from bluelamp.practice.casework.models.copies import HandedOn
from bluelamp.practice.casework.models.files import CaseFile, FileContent
from bluelamp.practice.casework.models.following import DigestSent, Following, Happening
from bluelamp.practice.casework.models.links import CaseMerge, Link
from bluelamp.practice.casework.models.notes import Note, NoteBefore
from bluelamp.practice.casework.models.searches import SavedSearch

__all__ = [
    "Assignment",
    "BulkRow",
    "BulkRun",
    "CaseFile",
    "CaseMerge",
    "DigestSent",
    "FileContent",
    "Following",
    "HandedOn",
    "Happening",
    "Link",
    "Note",
    "NoteBefore",
    "PlaceOfficer",
    "SavedSearch",
]
