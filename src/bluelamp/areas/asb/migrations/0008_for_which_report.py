"""Moves that say in words for which report a case began again name it from now on."""

from __future__ import annotations

import re
from typing import Any

from django.db import migrations

AGAIN = re.compile(r"Reported again: report (\w+)\.")


def name_the_report(apps: Any, schema_editor: Any) -> None:
    """The words were always these; a reference is found within its own case alone."""
    StateChange, Report = apps.get_model("asb", "StateChange"), apps.get_model("asb", "Report")
    for move in StateChange.objects.filter(before="closed", reason__startswith="Reported again: report "):
        if found := AGAIN.fullmatch(move.reason):
            move.report = Report.objects.filter(case=move.case, ref=found[1]).first()
            move.save(update_fields=["report"])


class Migration(migrations.Migration):
    dependencies = [("asb", "0007_reopened_for_a_report")]
    operations = [migrations.RunPython(name_the_report, migrations.RunPython.noop)]
