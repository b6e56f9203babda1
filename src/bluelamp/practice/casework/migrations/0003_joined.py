"""Which cases stand joined, told to the records themselves."""

from typing import Any

from django.db import migrations


def tell(apps: Any, schema_editor: Any) -> None:
    holding = apps.get_model("access", "Holding")
    merges = apps.get_model("casework", "CaseMerge").objects.filter(undone_at__isnull=True)
    for gone, kept in merges.values_list("gone", "kept"):
        holding.objects.filter(pk=gone).update(joined_with=kept)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_joined"),
        ("casework", "0002_copies_handed_on"),
    ]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
