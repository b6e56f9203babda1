import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_standing_grants"),
    ]

    operations = [
        migrations.AddField(
            "holding",
            "joined_with",
            models.ForeignKey(
                help_text="The record it was found to be: this one is read, and nothing more is written on it.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="access.holding",
            ),
        ),
        migrations.AddConstraint(
            "holding",
            models.CheckConstraint(
                condition=Q(joined_with__isnull=True) | ~Q(joined_with=F("id")),
                name="holding_is_joined_with_another",
            ),
        ),
    ]
