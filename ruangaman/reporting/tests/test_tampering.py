"""Somebody who can write rows: what was put back, swapped or forged is noticed."""

from __future__ import annotations

import uuid

import pytest

from ruangaman.lib.boxes import BoxContent, new_seeds, seal_box
from ruangaman.lib.sealing import KeyPair, PublicKey
from ruangaman.people.models import RecipientKey
from ruangaman.reporting import seals
from ruangaman.reporting.models import Box, Item, PartKey, Report
from ruangaman.reporting.selectors.desk import ReportNotFound, report_for
from ruangaman.reporting.tests.ways import SEND, report
from tests.clients import PublicClient, code_of
from tests.world import World, seed_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(public: PublicClient, world: World) -> str:
    return code_of(public.go_on(public.report(*report()), **SEND))


def knock(public: PublicClient, code: str) -> object:
    return public.post("/pesan/", {"kode": code})


def test_a_box_with_the_attackers_seeds_closes_the_mailbox(public: PublicClient, code: str) -> None:
    """Everything needed stands in the rows but the reporter's signature."""
    row = Report.objects.get()
    seeds = new_seeds()
    reporter = PublicKey(bytes(row.reporter))
    row.reporter_box = seal_box(
        BoxContent(reporter, seeds), to=reporter, report=row.id.bytes, epoch=0
    )
    row.save()
    for key in PartKey.objects.all():
        key.public = KeyPair(seeds[key.part]).public.raw
        key.save()
    Item.objects.all().delete()
    assert knock(public, code).status_code == 409  # type: ignore[attr-defined]


def test_an_old_ledger_does_not_bring_a_consent_back(
    public: PublicClient, code: str, world: World
) -> None:
    before = bytes(Report.objects.get().ledger)
    public.go_on(knock(public, code), cabut=f"tim-{world.teams['uptd-ppa'].id}")
    Report.objects.update(ledger=before)
    assert knock(public, code).status_code == 409  # type: ignore[attr-defined]
    with pytest.raises(ReportNotFound):
        report_for(reader=world.reader("maria"), number=Report.objects.get().number)


def test_a_planted_worker_is_not_believed(public: PublicClient, code: str, world: World) -> None:
    row, stranger = Report.objects.get(), KeyPair(b"z" * 32)
    key = RecipientKey.objects.create(user=world.anton, public=stranger.public.raw, wrapped=b"")
    Box.objects.create(report=row, recipient=key, sealed=b"")
    part = PartKey.objects.get(report=row, part="messages")
    item = uuid.uuid4()
    sealed = seals.item_seal(
        {"kind": "message", "text": "Datang malam ini.", "role": "Pendamping, UPTD PPA"},
        report=row.id,
        part="messages",
        epoch=0,
        item=item,
        to=PublicKey(bytes(part.public)),
        author=seals.Author(stranger, key.id.bytes),
    )
    Item.objects.create(id=item, report=row, part="messages", epoch=0, position=9, sealed=sealed)
    page = knock(public, code).content.decode()  # type: ignore[attr-defined]
    assert "Datang malam ini" not in page
    assert "rusak" in page


def test_a_swapped_key_of_a_known_worker_is_not_believed(
    public: PublicClient, code: str, world: World
) -> None:
    row, stranger = Report.objects.get(), KeyPair(b"z" * 32)
    RecipientKey.objects.filter(pk=world.keys["maria"].pk).update(public=stranger.public.raw)
    part = PartKey.objects.get(report=row, part="messages")
    item = uuid.uuid4()
    sealed = seals.item_seal(
        {"kind": "message", "text": "Datang malam ini."},
        report=row.id,
        part="messages",
        epoch=0,
        item=item,
        to=PublicKey(bytes(part.public)),
        author=seals.Author(stranger, world.keys["maria"].id.bytes),
    )
    Item.objects.create(id=item, report=row, part="messages", epoch=0, position=9, sealed=sealed)
    assert "Datang malam ini" not in knock(public, code).content.decode()  # type: ignore[attr-defined]


def test_a_broken_link_to_an_earlier_epoch_hides_only_what_is_older(
    public: PublicClient, code: str, world: World
) -> None:
    page = public.go_on(knock(public, code), pesan="Sebelum.", kirim="1")
    page = public.go_on(page, cabut=f"tim-{world.teams['uptd-ppa'].id}")
    public.go_on(page, pesan="Sesudah.", kirim="1")
    link = PartKey.objects.get(part="messages", epoch=1)
    link.previous = bytes(link.previous)[:-1] + b"\0"
    link.save()
    text = knock(public, code).content.decode()  # type: ignore[attr-defined]
    assert "Sesudah." in text
    assert "Sebelum." not in text


def test_who_left_the_team_reads_no_more(public: PublicClient, code: str, world: World) -> None:
    number = Report.objects.get().number
    assert report_for(reader=world.reader("maria"), number=number)
    world.maria.grants.update(team=world.teams["pseah-desk"])
    assert seed_of("maria")
    with pytest.raises(ReportNotFound):
        report_for(reader=world.reader("maria"), number=number)
