from django.db import migrations

from ruangaman.core.instance import secret_mark


def create(apps, _schema_editor):
    apps.get_model("core", "Instance").objects.get_or_create(
        pk=1, defaults={"secret_mark": secret_mark()}
    )


class Migration(migrations.Migration):
    dependencies = [("core", "0002_audit_triggers")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
