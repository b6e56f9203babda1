"""Questionnaires by version, and what was answered: every answer, its points, the band, and who judged otherwise."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.places.models import Area
from bluelamp.practice.instruments.words import BECAUSE, NOT_ASSESSED, OVERRIDES, STAGES, STATES


class Version(models.Model):
    """One version of a questionnaire: its file as it was brought in, word for word, and where it stands."""

    key = models.SlugField(max_length=40, help_text="What all versions of it are called, such as asb-ram.")
    number = models.CharField(max_length=20, help_text="Three numbers, such as 0.1.0.")
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=9, choices=list(STATES.items()), default="draft")
    source = models.TextField(help_text="The file, in YAML.")
    checksum = models.CharField(max_length=64, help_text="SHA-256 of the file.")
    verified = models.BooleanField(
        default=False, help_text="A practitioner has checked it against its source."
    )
    loaded_at = models.DateTimeField()
    loaded_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("key", "pk")
        constraints = (
            models.UniqueConstraint(fields=["key", "number"], name="instrument_version_once"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(state="in_force"), name="instrument_one_in_force"
            ),
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="instrument_state_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class Move(models.Model):
    """Since when a version stands where it stands, who decided, and why. Only ever added."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="moves")
    state = models.CharField(max_length=9, choices=list(STATES.items()))
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="instrument_move_says_why"),)

    def __str__(self) -> str:
        return f"{self.version}: {self.get_state_display()}"


class Pilot(models.Model):
    """A local policing unit on which a version is tried. A unit tries one version of a questionnaire at a time."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="pilots")
    key = models.SlugField(max_length=40, help_text="The version's, so that the database keeps to one.")
    lpu = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["key", "lpu"], condition=Q(until__isnull=True), name="pilot_one_a_unit"
            ),
        )

    def __str__(self) -> str:
        return f"{self.version} on {self.lpu}"


class Assessment(models.Model):
    """One organisation's answers about one record, by one version. Points and band stay as they were scored.

    ``form`` is the short form that was asked, or empty for all questions. ``weights`` are the modifiers as given,
    each with its lines and the version of what it was read from. ``band`` is what was scored, ``governing`` what holds
    after judgement.
    """

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="+")
    instrument = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="assessments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=40, blank=True)
    because = models.CharField(max_length=12, choices=list(BECAUSE.items()), default="first")
    stage = models.CharField(max_length=11, choices=list(STAGES.items()), default="in_progress")
    version = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    begun_by_name = models.CharField(max_length=150)
    scored_at = models.DateTimeField(null=True)
    weights = models.JSONField(default=list)
    base = models.PositiveSmallIntegerField(null=True)
    added = models.PositiveSmallIntegerField(null=True)
    band = models.CharField(max_length=20, blank=True)
    governing = models.CharField(max_length=20, blank=True)
    is_provisional = models.BooleanField(default=False)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_by_name = models.CharField(max_length=150, blank=True)
    superseded_at = models.DateTimeField(null=True)
    not_assessed = models.CharField(max_length=8, choices=list(NOT_ASSESSED.items()), blank=True)
    why = models.CharField(max_length=500, blank=True, help_text="What was said when it was not answered.")
    due_because = models.CharField(max_length=12, choices=list(BECAUSE.items()), blank=True)
    due_since = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["holding", "stage"], name="assessment_holding_stage"),
            # Lists by band begin with the records that have it.
            models.Index(fields=["governing", "stage", "instrument", "holding"], name="assessment_governing"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(stage__in=list(STAGES)), name="assessment_stage_is_known"),
            models.CheckConstraint(
                condition=Q(stage__in=("in_progress", "declined"), scored_at__isnull=True, base__isnull=True)
                | Q(
                    stage__in=("scored", "current", "superseded"), scored_at__isnull=False, base__isnull=False
                )
                | Q(stage="superseded", base__isnull=True),
                name="assessment_scored_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True, approved_by_name="")
                | Q(approved_at__isnull=False) & ~Q(approved_by_name=""),
                name="assessment_approved_whole_or_not",
            ),
            models.CheckConstraint(
                condition=~Q(stage="declined") | ~Q(not_assessed=""), name="assessment_declined_says_how"
            ),
            models.UniqueConstraint(
                fields=["holding", "organisation", "instrument"],
                condition=Q(stage="in_progress"),
                name="assessment_one_being_answered",
            ),
        )

    def __str__(self) -> str:
        return f"{self.instrument}: {self.get_stage_display()}"

    @property
    def is_open(self) -> bool:
        return self.stage == "in_progress"


class Answer(models.Model):
    """What was answered to one question, kept as soon as it is answered. ``points`` are set when it is scored."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=20)
    options = models.JSONField(default=list, help_text="The codes of the options chosen.")
    text = models.TextField(blank=True, help_text="In their own words, where the question asks for words.")
    points = models.PositiveSmallIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["assessment", "question"], name="answer_one_a_question"),
        )

    def __str__(self) -> str:
        return f"{self.question}: {', '.join(self.options)}"


class Override(models.Model):
    """A band set by judgement: from what to what, why, and by whom. Only ever added."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="overrides")
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    code = models.CharField(max_length=16, choices=list(OVERRIDES.items()))
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="override_says_why"),)

    def __str__(self) -> str:
        return f"{self.before} to {self.after}"
