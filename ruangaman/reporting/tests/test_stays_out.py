"""Who reads a report is settled when it is sent: no later change of teams opens it to more."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection

from ruangaman.core.triggers import triggers_remove
from ruangaman.lib.codename import Code
from ruangaman.lib.sealing import KeyPair
from ruangaman.people.models import ManifestEntry, RecipientKey, Role, RoleGrant, User
from ruangaman.people.selectors import manifest as manifests
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.desk import ReportNotFound, report_for
from ruangaman.reporting.services import mailbox
from ruangaman.reporting.services.replay import replay
from ruangaman.reporting.services.submit import report_submit
from ruangaman.reporting.tests.test_mailbox import ask_for
from ruangaman.reporting.tests.test_submit import GIVEN
from tests.world import World, vouch

pytestmark = pytest.mark.django_db
FOCAL = {"izin_fokal": ["unit_saya", "unit_lain"], "unit_lain": "dinas-sosial"}


@pytest.fixture
def joined(world: World) -> World:
    """Sari of the Dinas reads for UPTD PPA too, as two receivers signed."""
    RoleGrant.objects.create(user=world.sari, role=Role.CASE_WORKER, team=world.teams["uptd-ppa"])
    vouch(world.keys["sari"])
    return world


def sent(**changes: Any) -> Code:
    """Send a report with a focal point of Dinas Sosial beside UPTD PPA."""
    return report_submit(answers=Answers({**GIVEN, **FOCAL, **changes}), random=b"r" * 32).code


def epoch_begins(world: World, code: Code) -> None:
    """Take back the consent of Dinas Sosial, so that all boxes are rewritten."""
    social = f"tim-{world.teams['fp-dinas-sosial'].pk}"
    report = Report.objects.get().pk
    assert mailbox.mailbox_change(
        code, report, lambda box: mailbox.consent_withdraw(box, key=social)
    )


def parts(world: World, name: str) -> set[str]:
    """Return what somebody may open now."""
    try:
        _, box = report_for(reader=world.reader(name), number=Report.objects.get().number)
    except ReportNotFound:
        return set()
    return set(box.parts)


def leaves_the_dinas(world: World) -> None:
    """Sari leaves the Dinas, and two receivers sign that."""
    RoleGrant.objects.filter(user=world.sari).exclude(team=world.teams["uptd-ppa"]).delete()
    vouch(world.keys["sari"])


def test_whoever_was_kept_out_stays_out_after_she_moved(joined: World) -> None:
    code = sent(konflik=["dinas"])
    assert Report.objects.get().boxes.filter(recipient_id=joined.keys["sari"].pk).exists()
    leaves_the_dinas(joined)
    epoch_begins(joined, code)
    assert parts(joined, "sari") == set()
    assert parts(joined, "maria") == {"needs", "account", "messages"}


def test_no_length_tells_that_somebody_was_kept_out(joined: World) -> None:
    """Six colleagues of the team belong to the Dinas; only the seal knows that they are refused."""
    for number in range(6):
        user = User.objects.create(username=f"k{number}", email=f"k{number}@contoh.id", name="K")
        RoleGrant.objects.create(user=user, role=Role.CASE_WORKER, team=joined.teams["uptd-ppa"])
        RoleGrant.objects.create(user=user, role=Role.COORDINATOR)
        public = KeyPair(bytes([number]) * 32).public.raw
        vouch(RecipientKey.objects.create(user=user, public=public, wrapped=b""))
    for number, konflik in enumerate((["tidak"], ["dinas"])):
        report_submit(answers=Answers({**GIVEN, "konflik": konflik}), random=bytes([number]) * 32)
    first, second = Report.objects.all()
    assert first.boxes.count() == second.boxes.count() == 9
    assert len(first.ledger) == len(second.ledger)


def test_a_yes_in_person_opens_no_more_to_whoever_was_kept_out(joined: World) -> None:
    code = sent(konflik=["dinas"])
    leaves_the_dinas(joined)
    yes(code, ask_for(joined, "sari", "needs"))
    assert parts(joined, "sari") == {"needs"}
    epoch_begins(joined, code)
    assert parts(joined, "sari") == {"needs"}


def test_a_yes_in_person_gives_a_new_worker_just_those_parts(world: World) -> None:
    code = sent()
    RoleGrant.objects.create(user=world.sari, role=Role.CASE_WORKER, team=world.teams["uptd-ppa"])
    vouch(world.keys["sari"])
    yes(code, ask_for(world, "sari", "needs"))
    assert parts(world, "sari") == {"needs"}


def test_a_focal_point_who_joins_the_team_reads_new_reports_only(world: World) -> None:
    code = sent(izin_fokal=["unit_saya", "unit_lain"], unit_saya="dinas-kesehatan")
    assert parts(world, "rina") == {"needs", "messages"}
    RoleGrant.objects.create(user=world.rina, role=Role.CASE_WORKER, team=world.teams["uptd-ppa"])
    vouch(world.keys["rina"])
    epoch_begins(world, code)
    assert parts(world, "rina") == {"needs", "messages"}


def test_a_broken_manifest_and_a_role_give_nothing_more(world: World) -> None:
    """Whoever writes rows can break the manifest: roles alone open nothing further then."""
    code = sent(izin_fokal=["unit_saya", "unit_lain"], unit_saya="dinas-kesehatan")
    RoleGrant.objects.create(user=world.rina, role=Role.CASE_WORKER, team=world.teams["uptd-ppa"])
    triggers_remove(connection, ManifestEntry._meta.db_table)
    ManifestEntry.objects.filter(sequence=1).delete()
    manifests._kept.key = ()
    epoch_begins(world, code)
    assert parts(world, "rina") == {"needs", "messages"}


def yes(code: Code, wish: Any) -> None:
    """Let the reporter say yes to a wish."""
    report = Report.objects.get().pk
    assert mailbox.mailbox_change(
        code, report, lambda box: mailbox.wish_answer(box, wish_id=wish, yes=True)
    )


def test_what_was_taken_back_in_person_can_be_given_again(world: World) -> None:
    code = sent()
    yes(code, ask_for(world, "sari", "needs"))
    key, report = f"orang-{world.keys['sari'].pk}", Report.objects.get().pk
    mailbox.mailbox_change(code, report, lambda box: mailbox.consent_withdraw(box, key=key))
    assert parts(world, "sari") == set()
    yes(code, ask_for(world, "sari", "messages"))
    assert parts(world, "sari") == {"messages"}
    yes(code, ask_for(world, "sari", "needs"))
    assert parts(world, "sari") == {"needs", "messages"}
    epoch_begins(world, code)
    assert parts(world, "sari") == {"needs", "messages"}


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_that_was_not_kept_undoes_nothing_later(world: World) -> None:
    """The journal had it, the database did not; she went on, and then the servers start anew."""
    code, report = sent(), Report.objects.get().pk
    social = f"tim-{world.teams['fp-dinas-sosial'].pk}"

    def broken(box: mailbox.Mailbox) -> bool:
        mailbox.consent_withdraw(box, key=social)
        raise DatabaseError

    with pytest.raises(DatabaseError):
        mailbox.mailbox_change(code, report, broken)
    yes(code, ask_for(world, "sari", "needs"))
    assert replay().withdrawn == 0
    assert parts(world, "sari") == {"needs"}
    with pytest.raises(DatabaseError):
        mailbox.mailbox_change(code, report, broken)
    assert replay().withdrawn == 1
    assert parts(world, "sari") == {"needs"}
    assert parts(world, "lena") == set()
