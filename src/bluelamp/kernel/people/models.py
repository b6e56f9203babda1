"""Who is who, as rows: people, each organisation's records of them, what was decided of two records, and every merge.

Each record is first of a person of its own, and stays so for ever (``SourceRecord.person``). Which of those people are
one is said by ``Person.head`` alone. Whatever points at a person points at the one it was written about and is never
rewritten; it is found through the head. So a merge moves one pointer for each person in it, and undoing it moves the
same ones back: nothing can be lost on the way.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.models.holdings import new_ref
from bluelamp.kernel.people.folding import Folded
from bluelamp.kernel.people.words import CERTAINTIES, CONTACTS, DECISIONS, NAMES, SEXES, SUBJECTS


class Person(models.Model):
    """Somebody. ``head`` is the person they are known as today: themselves, unless they were found to be another."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    head = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="same")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"person {self.ref}"


class SourceRecord(models.Model):
    """What one organisation has on record of somebody, under its own reference. Its items are the rows beside it."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="record")
    holding = models.OneToOneField(Holding, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(
        max_length=60, blank=True, help_text="The organisation's own, such as a tenancy number."
    )
    born = models.DateField(null=True)
    sex = models.CharField(max_length=1, choices=list(SEXES.items()), blank=True)
    subject = models.CharField(max_length=10, choices=list(SUBJECTS.items()), blank=True)
    worker = models.CharField(
        max_length=200, blank=True, help_text="Who works with them, and their telephone."
    )
    note = models.TextField(blank=True)
    note_is = models.CharField(max_length=10, choices=list(CERTAINTIES.items()), default="fact")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    submission = models.CharField(
        max_length=36, null=True, unique=True, help_text="Of the form that made it, so that it is made once."
    )

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["born"], name="source_record_born"),)

    def __str__(self) -> str:
        return f"record {self.holding.ref}"


class Dated(models.Model):
    """Something that held from a day to a day; both may be unknown."""

    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        abstract = True


class NameUsed(Dated):
    """A name somebody goes, or went, by."""

    record = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=6, choices=list(NAMES.items()), default="now")
    given = models.CharField(max_length=100, blank=True)
    family = models.CharField(max_length=100, blank=True)
    root = models.CharField(
        max_length=40, blank=True, help_text="The given name that the first one is a form of."
    )
    sound = models.CharField(max_length=4, blank=True, help_text="Of the family name: a net for spellings.")

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["sound", "root"], name="name_sound_root"),
            models.Index(fields=["root"], name="name_root"),
            models.Index(Folded("given"), name="name_given_folded"),
            models.Index(Folded("family"), name="name_family_folded"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(given="", family=""), name="name_says_something"),
            models.UniqueConstraint(fields=["record"], condition=Q(kind="now"), name="name_one_is_current"),
        )

    def __str__(self) -> str:
        return f"{self.given} {self.family}".strip()


class Address(Dated):
    """Where somebody lives or lived; ``until`` empty is where they live, as far as the organisation knows."""

    record = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, related_name="addresses")
    lines = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = (F("until").desc(nulls_first=True), "-since", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(lines="", postcode=""), name="address_says_something"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="address_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return ", ".join(part for part in (self.lines, self.postcode) if part)


class Contact(Dated):
    """A telephone number or an e-mail address."""

    record = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=5, choices=list(CONTACTS.items()))
    value = models.CharField(max_length=150)
    digits = models.CharField(
        max_length=10, blank=True, help_text="The last ten of a telephone number: what it is found by."
    )

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["digits"], name="contact_digits"),
            models.Index(Folded("value"), name="contact_folded"),
        )

    def __str__(self) -> str:
        return self.value


class Matching(models.Model):
    """One run of the linking: by which settings and policy, over how many records, with what result."""

    settings_version = models.CharField(max_length=20)
    policy_version = models.CharField(max_length=20)
    records = models.PositiveIntegerField()
    put_forward = models.PositiveIntegerField()
    to_look_at = models.PositiveIntegerField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Linking of {self.at:%Y-%m-%d %H:%M}"


class Candidate(models.Model):
    """Two records that may be of one person: how probably, why, and what the linking puts forward. Renewed by each run.

    ``left`` is the older record. ``evidence`` lists title, words and bits; ``against`` the sentences that bar it.
    """

    matching = models.ForeignKey(Matching, on_delete=models.PROTECT, related_name="candidates")
    left = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=4, choices=(("link", "put forward"), ("ask", "to be looked at")))
    probability = models.FloatField()
    bits = models.FloatField()
    evidence = models.JSONField()
    against = models.JSONField(default=list)
    left_version = models.PositiveIntegerField()
    right_version = models.PositiveIntegerField()

    class Meta:
        ordering = ("-bits", "pk")
        constraints = (
            models.UniqueConstraint(fields=["left", "right"], name="candidate_pair_once"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="candidate_older_first"),
        )

    def __str__(self) -> str:
        return f"{self.left} and {self.right}"


class MatchDecision(models.Model):
    """What somebody decided of two records, and what they had before them. The last stands; none is changed."""

    left = models.ForeignKey(SourceRecord, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(SourceRecord, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=6, choices=list(DECISIONS.items()))
    reason = models.CharField(max_length=500, blank=True)
    probability = models.FloatField(null=True)
    settings_version = models.CharField(max_length=20, blank=True)
    evidence = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["left", "right"], name="match_decision_pair"),)
        constraints = (
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="match_decision_older_first"),
            models.CheckConstraint(condition=Q(decision__in=list(DECISIONS)), name="match_decision_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.left} and {self.right}: {self.get_decision_display()}"


class Merge(models.Model):
    """One person found to be another: ``gone`` is then known as ``kept``, unless it was undone."""

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(MatchDecision, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_by_name = models.CharField(max_length=150, blank=True)
    undone_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at__isnull=True), name="merge_one_stands_of_each"
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_is_of_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="merge_says_why"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by_name="", undone_why="")
                | (Q(undone_at__isnull=False) & ~Q(undone_by_name="") & ~Q(undone_why="")),
                name="merge_undone_whole_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.gone} is {self.kept}"
