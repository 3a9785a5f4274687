"""Lay what was handed over to examiners on the stack of sheets, which names no report; and back."""

import secrets
import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ruangaman.lib.sheets import (
    blank_covers,
    body_uncover,
    copy_cut,
    copy_join,
    heads_uncover,
    sheet_cover,
    stack_size,
)

_CARRIED = 1


def lay_down(apps, _schema_editor):
    """No key is needed: the copies stay sealed as they are. Without any, nothing is laid."""
    secret, rows = settings.SEAL_SECRET, []
    for old in apps.get_model("reporting", "Examination").objects.iterator(chunk_size=200):
        cut = copy_cut(
            bytes(old.sealed),
            report=old.report_id.bytes,
            holder=old.examiner_id.bytes,
            item=old.pk.bytes,
            version=_CARRIED,
        )
        rows += [sheet_cover(*one, server_secret=secret) for one in cut]
    if not rows:
        return
    rows += blank_covers(stack_size(len(rows)) - len(rows), server_secret=secret)
    secrets.SystemRandom().shuffle(rows)
    sheet = apps.get_model("reporting", "Sheet")
    sheet.objects.bulk_create([sheet(head=head, body=body) for head, body in rows], batch_size=200)


def take_up(apps, _schema_editor):
    """The newest copy of each examiner and report; what she sent back since is lost."""
    sheet = apps.get_model("reporting", "Sheet")
    found = {}
    for pk, head in heads_uncover(
        sheet.objects.values_list("pk", "head"), server_secret=settings.SEAL_SECRET
    ):
        if head is not None:
            place = found.setdefault((head.report, head.holder), {})
            place.setdefault((head.version, head.item), {})[head.place] = (pk, head.of)
    report = apps.get_model("reporting", "Report")
    for (about, holder), copies in found.items():
        (_, item), sheets = max(copies.items())
        whole = len(sheets) == next(iter(sheets.values()))[1]
        if whole and report.objects.filter(pk=uuid.UUID(bytes=about)).exists():
            bodies = [sheet.objects.get(pk=pk).body for _, (pk, _of) in sorted(sheets.items())]
            apps.get_model("reporting", "Examination").objects.create(
                id=uuid.UUID(bytes=item),
                report_id=uuid.UUID(bytes=about),
                examiner_id=uuid.UUID(bytes=holder),
                sealed=copy_join(
                    body_uncover(bytes(body), server_secret=settings.SEAL_SECRET) for body in bodies
                ),
            )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_statistics_half"),
        ("reporting", "0016_boxes_that_ended"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sheet",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("head", models.BinaryField()),
                ("body", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "tag",
                    models.BinaryField(max_length=16, primary_key=True, serialize=False),
                ),
                ("place", models.BinaryField(db_index=True, max_length=16)),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Departure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("recorded", models.BooleanField(default=False)),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="departures",
                        to="people.team",
                    ),
                ),
            ],
        ),
        migrations.RunPython(lay_down, take_up),
        migrations.DeleteModel(name="Examination"),
    ]
