"""Working on a case from an agency's own system: notes, files, who works on it, and what belongs to it.

Addresses begin with a case's.
"""

from __future__ import annotations

from ninja import Router

from bluelamp.practice.casework.api import assignments, files, links, merges, notes

router = Router()
for part in (notes, files, assignments, links, merges):
    router.add_router("", part.router)
