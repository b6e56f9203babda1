"""Erasing a case: nothing that anybody wrote on it is left, and the case at the other end of a link stays."""

from __future__ import annotations

import pytest

from bluelamp.practice.casework import actions
from bluelamp.practice.casework.models import (
    Assignment,
    CaseFile,
    FileContent,
    Happening,
    Link,
    Note,
    NoteBefore,
)
from bluelamp.practice.casework.tests.factories import NOW, WHY, case
from bluelamp.practice.casework.tests.test_files import add
from bluelamp.practice.casework.tests.test_notes import write

pytestmark = pytest.mark.django_db


def test_nothing_that_was_written_is_left(sergeant, officer):
    held, other = case(), case()
    note = write(sergeant, held)
    said = {"words": "The gate.", "audience": "team", "version": 1, "now": NOW}
    actions.notes.correct(by=sergeant, ref=held.ref, number=note.pk, **said)
    write(sergeant, held, "More.", adds_to=note.pk)
    (file,) = add(sergeant, held)
    kept = write(sergeant, other)
    actions.assignments.assign(by=sergeant, ref=held.ref, username="oona", reason=WHY, now=NOW)
    actions.following.follow(by=officer, ref=held.ref, now=NOW)
    actions.links.link(by=sergeant, ref=held.ref, other=other.ref, how="related", reason=WHY, now=NOW)
    gone = actions.erasing.erase(held.pk)
    assert {f"note:{note.pk}", f"file:{file.pk}"} <= gone.objects
    assert (list(Note.objects.all()), NoteBefore.objects.count()) == ([kept], 0)
    assert (CaseFile.objects.count(), FileContent.objects.count()) == (0, 0)
    assert set(Happening.objects.values_list("holding", flat=True)) == {other.pk}
    assert WHY not in {Assignment.objects.get().reason, Link.objects.get().reason}
