"""Who is on a case, and as what."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from bluelamp.areas.asb.models.cases import Case
from bluelamp.areas.asb.words import ROLES
from bluelamp.kernel.people.models import Person


class Involved(models.Model):
    """Somebody in one case, in one role. ``person`` is empty for those nobody can name: ``known_as`` tells them apart.

    Somebody becomes an offender by an ``outcome`` that says so; the row of the allegation ends and stays.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="people")
    role = models.CharField(max_length=12, choices=list(ROLES.items()))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    known_as = models.CharField(max_length=200, blank=True, help_text="Such as “man in a grey hoodie”.")
    is_anonymous = models.BooleanField(default=False, help_text="Did not want to give a name.")
    outcome = models.CharField(max_length=300, blank=True, help_text="What found them to have done it.")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["person", "role"], name="asb_involved_person"),)
        constraints = (
            models.UniqueConstraint(
                fields=["case", "role", "person"],
                condition=Q(until__isnull=True, person__isnull=False),
                name="asb_involved_once_in_a_role",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(known_as="") | Q(is_anonymous=True),
                name="asb_involved_is_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(role="offender") | ~Q(outcome=""), name="asb_involved_offender_by_an_outcome"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="asb_involved_ends_after"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()} in {self.case}"
