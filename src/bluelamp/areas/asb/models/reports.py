"""What somebody said, when and about where: the reports that a case is made of."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bluelamp.areas.asb.models.cases import Case
from bluelamp.areas.asb.models.people import Involved
from bluelamp.areas.asb.words import ANSWERS, CHANNELS, CRIME, LANDLORD, QUALIFIERS
from bluelamp.kernel.access.models.holdings import new_ref
from bluelamp.kernel.organisations.models import Organisation


class Report(models.Model):
    """One report. It stays as it was taken; what is learnt later is written in the case.

    ``easting`` and ``northing`` are metres of the British National Grid, ``cell`` is the square of 100 m they lie in.
    Areas are codes, stamped when it was taken, by the lines of ``boundaries``. Without a point it was *not located*.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    agency = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", help_text="Who it was told to."
    )
    channel = models.CharField(max_length=8, choices=list(CHANNELS.items()))
    received_at = models.DateTimeField()
    happened_from = models.DateTimeField()
    happened_to = models.DateTimeField(null=True)
    is_ongoing = models.BooleanField(default=False)
    what = models.TextField()
    qualifier = models.CharField(max_length=13, choices=list(QUALIFIERS.items()))
    types = models.JSONField(default=list)

    address = models.CharField(max_length=200, blank=True)
    address_key = models.CharField(max_length=80, blank=True, help_text="The address as it is compared.")
    easting = models.PositiveIntegerField(null=True)
    northing = models.PositiveIntegerField(null=True)
    cell = models.BigIntegerField(null=True)
    lsoa = models.CharField(max_length=20, blank=True)
    neighbourhood = models.CharField(max_length=20, blank=True)
    lpu = models.CharField(max_length=20, blank=True)
    priority_area = models.CharField(max_length=20, blank=True)
    boundaries = models.CharField(max_length=20, blank=True)

    is_hate = models.BooleanField(default=False, help_text="As the caller or anybody else perceived it.")
    crime = models.CharField(max_length=9, choices=list(CRIME.items()))
    crime_note = models.CharField(
        max_length=300, blank=True, help_text="The crime's number, or why there is none."
    )
    has_landlord = models.CharField(max_length=9, choices=list(LANDLORD.items()), default="not_asked")
    landlord = models.CharField(max_length=120, blank=True, help_text="Who it is, as they are called.")
    landlord_body = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Where it works here too.",
    )
    complainants = models.ManyToManyField(Involved, related_name="reports")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_by_name = models.CharField(max_length=150)
    submission = models.CharField(
        max_length=36, null=True, unique=True, help_text="Of the form that made it, so that it is made once."
    )

    class Meta:
        ordering = ("-received_at", "-pk")
        indexes = (
            models.Index(fields=["cell", "received_at"], name="asb_report_cell"),
            models.Index(fields=["received_at"], name="asb_report_received"),
            models.Index(fields=["address_key"], name="asb_report_address"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(happened_to__isnull=True) | Q(happened_to__gte=F("happened_from")),
                name="asb_report_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(happened_from__lte=F("received_at")), name="asb_report_after_it_happened"
            ),
            models.CheckConstraint(
                condition=Q(easting__isnull=True, northing__isnull=True, cell__isnull=True)
                | Q(easting__isnull=False, northing__isnull=False, cell__isnull=False),
                name="asb_report_whole_point_or_none",
            ),
            models.CheckConstraint(
                condition=Q(qualifier__in=list(QUALIFIERS)), name="asb_report_qualifier_known"
            ),
            models.CheckConstraint(
                condition=~Q(crime="recorded") | ~Q(crime_note=""), name="asb_report_crime_has_a_number"
            ),
            models.CheckConstraint(
                condition=Q(has_landlord="known") & ~Q(landlord="")
                | ~Q(has_landlord="known") & Q(landlord="", landlord_body__isnull=True),
                name="asb_report_landlord_known_by_name",
            ),
        )

    def __str__(self) -> str:
        return f"report {self.ref}"

    @property
    def is_located(self) -> bool:
        return self.easting is not None


class Answer(models.Model):
    """What was answered to one question of the script, or that it was not asked."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=20, help_text="A key of data/call_questions.yaml.")
    answer = models.CharField(max_length=9, choices=list(ANSWERS.items()))
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["report", "question"], name="asb_answer_once"),
            models.CheckConstraint(condition=Q(answer__in=list(ANSWERS)), name="asb_answer_known"),
        )

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}"
