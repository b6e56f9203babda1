"""Worklists: what is chosen stands in the address, pages meet, and nothing tells of what the reader may not see."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.tests.factories import scope_of, user_of
from bluelamp.practice.casework import actions, queries
from bluelamp.practice.casework.listing import Ordering, Ready
from bluelamp.practice.casework.listing.cursor import cut
from bluelamp.practice.casework.listing.worklist import Chosen
from bluelamp.practice.casework.models import Note
from bluelamp.practice.casework.queries import worklists
from bluelamp.practice.casework.tests.factories import DAY, NOW, case, cases, opened_to
from bluelamp.practice.casework.tests.kinds import CASES

READER = scope_of("sergeant", ["BW"])


def page(scope, query="", **where):
    chosen = worklists.chosen_in(worklists.form_of(scope, CASES, QueryDict(query)))
    return worklists.page(scope, CASES, chosen, now=NOW, **where)


def refs(scope, query="", **where):
    return [line.look.ref for line in page(scope, query, **where).lines]


chosen_values = st.fixed_dictionaries(
    {},
    optional={
        "ref": st.from_regex(r"[A-Z0-9&=%+]{1,10}", fullmatch=True).map(lambda one: (one,)),
        "state": st.sampled_from([("open",), ("closed",)]),
        "assigned": st.sampled_from([("me",), ("nobody",), ("oona",)]),
        "sensitivity": st.sampled_from([("normal",), ("sealed",), ("normal", "sealed")]),
        "opened-from": st.dates().map(lambda one: (one.isoformat(),)),
    },
)


@given(values=chosen_values, order=st.sampled_from(["", "latest", "version"]))
def test_what_is_chosen_comes_back_from_the_address(values, order):
    chosen = Chosen(values, order)
    query = worklists.query_of(CASES, chosen)
    assert worklists.chosen_in(worklists.form_of(READER, CASES, QueryDict(query))) == chosen


def test_a_chip_leads_to_the_same_list_without_it():
    chosen = Chosen({"state": ("open",), "sensitivity": ("normal", "sealed")})
    chips = worklists.chips(READER, CASES, chosen)
    assert [(chip.words, chip.without) for chip in chips] == [
        ("Open", "sensitivity=normal&sensitivity=sealed"),
        ("Handling: Normal", "state=open&sensitivity=sealed"),
        ("Handling: Sealed", "state=open&sensitivity=normal"),
    ]


@pytest.mark.parametrize(
    "query", ["state=asleep", "opened-from=31+February", "sensitivity=x", "order=upwards"]
)
def test_what_cannot_be_understood_is_said_and_chooses_nothing(query):
    form = worklists.form_of(READER, CASES, QueryDict(query))
    assert (worklists.chosen_in(form), len(form.errors)) == (Chosen(), 1)


def test_an_item_that_the_kind_has_not_got_is_a_mistake_in_the_declaration():
    with pytest.raises(LookupError, match="no item called"):
        type(CASES)("x", "X", CASES.kind, CASES.rows, (), (), (Ordering("a", "A", ("pk",), item="age"),))


@pytest.mark.django_db
class TestAsked:
    def test_what_was_joined_with_another_is_left_out_and_comes_back_when_they_are_parted(self, sergeant):
        kept, gone = cases(2)
        Holding.objects.filter(pk=gone.pk).update(joined_with=kept)
        assert refs(sergeant) == [kept.ref]
        Holding.objects.filter(pk=gone.pk).update(joined_with=None)
        assert sorted(refs(sergeant)) == sorted([kept.ref, gone.ref])

    def test_pages_meet_forwards_and_backwards(self, sergeant):
        made = [held.ref for held in cases(12)]
        first = page(sergeant)
        second = page(sergeant, after=first.after)
        third = page(sergeant, after=second.after)
        assert [line.look.ref for each in (first, second, third) for line in each.lines] == made
        assert (first.before, third.after) == ("", "")
        again = page(sergeant, before=third.before)
        assert (again.lines == second.lines, refs(sergeant, before=again.before)) == (True, made[:5])

    def test_a_page_stays_right_while_cases_come_in(self, sergeant):
        made = [held.ref for held in cases(7)]
        first = page(sergeant)
        case(days_ago=0.5)
        assert refs(sergeant, after=first.after) == made[5:]

    def test_equal_in_the_order_they_are_all_there_once(self, sergeant):
        made = {held.ref for held in cases(11)}
        first = page(sergeant, "order=version")
        second = page(sergeant, "order=version", after=first.after)
        third = page(sergeant, "order=version", after=second.after)
        found = [line.look.ref for each in (first, second, third) for line in each.lines]
        assert (len(found), set(found)) == (11, made)

    @pytest.mark.parametrize("cursor", ["x", "WzFd:abc:def"])
    def test_a_page_that_nobody_gave_out_is_refused(self, sergeant, cursor):
        with pytest.raises(NotNow, match="Begin at the first"):
            page(sergeant, after=cursor)

    def test_a_page_of_one_order_is_none_of_another(self, sergeant):
        cases(7)
        with pytest.raises(NotNow):
            page(sergeant, "order=version", after=page(sergeant).after)

    def test_an_order_by_what_may_be_empty_is_a_mistake_in_the_declaration(self):
        with pytest.raises(LookupError, match="may be empty"):
            cut(Note.objects.all(), ("edited_at",), after="", before="", size=5)

    def test_a_reader_sees_their_own_unit_and_counts_it_alone(self, sergeant, elsewhere):
        near, far = case(), case("DY")
        assert (refs(sergeant), str(page(sergeant).count)) == ([near.ref], "1")
        assert refs(elsewhere) == [far.ref]

    def test_a_hidden_item_is_neither_shown_nor_a_way_to_choose_order_or_count(self, landlord):
        held = case()
        opened_to(held)
        line = page(landlord).lines[0]
        assert (line.look.ref, line.cells[2]) == (held.ref, "")
        for query in ("tip=normal", "order=tip"):
            found = page(landlord, query)
            assert (found.lines, found.count.number) == ((), 0)

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("state=open", "abc"),
            ("state=closed", "d"),
            ("assigned=me", "a"),
            ("assigned=nobody", "bcd"),
            ("assigned=oona", "a"),
            ("assigned=nobody&state=open", "bc"),
            ("following=me", "b"),
            ("opened-from=2014-01-05&opened-to=2014-01-05", "b"),
            ("opened-to=4+January+2014", "cd"),
            ("lpu=BW", "abcd"),
        ],
    )
    def test_each_filter_chooses_what_it_says(self, officer, sergeant, query, found):
        a, b, c = cases(3)
        d = case(days_ago=4, state="closed")
        actions.assignments.take(by=officer, ref=a.ref, now=NOW)
        actions.following.follow(by=officer, ref=b.ref, now=NOW)
        names = {a.ref: "a", b.ref: "b", c.ref: "c", d.ref: "d"}
        assert "".join(names[ref] for ref in refs(officer, query)) == found

    def test_who_works_on_it_is_told_to_whoever_sees_it_on_the_case(self, officer, sergeant, landlord):
        """A case that both work on, one that the partner alone does, and one whose notes are not open to it."""
        both, theirs, shut = cases(3)
        for held in (both, theirs):
            opened_to(held)
            actions.assignments.take(by=landlord, ref=held.ref, now=NOW)
        opened_to(shut, items=["name"])
        for held in (both, shut):
            actions.assignments.take(by=officer, ref=held.ref, now=NOW)
        lena = "lena, Wickwell Homes"
        assert [line.cells[4] for line in page(sergeant).lines] == ["oona", lena, "oona"]
        assert [line.cells[4] for line in page(landlord).lines] == ["lena", "lena", ""]
        actions.assignments.unassign(by=officer, ref=shut.ref, reason="She is on leave.", now=NOW)
        assert [line.cells[4] for line in page(sergeant).lines] == ["oona", lena, "Nobody"]

    def test_a_list_asks_as_much_for_three_as_for_one(self, sergeant, django_assert_num_queries):
        case()
        with django_assert_num_queries(5):
            page(sergeant)
        cases(2)
        with django_assert_num_queries(5):
            assert len(page(sergeant).lines) == 3

    def test_a_list_of_what_one_may_not_do_is_not_there(self):
        with pytest.raises(NotPermitted):
            page(scope_of("analyst"))

    def test_a_search_is_kept_for_others_and_counts_for_each_what_they_see(
        self, sergeant, officer, elsewhere
    ):
        case(), case("DY"), case(state="closed")
        for audience in ("own", "team", "organisation"):
            actions.searches.save(
                by=sergeant,
                worklist=CASES,
                title=f"For {audience}",
                chosen=Chosen({"state": ("open",)}),
                audience=audience,
                now=NOW,
            )
        kept = {
            scope.actor_name: [
                (one.search.title, str(one.count)) for one in queries.searches.kept(scope, now=NOW)
            ]
            for scope in (sergeant, officer, elsewhere)
        }
        assert kept == {
            "sadia": [("For organisation", "1"), ("For own", "1"), ("For team", "1")],
            "oona": [("For organisation", "1"), ("For team", "1")],
            "else": [("For organisation", "1")],
        }

    def test_a_choice_made_already_counts_for_each_what_they_see(self, sergeant, officer, elsewhere):
        a, _ = case(), case()
        case(state="closed")
        actions.assignments.take(by=officer, ref=a.ref, now=NOW)
        found = {
            scope.actor_name: [
                (one.title, one.query, str(one.count))
                for one in queries.searches.ready(scope, CASES, now=NOW)
            ]
            for scope in (sergeant, elsewhere)
        }
        asked = "state=open&assigned=nobody"
        assert found == {"sadia": [("Nobody's", asked, "1")], "else": [("Nobody's", asked, "0")]}

    def test_a_choice_made_already_is_of_filters_that_there_are(self):
        with pytest.raises(LookupError, match="no filter called colour"):
            replace(CASES, ready=(Ready("Red ones", {"colour": ("red",)}),))

    def test_only_its_keeper_changes_a_search(self, sergeant, officer):
        said = {"worklist": CASES, "chosen": Chosen(), "now": NOW}
        row = actions.searches.save(by=sergeant, title="Mine", audience="team", **said)
        with pytest.raises(NotPermitted):
            actions.searches.rename(by=officer, number=row.pk, title="Ours", audience="team", version=1)
        with pytest.raises(NotPermitted):
            actions.searches.remove(by=officer, number=row.pk)
        with pytest.raises(NotNow, match="already"):
            actions.searches.save(by=sergeant, title="Mine", audience="own", **said)
        actions.searches.remove(by=sergeant, number=row.pk)
        assert queries.searches.kept(sergeant, now=NOW + DAY) == []

    def test_nobody_sees_a_partners_search(self, landlord):
        said = {"worklist": CASES, "chosen": Chosen(), "audience": "organisation", "now": NOW}
        actions.searches.save(by=landlord, title="Ours", **said)
        reader = type(landlord).of(user_of("coordinator"))
        assert queries.searches.kept(reader, now=NOW) == []
