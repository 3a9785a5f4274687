"""Who was removed stays out of open mailboxes whatever happens to the manifest afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from ruangaman.core.triggers import triggers_remove
from ruangaman.people.models import ManifestEntry
from ruangaman.people.pinned import root_pin
from ruangaman.people.selectors import manifest as manifests
from ruangaman.people.services.receivers import proposal_sign, removal_propose
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.desk import ReportNotFound, report_for
from ruangaman.reporting.services import mailbox
from ruangaman.reporting.services.submit import report_submit
from ruangaman.reporting.tests.test_submit import GIVEN
from tests.world import ROOT_SEED, World, root_public

pytestmark = pytest.mark.django_db


def test_who_was_removed_stays_out_while_the_manifest_is_broken(
    world: World,
    settings: Any,
    tmp_path: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    """Her ledger still names Yosef; the file outside the database knows that he was removed."""
    settings.MANIFEST_HOME = tmp_path
    root_pin(root_public(ROOT_SEED))
    elsewhere = {"izin_fokal": ["unit_lain"], "unit_lain": "dinas-sosial"}
    sent = report_submit(answers=Answers({**GIVEN, **elsewhere}), random=b"r" * 32)
    row = Report.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        proposal = removal_propose(reader=world.reader("maria"), user=world.yosef)
        proposal_sign(reader=world.reader("rina"), proposal_id=proposal.pk, typed="")
        manifests.manifest()
    manifests._kept.key = ()
    triggers_remove(connection, "people_manifestentry")
    ManifestEntry.objects.filter(sequence=1).delete()
    assert manifests.manifest_standing().fault
    social = f"tim-{world.teams['fp-dinas-sosial'].pk}"
    mailbox.mailbox_change(sent.code, row.pk, lambda box: mailbox.consent_withdraw(box, key=social))
    report_for(reader=world.reader("maria"), number=row.number)
    for gone in ("yosef", "lena"):
        with pytest.raises(ReportNotFound):
            report_for(reader=world.reader(gone), number=row.number)
