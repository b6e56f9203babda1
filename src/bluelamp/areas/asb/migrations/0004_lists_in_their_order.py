from django.db import migrations, models

LIVE = ~models.Q(state="closed")


def order(field: str, name: str, condition: models.Q | None = None) -> migrations.AddIndex:
    return migrations.AddIndex("case", models.Index(fields=[field, "id"], condition=condition, name=name))


class Migration(migrations.Migration):
    dependencies = [("asb", "0003_every_case_has_a_last_report")]

    operations = [
        order("last_report_at", "asb_case_last"),
        order("opened_at", "asb_case_opened"),
        order("reports_count", "asb_case_reports"),
        order("last_report_at", "asb_live_last", LIVE),
        order("opened_at", "asb_live_opened", LIVE),
        order("reports_count", "asb_live_reports", LIVE),
    ]
