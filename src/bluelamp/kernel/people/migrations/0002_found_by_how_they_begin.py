from django.db import migrations, models

import bluelamp.kernel.people.folding


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_clearances_and_purposes"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(bluelamp.kernel.people.folding.Folded("value"), name="contact_folded"),
        ),
        migrations.AddIndex(
            model_name="nameused",
            index=models.Index(fields=["root"], name="name_root"),
        ),
        migrations.AddIndex(
            model_name="nameused",
            index=models.Index(bluelamp.kernel.people.folding.Folded("given"), name="name_given_folded"),
        ),
        migrations.AddIndex(
            model_name="nameused",
            index=models.Index(bluelamp.kernel.people.folding.Folded("family"), name="name_family_folded"),
        ),
        migrations.AddIndex(
            model_name="sourcerecord",
            index=models.Index(fields=["born"], name="source_record_born"),
        ),
    ]
