"""One's own records: nobody else's exist; asked again three times; gone on their day."""

from __future__ import annotations

import datetime as dt
import io
import secrets
from typing import Any

import pikepdf
import pytest
from django.utils import timezone

from ruangaman.casework.contacts.seals import contact_open, holder_tag
from ruangaman.casework.contacts.selectors import A_PAGE, opened, week_of
from ruangaman.casework.contacts.services.records import contact_record, contacts_dispose
from ruangaman.casework.contacts.tests.walk import checks_in_force
from ruangaman.casework.models.contacts import Contact
from ruangaman.casework.tests.cases import text_of
from ruangaman.core.models import AuditEvent
from ruangaman.core.shred import shred_keys
from ruangaman.lib.sealing import SealError
from ruangaman.people.models import RoleGrant
from tests.clients import StaffClient
from tests.documents import text_of as words_of
from tests.world import World

pytestmark = pytest.mark.django_db

GIVEN = {"umur": "dewasa", "akhir": "rujukan", "rujuk": ["dokter"]}


def noted(world: World, name: str = "rina", **changes: Any) -> Contact:
    known = set(Contact.objects.values_list("pk", flat=True))
    contact_record(
        reader=world.reader(name), random=secrets.token_bytes(32), given={**GIVEN, **changes}
    )
    return Contact.objects.exclude(pk__in=known).get()


@pytest.fixture(autouse=True)
def rules(world: World) -> None:
    checks_in_force()


@pytest.fixture
def rina(world: World) -> StaffClient:
    return world.sign_in(StaffClient(), "rina", unlock=True)


@pytest.mark.parametrize("name", ["beni", "lena", "maria"])
def test_to_others_a_record_is_not_there_and_a_guess_is_noted(world: World, name: str) -> None:
    contact = noted(world)
    client = world.sign_in(StaffClient(), name, unlock=True)
    assert contact.token not in text_of(client.get("/kontak/?semua=1"))
    pages = {}
    for token in (contact.token, "BBBB-BBBB"):
        for path in ("buka/", "tanya/", "tutup/", "serah/"):
            answer = client.post(f"/kontak/{token}/{path}")
            assert answer.status_code == 404
            pages[token] = answer.content.replace(token.encode(), b"")
        assert client.get(f"/kontak/{token}/").status_code == 404
    assert len(set(pages.values())) == 1
    guesses = AuditEvent.objects.filter(action="contact-not-found", actor=world.people[name].pk)
    assert guesses.count() == 10
    with pytest.raises(SealError):
        contact_open(contact, reader=world.reader(name))


def test_rows_do_not_say_whose_they_are_nor_how_they_ended(world: World) -> None:
    first, second = noted(world), noted(world, akhir="informasi", butuh=["dokter"] * 9)
    assert len(first.sealed) == len(second.sealed)
    assert first.holder == second.holder != holder_tag(world.reader("rina"), dt.date(2099, 1, 1))
    assert str(world.rina.pk) not in str(vars(first))


def test_a_due_question_stands_on_her_home_page_and_on_nobody_elses(
    world: World, rina: StaffClient
) -> None:
    contact = noted(world)
    monday = week_of(timezone.localdate())
    for due, there in ((monday + dt.timedelta(weeks=1), False), (monday, True)):
        Contact.objects.filter(pk=contact.pk).update(due_on=due)
        assert ("Sudah waktunya menanyakan" in text_of(rina.get("/"))) is there
    beni = world.sign_in(StaffClient(), "beni", unlock=True)
    locked = world.sign_in(StaffClient(), "rina")
    for other in (beni, locked):
        assert "Sudah waktunya menanyakan" not in text_of(other.get("/"))


def test_it_is_asked_three_times_and_then_closed(world: World, rina: StaffClient) -> None:
    contact = noted(world)
    weeks = [contact.due_on]
    for number in (1, 2, 3):
        page = rina.post(f"/kontak/{contact.token}/buka/")
        assert f'name="ke" value="{number}"' in page.content.decode()
        for _ in range(2):  # pressing twice notes it once
            rina.post(f"/kontak/{contact.token}/tanya/", {"ke": number, "hasil": "belum"})
        contact.refresh_from_db()
        weeks.append(contact.due_on)
    assert contact.state == "closed"
    assert weeks[3] is None
    assert all(week.weekday() == 0 for week in weeks[:3] if week)
    shown = opened(contact, reader=world.reader("rina"))
    assert shown
    assert [answer for _, answer in shown.checks] == ["Belum"] * 3
    assert shown.closed == "Tidak bertemu lagi"


def test_a_yes_closes_it_and_nothing_changes_a_closed_one(world: World, rina: StaffClient) -> None:
    contact = noted(world)
    refused = rina.post(f"/kontak/{contact.token}/tanya/", {"ke": 1})
    assert refused.status_code == 422
    rina.post(f"/kontak/{contact.token}/tanya/", {"ke": 1, "hasil": "ya"})
    rina.post(f"/kontak/{contact.token}/tutup/", {"alasan": "lain"})
    page = text_of(rina.post(f"/kontak/{contact.token}/buka/"))
    assert "Layanan tercapai" in page
    assert "Alasan lain" not in page


def test_on_its_day_it_goes_with_its_key(world: World) -> None:
    gone, stays = noted(world), noted(world)
    Contact.objects.filter(pk=gone.pk).update(keep_until=timezone.localdate())
    assert contacts_dispose() == 1
    assert [one.pk for one in Contact.objects.all()] == [stays.pk]
    assert set(shred_keys([bytes(gone.shred), bytes(stays.shred)])) == {bytes(stays.shred)}
    with pytest.raises(SealError):
        contact_open(gone, reader=world.reader("rina"))
    assert AuditEvent.objects.filter(action="contacts-disposed").count() == 1
    assert contacts_dispose() == 0


def test_who_is_not_ready_reads_nothing_and_is_told_what_happens(
    world: World, rina: StaffClient
) -> None:
    contact = noted(world)
    over = timezone.localdate() - dt.timedelta(days=3)
    RoleGrant.objects.filter(user=world.rina).update(receives_until=over, reads_until=over)
    page = text_of(rina.get("/kontak/"))
    assert "tidak pindah kepada siapa pun" in page
    assert contact.token not in page
    assert rina.post(f"/kontak/{contact.token}/buka/").status_code == 404
    assert rina.get("/kontak/baru/")["Location"] == "/kontak/"


def test_many_records_come_in_pages(world: World, rina: StaffClient) -> None:
    for _ in range(A_PAGE + 1):
        noted(world)
    first, second = (text_of(rina.get(f"/kontak/?halaman={n}")) for n in (1, 2))
    tokens = set(Contact.objects.values_list("token", flat=True))
    shown = [{one for one in tokens if one in page} for page in (first, second)]
    assert [len(one) for one in shown] == [A_PAGE, 1]
    assert shown[0] | shown[1] == tokens
    for odd in ("0", "x", "²", "9" * 40):
        assert rina.get("/kontak/", {"halaman": odd}).status_code == 200


@pytest.mark.parametrize(("prefix", "title"), [("", "Formulir layanan"), ("/en", "Service form")])
def test_the_paper_is_one_side_without_a_line_for_words(
    rina: StaffClient, prefix: str, title: str
) -> None:
    answer = rina.get(f"{prefix}/kontak/formulir.pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="formulir.pdf"'
    words = words_of(answer.content)
    assert words.startswith(title)
    assert "129" in words
    assert "__" not in words
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1
