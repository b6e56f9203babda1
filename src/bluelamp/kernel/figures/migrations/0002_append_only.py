"""Lock figures and takings: see ``triggers.py``."""

from django.db import migrations

from bluelamp.kernel.figures import triggers


def lock(_apps, editor):
    triggers.lock(editor.connection)


def unlock(_apps, editor):
    triggers.unlock(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_figures")]

    operations = [migrations.RunPython(lock, unlock)]
