"""Cases that belong together: linked, joined and parted, and never a way to what one may not see."""

from __future__ import annotations

import pytest

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.practice.casework import actions, queries
from bluelamp.practice.casework.models import CaseMerge, Link
from bluelamp.practice.casework.tests.factories import NOW, WHY, case, opened_to
from bluelamp.practice.casework.tests.kinds import CASES

pytestmark = pytest.mark.django_db


def merge(by, kept, gone, reason=WHY):
    return actions.links.merge(by=by, ref=kept.ref, other=gone.ref, reason=reason, now=NOW)


def write(by, held, words, audience="shared"):
    return actions.notes.write(by=by, ref=held.ref, words=words, audience=audience, now=NOW)


def panel(scope, held):
    return queries.panel(scope, queries.looking.case(scope, held.ref, now=NOW), now=NOW)


def words(scope, held):
    return {each.note.words for each in panel(scope, held).notes}


def refs(scope):
    page = queries.worklists.page(scope, CASES, queries.worklists.Chosen(), now=NOW)
    return {line.look.ref for line in page.lines}


def test_joined_they_read_as_one_and_parted_they_are_as_they_were(sergeant):
    kept, gone = case(), case()
    write(sergeant, kept, "Kept.")
    write(sergeant, gone, "Gone.")
    row = merge(sergeant, kept, gone)
    assert words(sergeant, kept) == {"Kept.", "Gone."}
    assert (words(sergeant, gone), refs(sergeant)) == ({"Gone."}, {kept.ref})
    write(sergeant, kept, "After.")
    actions.links.unmerge(by=sergeant, ref=kept.ref, number=row.pk, reason=WHY, now=NOW)
    assert (words(sergeant, kept), words(sergeant, gone)) == ({"Kept.", "After."}, {"Gone."})
    assert refs(sergeant) == {kept.ref, gone.ref}


def test_a_merge_shows_nobody_what_they_could_not_see_before(sergeant, landlord):
    kept, gone = case(), case()
    opened_to(kept)
    write(sergeant, kept, "Kept.")
    write(sergeant, gone, "Gone.")
    merge(sergeant, kept, gone)
    assert words(landlord, kept) == {"Kept."}
    assert panel(landlord, kept).belonging.joined == ()
    assert not any(gone.ref in one.words for one in panel(landlord, kept).timeline.entries)


def test_what_came_in_steps_is_all_there(sergeant):
    first, second, third = case(), case(), case()
    for held in (first, second, third):
        write(sergeant, held, held.ref)
    merge(sergeant, second, third)
    merge(sergeant, first, second)
    assert words(sergeant, first) == {first.ref, second.ref, third.ref}


def test_nothing_new_goes_to_a_case_that_is_gone(sergeant):
    kept, gone = case(), case()
    merge(sergeant, kept, gone)
    with pytest.raises(NotNow, match=f"joined with {kept.ref}"):
        write(sergeant, gone, "Late.")
    assert panel(sergeant, gone).belonging.kept.ref == kept.ref


@pytest.mark.parametrize("which", ["same", "gone", "circle", "closed", "another's"])
def test_what_cannot_be_joined_says_why_and_changes_nothing(sergeant, which):
    kept, gone, third = case(), case(), case()
    merge(sergeant, kept, gone)
    wrong = {
        "same": (kept, kept),
        "gone": (third, gone),
        "circle": (gone, kept),
        "closed": (kept, case(state="closed")),
        "another's": (kept, case("DY")),
    }[which]
    with pytest.raises(NotNow):
        merge(sergeant, *wrong)
    assert CaseMerge.objects.count() == 1


def test_an_officer_joins_nothing(officer):
    with pytest.raises(NotPermitted):
        merge(officer, case(), case())


def test_a_link_is_seen_from_both_ends_and_ends_with_a_reason(sergeant):
    one, other = case(), case()
    row = actions.links.link(by=sergeant, ref=other.ref, other=one.ref, how="counter", reason=WHY, now=NOW)
    assert [panel(sergeant, held).belonging.linked[0].other.ref for held in (one, other)] == [
        other.ref,
        one.ref,
    ]
    actions.links.unlink(by=sergeant, ref=one.ref, number=row.pk, reason="Two families.", now=NOW)
    assert panel(sergeant, one).belonging.linked == ()
    told = [entry.words for entry in panel(sergeant, one).timeline.entries if entry.kind == "Link"]
    assert len(told) == 2


def test_the_cases_beside_one_have_names_for_their_own_people_alone(sergeant, landlord):
    one, other = case(), case()
    actions.links.link(by=sergeant, ref=one.ref, other=other.ref, how="related", reason=WHY, now=NOW)
    for held in (one, other):
        opened_to(held)
    assert panel(sergeant, one).belonging.names == {other.pk: f"name-{other.pk}"}
    beside = panel(landlord, one).belonging
    assert ([each.other.ref for each in beside.linked], beside.names) == ([other.ref], {})


def test_a_link_is_made_once(sergeant):
    one, other = case(), case()
    said = {"how": "related", "reason": WHY, "now": NOW}
    actions.links.link(by=sergeant, ref=one.ref, other=other.ref, **said)
    with pytest.raises(NotNow, match="already"):
        actions.links.link(by=sergeant, ref=other.ref, other=one.ref, **said)
    assert Link.objects.count() == 1


def test_a_link_to_what_the_reader_may_not_see_is_not_told_of(sergeant, landlord):
    one, other = case(), case()
    opened_to(one)
    actions.links.link(by=sergeant, ref=one.ref, other=other.ref, how="related", reason=WHY, now=NOW)
    assert panel(landlord, one).belonging.linked == ()


def test_a_merge_of_another_case_is_not_undone_from_here(sergeant):
    kept, gone, third = case(), case(), case()
    row = merge(sergeant, kept, gone)
    with pytest.raises(NotPermitted):
        actions.links.unmerge(by=sergeant, ref=third.ref, number=row.pk, reason=WHY, now=NOW)
