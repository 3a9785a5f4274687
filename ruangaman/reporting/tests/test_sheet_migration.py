"""What was handed over before lies on the stack afterwards, and opens; and the other way round."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ruangaman.lib.sealing import KeyPair
from ruangaman.lib.sheets import FEWEST
from ruangaman.reporting import covers, seals
from ruangaman.reporting.covers import cover_of
from ruangaman.reporting.models import Sheet
from ruangaman.reporting.selectors.examinations import examinations_of
from ruangaman.reporting.selectors.sheets import carried_item, copies_of
from ruangaman.reporting.tests import ends
from ruangaman.reporting.tests.test_cover_migration import migrate, newest
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["newest"]
BEFORE = [("reporting", "0016_boxes_that_ended")]


def test_an_older_copy_opens_from_the_stack(world: World, newest: list[tuple[str, str]]) -> None:
    report, code = ends.sent()
    key = world.keys["maria"]
    migrate(BEFORE)
    old = MigrationExecutor(connection).loader.project_state(BEFORE).apps
    examination = old.get_model("reporting", "Examination")
    item = carried_item(report.pk, key.pk)
    reporter = KeyPair(code.seed(ends.settings.SEAL_SECRET))
    sealed = seals.note_seal(
        {"team": "Inspektorat", "day": "2026-01-02", "items": [], "words": "x" * 20_000},
        kind=covers.EXAMINATION,
        report=report.pk,
        item=item,
        reporter=world.reader("maria").key.public,
        author=seals.Author(reporter),
    )
    covered = cover_of(report).over(sealed, covers.EXAMINATION, item)
    examination.objects.create(
        id=item.hex(), report_id=report.pk, examiner_id=key.pk, sealed=covered
    )
    migrate(newest)
    assert Sheet.objects.count() == FEWEST
    (handed,) = examinations_of(world.reader("maria"))
    assert (handed.team, len(handed.words)) == ("Inspektorat", 20_000)
    migrate(BEFORE)
    assert bytes(examination.objects.get().sealed) == covered
    migrate(newest)
    (copy,) = copies_of(key.pk)
    assert copy.item == item
