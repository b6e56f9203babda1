"""The people who sign in, and what each is for the force, kept as rows: who was what, and when, can be asked."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from bluelamp.kernel.access.permissions import GIVEN
from bluelamp.kernel.access.words import CLEARANCES
from bluelamp.kernel.organisations.models import Organisation, Team
from bluelamp.kernel.places.models import Area


class User(AbstractUser):
    """Somebody who signs in. What they may see is decided by their membership, never by this row alone."""


class Membership(models.Model):
    """One person in one role of one organisation, from the moment it was given to the moment it was taken away.

    A change of role is a new row. ``lpus`` and ``teams`` both empty means the whole organisation.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, choices=list(GIVEN.items()))
    lpus = models.ManyToManyField(Area, related_name="+", limit_choices_to={"level": "lpu"})
    teams = models.ManyToManyField(Team, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("since", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["user"], condition=Q(until__isnull=True), name="membership_one_stands"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="membership_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(role__in=list(GIVEN)), name="membership_role_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.organisation}"


class Clearance(models.Model):
    """That somebody is vetted, or trained, until the end of a day; without ``until``, that they are not.

    What was so before is kept as an ended row.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="clearances")
    what = models.CharField(max_length=10, choices=list(CLEARANCES.items()))
    until = models.DateField(null=True)
    why = models.CharField(max_length=300, help_text="Who says so, and under which reference.")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["user", "what"], condition=Q(ended_at__isnull=True), name="clearance_one_stands"
            ),
            models.CheckConstraint(condition=Q(what__in=list(CLEARANCES)), name="clearance_is_known"),
            models.CheckConstraint(condition=~Q(why=""), name="clearance_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_what_display()} until {self.until}"


class RoleRequest(models.Model):
    """A role that two people must agree on: asked for by one administrator, approved or refused by another."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_requests")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, choices=list(GIVEN.items()))
    lpus = models.ManyToManyField(Area, related_name="+", limit_choices_to={"level": "lpu"})
    teams = models.ManyToManyField(Team, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved = models.BooleanField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["user"], condition=Q(decided_at__isnull=True), name="role_request_one_is_open"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, approved__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, approved__isnull=False),
                name="role_request_decided_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("asked_by")),
                name="role_request_decided_by_a_second_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} of {self.organisation}"
