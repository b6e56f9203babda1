"""Lock figures and takings: see ``triggers.py``. A migration that rebuilds their tables ends with the same step."""

from django.db import migrations

from bluelamp.kernel.figures import triggers


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_figures")]

    operations = [
        migrations.RunPython(
            lambda apps, schema: triggers.lock(schema.connection),
            lambda apps, schema: triggers.unlock(schema.connection),
        )
    ]
