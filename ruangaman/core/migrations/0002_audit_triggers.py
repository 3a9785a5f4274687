from django.db import migrations

from ruangaman.core.triggers import triggers_install, triggers_remove


def install(_apps, schema_editor):
    triggers_install(schema_editor.connection)


def remove(_apps, schema_editor):
    triggers_remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
