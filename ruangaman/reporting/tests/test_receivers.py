"""Whoever can write rows, or invite people, still receives nothing; and somebody is told."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from ruangaman.core.triggers import triggers_remove
from ruangaman.lib.boxes import PARTS
from ruangaman.lib.sealing import KeyPair, PublicKey
from ruangaman.people.models import ManifestEntry, RecipientKey, Role, RoleGrant, Team, User
from ruangaman.people.pinned import Seen, root_pin, seen_forward, seen_path
from ruangaman.people.readers import Reader, reader_for
from ruangaman.people.selectors import manifest as manifests
from ruangaman.people.selectors import recipients_of
from ruangaman.people.services.receivers import proposal_sign, removal_propose
from ruangaman.people.services.vault import key_replace
from ruangaman.reporting import seals
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.models import Box, Item, PartKey, Report
from ruangaman.reporting.selectors.desk import ReportNotFound, report_for
from ruangaman.reporting.selectors.parts import holders_as_authors, items_read
from ruangaman.reporting.services import mailbox
from ruangaman.reporting.services.submit import NobodyCanRead, report_submit
from ruangaman.reporting.tests.test_submit import GIVEN
from ruangaman.reporting.tests.ways import SEND, report
from tests.clients import PublicClient, StaffClient, code_of
from tests.world import World, vouch

pytestmark = pytest.mark.django_db
STRANGER = KeyPair(b"z" * 32)
TABLE = "people_manifestentry"


@pytest.fixture(autouse=True)
def lines_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every test see the line that is written once a minute."""
    monkeypatch.setattr(manifests, "_logged", {})


@pytest.fixture
def owner() -> Callable[[str], None]:
    """Change the manifest as the owner of the schema could: triggers gone, then any SQL."""
    triggers_remove(connection, TABLE)

    def run(sql: str, *values: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)

    return run


def receivers(random: bytes = b"r" * 32) -> set[uuid.UUID]:
    """Send a report and return the keys that have a box of it."""
    report_submit(answers=Answers(GIVEN), random=random)
    return set(Report.objects.get().boxes.values_list("recipient_id", flat=True))


def told(world: World, name: str = "maria") -> str:
    """Return somebody's first page."""
    return world.sign_in(StaffClient(), name).get("/").content.decode()


def checked() -> str:
    """Return what ``check`` says on standard error, whatever its exit code."""
    errors = StringIO()
    try:
        call_command("check", stdout=StringIO(), stderr=errors)
    except CommandError as fault:
        errors.write(str(fault))
    return errors.getvalue()


def test_nothing_is_sealed_to_a_swapped_key_and_others_still_receive(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    RecipientKey.objects.filter(pk=world.keys["maria"].pk).update(public=STRANGER.public.raw)
    assert receivers() == {world.keys["yosef"].pk}
    with pytest.raises(ReportNotFound):
        report_for(reader=_as(world, "yosef", STRANGER), number=Report.objects.get().number)
    assert "not as the manifest" in caplog.text
    assert "maria" not in caplog.text
    assert "1 key in the database is not the one that was signed" in checked()
    for name in ("yosef", "agustina", "dina", "anton"):
        assert "bukan kunci yang ditandatangani" in told(world, name)
    assert "bukan kunci yang ditandatangani" not in told(world, "tono")


def test_a_key_given_to_somebody_elses_account_receives_nothing(world: World) -> None:
    RecipientKey.objects.filter(pk=world.keys["maria"].pk).update(user=world.tono)
    RoleGrant.objects.create(user=world.tono, role=Role.CASE_WORKER, team=world.teams["uptd-ppa"])
    assert receivers() == {world.keys["yosef"].pk}
    assert "is not the one that was signed" in checked()


def test_a_key_that_is_gone_is_missed(world: World) -> None:
    world.keys["maria"].delete()
    assert "1 receiver’s key is missing" in checked()
    assert "hilang dari basis data" in told(world, "yosef")


def test_a_receiver_invited_by_the_administrator_alone_receives_nothing(world: World) -> None:
    friend = User.objects.create(username="kawan", email="kawan@contoh.id", name="Kawan")
    RoleGrant.objects.create(user=friend, role=Role.CASE_WORKER, team=world.teams["uptd-ppa"])
    RecipientKey.objects.create(user=friend, public=STRANGER.public.raw, wrapped=b"")
    assert receivers() == {world.keys["maria"].pk, world.keys["yosef"].pk}
    assert "has a key but no two receivers have signed" in checked()
    for name in ("maria", "agustina", "dina", "anton"):
        assert "belum ditandatangani dua penerima" in told(world, name)


def test_a_role_the_administrator_gives_a_receiver_opens_no_further_team(world: World) -> None:
    RoleGrant.objects.create(user=world.sari, role=Role.CASE_WORKER, team=world.teams["uptd-ppa"])
    assert receivers() == {world.keys["maria"].pk, world.keys["yosef"].pk}
    vouch(world.keys["sari"])
    assert world.sari.pk in {one.user_id for one in recipients_of([world.teams["uptd-ppa"].pk])}


def test_a_key_replaced_by_its_owner_alone_receives_nothing(world: World) -> None:
    new = key_replace(user=world.maria, passphrase="satu dua tiga empat lima enam")
    assert receivers() == {world.keys["yosef"].pk}
    vouch(new)
    assert new.pk in {one.key_id for one in recipients_of([world.teams["uptd-ppa"].pk])}


def test_a_role_taken_away_does_not_let_a_refused_organisation_in(world: World) -> None:
    """Sari belongs to the Dinas; whoever strips that from the rows does not un-exclude her."""
    team = world.teams["uptd-ppa"]
    RoleGrant.objects.create(user=world.sari, role=Role.CASE_WORKER, team=team)
    vouch(world.keys["sari"])
    RoleGrant.objects.filter(user=world.sari).exclude(team=team).delete()
    Team.objects.filter(code="pseah-desk").update(organisation="")
    sari = next(one for one in recipients_of([team.pk]) if one.user_id == world.sari.pk)
    assert "dinas" in sari.organisations
    assert sari.team_ids == {team.pk}


def test_a_forged_colleague_is_not_believed_on_the_desk(world: World) -> None:
    receivers()
    row = Report.objects.get()
    planted = RecipientKey.objects.create(user=world.tono, public=STRANGER.public.raw, wrapped=b"")
    Box.objects.create(report=row, recipient=planted, sealed=b"")
    part = PartKey.objects.get(report=row, part="messages")
    item = uuid.uuid4()
    sealed = seals.item_seal(
        {"kind": "message", "text": "Datang malam ini.", "role": "Pendamping, UPTD PPA"},
        report=row.id,
        part="messages",
        epoch=0,
        item=item,
        to=PublicKey(bytes(part.public)),
        author=seals.Author(STRANGER, planted.id.bytes),
    )
    Item.objects.create(id=item, report=row, part="messages", epoch=0, position=9, sealed=sealed)
    row, box = report_for(reader=world.reader("maria"), number=row.number)
    read = items_read(row, box, PARTS, holders_as_authors(row, box.reporter))
    assert [one.author for one in read["messages"]][-1] == "unreadable"
    assert all("malam" not in str(one.body) for one in read["messages"])


@pytest.mark.parametrize(
    "sql",
    [
        f"UPDATE {TABLE} SET statement = replace(statement, 'founded', 'removed') WHERE sequence=2",
        f"UPDATE {TABLE} SET public = %s WHERE sequence = 1",
        f"DELETE FROM {TABLE} WHERE sequence = 2",
        f"UPDATE {TABLE} SET second = first WHERE sequence = 3",
    ],
)
def test_an_altered_manifest_vouches_for_nobody(
    world: World, public: PublicClient, owner: Callable[..., None], sql: str
) -> None:
    manifests._kept.key = ()  # a process that has not verified it yet
    owner(sql, *([STRANGER.public.raw] if "%s" in sql else []))
    _nobody_receives(world, public)


def test_an_entry_appended_by_hand_vouches_for_nobody(world: World, public: PublicClient) -> None:
    last = ManifestEntry.objects.order_by("sequence").last()
    assert last
    last.sequence += 1
    last.save(force_insert=True)
    _nobody_receives(world, public)


def test_a_manifest_of_another_root_vouches_for_nobody(world: World, public: PublicClient) -> None:
    root_pin(bytes(32))
    _nobody_receives(world, public)


def test_a_rolled_back_manifest_vouches_for_nobody(
    world: World, public: PublicClient, owner: Callable[..., None]
) -> None:
    """The newest version seen is kept outside the database."""
    known = manifests.manifest()
    seen_forward(Seen(known.sequence, known.hash))
    owner(f"DELETE FROM {TABLE} WHERE sequence = %s", known.sequence)
    _nobody_receives(world, public)
    assert "older than the newest seen" in checked()


def test_a_manifest_taken_away_altogether_vouches_for_nobody(
    world: World, public: PublicClient, owner: Callable[..., None]
) -> None:
    known = manifests.manifest()
    seen_forward(Seen(known.sequence, known.hash))
    owner(f"DELETE FROM {TABLE}")
    _nobody_receives(world, public)


def test_a_damaged_file_of_the_newest_seen_is_a_fault(world: World, public: PublicClient) -> None:
    seen_path().write_text("{", encoding="ascii")
    _nobody_receives(world, public)


def test_what_a_removed_receiver_held_is_emptied_with_the_next_epoch(world: World) -> None:
    elsewhere = {"izin_fokal": ["unit_lain"], "unit_lain": "dinas-sosial"}
    sent = report_submit(answers=Answers({**GIVEN, **elsewhere}), random=b"r" * 32)
    row = Report.objects.get()
    maria, rina = world.reader("maria"), world.reader("rina")
    proposal = removal_propose(reader=maria, user=world.yosef)
    proposal_sign(reader=rina, proposal_id=proposal.pk, typed="")
    social = f"tim-{world.teams['fp-dinas-sosial'].pk}"
    mailbox.mailbox_change(sent.code, row.pk, lambda box: mailbox.consent_withdraw(box, key=social))
    _, box = report_for(reader=world.reader("maria"), number=row.number)
    assert "account" in box.parts
    for gone in ("yosef", "lena"):
        with pytest.raises(ReportNotFound):
            report_for(reader=world.reader(gone), number=row.number)


def test_a_consent_is_taken_back_whatever_happened_to_the_manifest(
    world: World, public: PublicClient, owner: Callable[..., None]
) -> None:
    """Her ledger knows whose keys she trusted."""
    code = code_of(public.go_on(public.report(*report()), **SEND))
    number = Report.objects.get().number
    RecipientKey.objects.filter(pk=world.keys["yosef"].pk).update(public=STRANGER.public.raw)
    manifests._kept.key = ()
    owner(f"DELETE FROM {TABLE} WHERE sequence = 1")
    page = public.post("/pesan/", {"kode": code})
    assert page.status_code == 200
    public.go_on(page, cabut=f"tim-{world.teams['uptd-ppa'].pk}")
    with pytest.raises(ReportNotFound):
        report_for(reader=world.reader("maria"), number=number)


def test_a_version_is_only_ever_replaced_by_a_newer_one(world: World) -> None:
    for sequence in (3, 2, 5, 4):
        seen_forward(Seen(sequence, bytes([sequence]) * 32))
    assert manifests.seen_now() == Seen(5, b"\x05" * 32)


def _nobody_receives(world: World, public: PublicClient) -> None:
    """Nothing is sealed, the public page offers help only, and everybody concerned is told."""
    with pytest.raises(NobodyCanRead):
        receivers()
    assert not Report.objects.exists()
    assert 'href="/lapor/"' not in public.get("/").content.decode()
    page = public.report(*report()[:4]).content.decode()
    assert "Semua tempat bantuan" in page
    assert "129" in page
    assert "Nothing" in checked() or "nothing" in checked()
    for name in ("maria", "agustina", "dina", "anton"):
        assert "Daftar penerima tidak utuh" in told(world, name)


def _as(world: World, name: str, pair: KeyPair) -> Reader:
    return reader_for(world.keys[name], pair)


def test_the_log_names_the_fault_and_nobody(
    world: World, owner: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    manifests._kept.key = ()
    owner(f"DELETE FROM {TABLE} WHERE sequence = 1")
    with caplog.at_level(logging.ERROR), pytest.raises(NobodyCanRead):
        receivers()
    assert [record.message for record in caplog.records] == [
        "Nothing is sealed to anybody: the manifest of receivers is not sound."
    ]
