"""Following a case: at once or once a day, and of nothing that the follower does not hear of."""

from __future__ import annotations

import pytest

from bluelamp.kernel.access.models import Notice
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.practice.casework import actions
from bluelamp.practice.casework.models import Following
from bluelamp.practice.casework.tests.factories import DAY, MINUTE, NOW, case, opened_to

pytestmark = pytest.mark.django_db
SYSTEM = Scope.system("digest")


def follow(by, held, how_often="digest"):
    return actions.following.follow(by=by, ref=held.ref, how_often=how_often, now=NOW)


def write(by, held, audience="organisation", now=NOW + MINUTE):
    return actions.notes.write(by=by, ref=held.ref, words="A secret.", audience=audience, now=now)


def notices(scope):
    return list(Notice.objects.filter(user=scope.actor_id).order_by("pk").values_list("words", flat=True))


def test_once_a_day_everything_comes_together_without_a_word_of_what_it_was(officer, colleague):
    one, other = case(), case()
    for held in (one, other):
        follow(colleague, held)
        write(officer, held)
    write(officer, other)
    assert actions.following.send_digests(by=SYSTEM, now=NOW + DAY) == 1
    assert notices(colleague) == ["3 new things on 2 cases that you follow."]
    assert actions.following.send_digests(by=SYSTEM, now=NOW + 2 * DAY) == 0


def test_at_once_means_at_once_and_never_of_what_one_did_oneself(officer, colleague):
    held = case()
    for scope in (officer, colleague):
        follow(scope, held, "at_once")
    write(officer, held)
    assert notices(colleague) == [f"Something new on case {held.ref}, which you follow: a note."]
    assert notices(officer) == []


def test_a_follower_is_told_of_nothing_they_do_not_hear_of(officer, landlord):
    held = case()
    opened_to(held)
    follow(landlord, held, "at_once")
    write(officer, held, "organisation")
    assert notices(landlord) == []
    write(officer, held, "shared")
    assert len(notices(landlord)) == 1


def test_whoever_lost_sight_of_a_case_hears_of_it_no_longer(officer, colleague):
    held = case()
    follow(colleague, held)
    write(officer, held, "shared")
    held.people.create(
        user_id=colleague.actor_id, stance="barred", reason="A cousin.", since=NOW, by_name="Sadia"
    )
    assert actions.following.send_digests(by=SYSTEM, now=NOW + DAY) == 0
    assert notices(colleague) == []


def test_one_cannot_follow_what_one_may_not_see(elsewhere):
    with pytest.raises(NotPermitted):
        follow(elsewhere, case())


def test_followed_twice_it_is_followed_once_and_unfollowed_not_at_all(officer):
    held = case()
    follow(officer, held)
    assert follow(officer, held, "at_once").how_often == "at_once"
    actions.following.unfollow(by=officer, ref=held.ref, now=NOW + MINUTE)
    assert list(Following.objects.values_list("how_often", "until")) == [("at_once", NOW + MINUTE)]
