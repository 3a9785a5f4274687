from django.db import migrations

from ruangaman.core.triggers import triggers_install, triggers_remove

TABLE = "people_manifestentry"


def install(_apps, schema_editor):
    triggers_install(schema_editor.connection, TABLE)


def remove(_apps, schema_editor):
    triggers_remove(schema_editor.connection, TABLE)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_receivers_signed_in")]

    operations = [migrations.RunPython(install, remove)]
