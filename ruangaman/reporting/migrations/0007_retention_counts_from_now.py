"""When older reports were closed is not known: their retention begins with this migration."""

from django.db import migrations
from django.utils import timezone

from ruangaman.core.rules import month_after


def begin(apps, _schema_editor):
    closed = apps.get_model("reporting", "Report").objects.filter(
        state__in=("concluded", "withdrawn"), closed_on=None
    )
    closed.update(closed_on=month_after(timezone.localdate()))


class Migration(migrations.Migration):
    dependencies = [("reporting", "0006_end_of_life")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
