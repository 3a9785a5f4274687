"""Cover what was sealed before there were shred keys, or uncover it again."""

import sys

from django.db import migrations

from ruangaman.core.progress import Bar
from ruangaman.core.shred import shred_key, shred_key_take
from ruangaman.lib.shred import cover, uncover


def cover_all(apps, _schema_editor):
    reports = apps.get_model("reporting", "Report").objects.filter(shred=None)
    _each(reports, _covered)


def uncover_all(apps, _schema_editor):
    reports = apps.get_model("reporting", "Report").objects.exclude(shred=None)
    _each(reports, _uncovered)


def _each(reports, change):
    count, bar = reports.count(), Bar(sys.stderr)
    for done, report in enumerate(reports.order_by("pk").iterator(chunk_size=200), 1):
        change(report)
        bar(done, count)
    bar.close()


def _covered(report):
    report.shred = shred_key_take()
    key = shred_key(report.shred)
    _rewrite(report, lambda raw, *about: cover(raw, key, context=(report.pk.bytes, *about)))


def _uncovered(report):
    key = shred_key(bytes(report.shred))
    _rewrite(report, lambda raw, *about: uncover(raw, key, context=(report.pk.bytes, *about)))
    report.shred = None
    report.save(update_fields=["shred"])


def _rewrite(report, change):
    report.reporter_box = change(bytes(report.reporter_box), "reporter box", b"")
    report.ledger = change(bytes(report.ledger), "ledger", b"")
    report.save(update_fields=["reporter_box", "ledger", "shred"])
    for rows, what, name in (
        (report.boxes, "box", lambda row: row.recipient_id.bytes),
        (report.openings, "opening", lambda row: bytes(row.tag)),
        (report.reader_requests, "wish", lambda row: row.pk.bytes),
    ):
        changed = list(rows.all())
        for row in changed:
            row.sealed = change(bytes(row.sealed), what, name(row))
        rows.model.objects.bulk_update(changed, ["sealed"])


class Migration(migrations.Migration):
    dependencies = [("reporting", "0003_shred")]

    operations = [migrations.RunPython(cover_all, uncover_all)]
