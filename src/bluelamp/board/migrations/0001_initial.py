import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "paper",
                    models.CharField(
                        help_text="The key of the paper: the day of its meeting.", max_length=40
                    ),
                ),
                ("number", models.PositiveIntegerField(help_text="1, 2, 3… for each paper.")),
                (
                    "content",
                    models.TextField(
                        help_text="The document as canonical JSON: from it the files are made again."
                    ),
                ),
                ("findings", models.JSONField(help_text="What proof-reading found in this content.")),
                ("content_digest", models.CharField(max_length=64)),
                ("digests", models.JSONField(help_text="SHA-256 of each file by its name.")),
                ("built_on", models.DateField()),
                ("built_by_name", models.CharField(max_length=150)),
                (
                    "built_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("paper", "-number"),
                "constraints": [
                    models.UniqueConstraint(fields=("paper", "number"), name="edition_number_once_a_paper"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("finding", models.CharField(help_text="The key of the finding.", max_length=16)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cleared", "It is right as it stands"),
                            ("accepted", "It stays all the same, and I answer for it"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("decided_on", models.DateField()),
                ("decided_by_name", models.CharField(max_length=150)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="board.edition",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="decision_says_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_digest",
                    models.CharField(help_text="What the signer had before them.", max_length=64),
                ),
                ("signed_on", models.DateField()),
                ("signed_by_name", models.CharField(max_length=150)),
                ("role", models.CharField(max_length=40)),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signature",
                        to="board.edition",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
