"""A report is disposed of; what staff did about it stays in the audit chain."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest

from ruangaman.core.audit import audit_verify, subject_of
from ruangaman.core.models import AuditEvent
from ruangaman.reporting.models import Item
from ruangaman.reporting.selectors.desk import report_for
from ruangaman.reporting.services.records import record_add
from ruangaman.reporting.tests import ends
from tests.world import World

pytestmark = pytest.mark.django_db


def test_what_staff_did_is_still_known_after_the_report_is_gone(
    world: World, settings: Any, tmp_path: Path
) -> None:
    """The work on the case goes with its key; the events about it stay, and the chain is whole."""
    settings.AUDIT_EXPORTS = tmp_path  # another test may have exported its own chain
    report, code = ends.sent()
    reader = world.reader("maria")
    found, box = report_for(reader=reader, number=report.number)
    assert record_add(
        reader=reader,
        report=found,
        box=box,
        part="account",
        about="note",
        thing=uuid.uuid4(),
        values={"isi": "Tinggal dengan bibinya."},
        item_id=uuid.uuid4(),
        seen=0,
    )
    ends.wished(report, code)
    before = AuditEvent.objects.count()
    ends.disposed(world, report)
    assert not Item.objects.exists()
    about = AuditEvent.objects.filter(subject=subject_of("report", report.pk.bytes))
    assert set(about.values_list("action", flat=True)) == {
        "case-record-written",
        "disposal-proposed",
        "report-disposed",
    }
    assert AuditEvent.objects.count() > before
    assert audit_verify() == []
