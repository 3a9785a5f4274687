"""Noting a contact: minimum, sealed, once; handed over as a report of her own."""

from __future__ import annotations

from typing import Any

import pytest

from ruangaman.casework.contacts.flow import PAGES
from ruangaman.casework.contacts.tests.walk import (
    CHILD,
    HAND_OVER,
    INFORMATION,
    REFERRAL,
    YES,
    checks_in_force,
    go_on,
    hidden,
    walked,
)
from ruangaman.casework.models.contacts import Contact
from ruangaman.casework.tests.cases import opened, text_of
from ruangaman.core.models import AuditEvent
from ruangaman.core.shred import shred_keys
from ruangaman.people.models import RoleGrant, Team
from ruangaman.reporting.models import Box, Report
from ruangaman.reporting.selectors.desk import report_for
from ruangaman.reporting.selectors.parts import holders_as_authors, items_read
from tests.clients import PublicClient, StaffClient, code_of
from tests.world import World

pytestmark = pytest.mark.django_db

FORBIDDEN = ("text", "tel", "email", "date", "time", "number", "file", "search")


@pytest.fixture
def rina(world: World) -> StaffClient:
    return world.sign_in(StaffClient(), "rina", unlock=True)


def record(client: Any, contact: Contact) -> Any:
    return client.post(f"/kontak/{contact.token}/buka/")


def test_a_referral_is_kept_for_its_author_and_asked_about_again(rina: StaffClient) -> None:
    checks_in_force()
    done = walked(rina, *REFERRAL)
    assert (done.status_code, done["Location"]) == (302, "/kontak/")
    contact = Contact.objects.get()
    assert contact.state == "open"
    assert contact.due_on
    assert contact.due_on.weekday() == 0
    assert contact.keep_until.day == 1
    page = text_of(record(rina, contact))
    for words in ("Dokter atau puskesmas, Psikolog", "Sentuhan atau paksaan", "Perempuan"):
        assert words in page
    assert contact.token in text_of(rina.get("/kontak/"))


def test_no_page_has_a_place_for_words_and_nothing_is_chosen_before(rina: StaffClient) -> None:
    pages = [rina.get("/kontak/baru/")]
    for fields in (*HAND_OVER, {}):
        pages.append(go_on(rina, pages[-1], **fields))
    pages += [walked(rina, *way) for way in (REFERRAL[:-1], INFORMATION[:-1], CHILD[:2])]
    seen = set()
    for page in pages:
        html = page.content.decode().split('id="utama"')[1]
        seen.add(hidden(page)["langkah"])
        assert "<textarea" not in html
        assert not [kind for kind in FORBIDDEN if f'type="{kind}"' in html]
        assert " checked" not in html
    assert {"jelaskan", "awal", "anak", "perlu", "hal", "pilih", "rujukan", "periksa"} <= seen


def test_only_what_is_needed_to_go_on_must_be_answered(rina: StaffClient) -> None:
    page = walked(rina, {})
    assert hidden(page)["langkah"] == "awal"
    page = go_on(rina, page)
    assert page.status_code == 422
    assert "Pilih umurnya" in text_of(page)
    page = go_on(rina, page, umur="lain-sekali", sendiri="ya")
    assert page.status_code == 422
    assert 'value="ya" checked' in page.content.decode()
    assert walked(rina, *INFORMATION).status_code == 302
    assert Contact.objects.get().state == "closed"


def test_pressing_twice_keeps_one_record(rina: StaffClient) -> None:
    page = walked(rina, *REFERRAL[:-1])
    for _ in range(2):
        assert go_on(rina, page, **REFERRAL[-1]).status_code == 302
    assert Contact.objects.count() == 1


def test_an_answer_no_longer_on_the_way_is_not_kept(rina: StaffClient) -> None:
    page = walked(rina, *REFERRAL[:-1])
    page = rina.post("/kontak/baru/", {**hidden(page), "kembali": "1", "rujuk": ["polisi"], **YES})
    page = go_on(rina, page, akhir="informasi")
    go_on(rina, page)
    assert "Polisi" not in text_of(record(rina, Contact.objects.get()))


def test_her_report_is_hers_and_the_record_forgets(rina: StaffClient, world: World) -> None:
    check = walked(rina, *HAND_OVER)
    assert "3×24 jam" in text_of(check)
    assert go_on(rina, check).status_code == 422
    page = go_on(rina, check, **YES)
    code = code_of(page)
    report, box = report_for(reader=world.reader("maria"), number=Report.objects.get().number)
    assert set(box.parts) == {"needs", "messages"}
    needs = items_read(report, box, ["needs"], holders_as_authors(report, box.reporter))["needs"]
    assert needs[0].body["answers"]["butuh"] == ["rasa_aman", "teman_bicara"]
    assert "kontak" not in str(needs[0].body)
    contact = Contact.objects.get()
    assert (contact.state, contact.due_on) == ("handed", None)
    shown = text_of(record(rina, contact))
    assert "Diserahkan ke UPTD PPA pada" in shown
    assert "Rasa aman" not in shown
    maria = world.sign_in(StaffClient(), "maria", unlock=True)
    assert "Bersama fokal point atau petugas" in text_of(opened(maria, report))
    mailbox = PublicClient().post("/pesan/", {"kode": code})
    assert mailbox.status_code == 200
    assert "UPTD PPA" in text_of(mailbox)
    assert text_of(mailbox).count("Khawatir ada yang menyimpannya?") == 1


def test_the_code_is_shown_until_she_has_it_and_never_again(rina: StaffClient) -> None:
    check = walked(rina, *HAND_OVER)
    first = go_on(rina, check, **YES)
    again = go_on(rina, check, **YES)
    assert code_of(again) == code_of(first)
    assert first["Cache-Control"] == "no-store"
    assert rina.post("/kontak/baru/", {**hidden(first), "selesai": "1"}).status_code == 302
    for page in (check, first):
        after = go_on(rina, page, **YES)
        assert 'id="kode"' not in after.content.decode()
        assert "tidak bisa ditampilkan lagi" in text_of(after)
    assert (Report.objects.count(), Contact.objects.count()) == (1, 1)


def test_an_earlier_record_is_handed_over_and_its_key_destroyed(
    rina: StaffClient, django_capture_on_commit_callbacks: Any
) -> None:
    walked(rina, *REFERRAL)
    contact = Contact.objects.get()
    before = bytes(contact.shred)
    page = rina.post(f"/kontak/{contact.token}/serah/")
    asked = go_on(rina, page, konflik=["tidak"])
    check = go_on(rina, asked, penerima="uptd_ppa")
    with django_capture_on_commit_callbacks(execute=True):
        assert code_of(go_on(rina, check, **YES))
    contact.refresh_from_db()
    assert contact.state == "handed"
    assert bytes(contact.shred) != before
    assert shred_keys([before]) == {}
    assert rina.post(f"/kontak/{contact.token}/tutup/", {"alasan": "lain"}).status_code == 302
    assert rina.post(f"/kontak/{contact.token}/serah/").status_code == 302
    contact.refresh_from_db()
    assert (contact.state, Report.objects.count()) == ("handed", 1)


def test_a_child_is_handed_over_the_same_day_without_questions(
    rina: StaffClient, world: World
) -> None:
    check = walked(rina, *CHILD)
    assert "bertindak hari ini juga" in text_of(check)
    assert "kapan" not in PAGES[hidden(check)["langkah"]]
    assert code_of(go_on(rina, check, **YES))
    report, box = report_for(reader=world.reader("maria"), number=Report.objects.get().number)
    needs = items_read(report, box, ["needs"], holders_as_authors(report, box.reporter))["needs"]
    answers = needs[0].body["answers"]
    assert (answers["tentang"], answers["dewasa"]) == ("anak_lain", "Guru")


def test_an_unknown_age_goes_a_child_s_way_and_no_age_is_stated(
    rina: StaffClient, world: World
) -> None:
    page = walked(rina, {}, {"umur": "tidak_tahu", "sendiri": "ya"})
    assert hidden(page)["langkah"] == "anak"
    assert "Umur tidak diketahui: berhenti bertanya" in text_of(page)
    check = go_on(rina, go_on(rina, page, lewat="sistem"), konflik=["tidak"])
    assert "bertindak hari ini juga" in text_of(check)
    code = code_of(go_on(rina, check, **YES))
    maria = world.sign_in(StaffClient(), "maria", unlock=True)
    case = text_of(opened(maria, Report.objects.get()))
    assert "umur tidak diketahui: perlakukan sebagai anak" in case
    assert "Anak: hari ini juga" in case
    mailbox = text_of(PublicClient().post("/pesan/", {"kode": code}))
    for words in ("18 tahun ke atas", "sendiri, di bawah 18 tahun", "Ini tentang anak"):
        assert words not in case
    assert "Umurnya belum diketahui." in mailbox
    page = walked(rina, {}, {"umur": "tidak_tahu"}, {"lewat": "telepon"})
    assert page.status_code == 302
    assert Contact.objects.get(state="closed").due_on is None


def test_a_conflict_or_nobody_to_read_sends_nothing(rina: StaffClient) -> None:
    page = walked(rina, *HAND_OVER[:-2], {"konflik": ["uptd_ppa", "dinas"]})
    assert hidden(page)["langkah"] == "tanpa_penerima"
    check = walked(rina, *HAND_OVER)
    RoleGrant.objects.filter(user__username__in=["maria", "yosef"]).delete()
    page = go_on(rina, check, **YES)
    assert (page.status_code, hidden(page)["langkah"]) == (409, "konflik")
    assert "Yang dipilih sekarang tidak bisa menerima." in text_of(page)
    RoleGrant.objects.filter(user__username="sari").delete()
    page = go_on(rina, check, **YES)
    assert hidden(page)["langkah"] == "tanpa_penerima"
    assert (Report.objects.count(), Contact.objects.count()) == (0, 0)


def test_she_chooses_another_receiving_team_after_its_effect_was_read(
    rina: StaffClient, world: World
) -> None:
    Team.objects.filter(code="pseah-desk").update(
        legal_effect_id="Meja ini menanyakan dulu kepada Anda.", source="uji"
    )
    page = walked(rina, *HAND_OVER[:-1])
    told = text_of(page)
    for words in ("Meja ini menanyakan dulu", "Belum diverifikasi.", "3×24 jam"):
        assert words in told
    assert " checked" not in page.content.decode()
    unsaid = go_on(rina, page)
    assert (unsaid.status_code, "Pilih siapa yang menerimanya." in text_of(unsaid)) == (422, True)
    assert go_on(rina, page, penerima="fp-dinas-sosial").status_code == 422
    check = go_on(rina, page, penerima="pseah-desk")
    told = text_of(check)
    assert "Meja PSEAH (1 orang): Kebutuhan, Pesan" in told
    assert "3×24 jam" not in told
    code = code_of(go_on(rina, check, **YES))
    assert set(Box.objects.values_list("recipient__user__username", flat=True)) == {"sari"}
    sari = world.sign_in(StaffClient(), "sari", unlock=True)
    assert "Bersama fokal point atau petugas" in text_of(opened(sari, Report.objects.get()))
    assert "Meja PSEAH" in text_of(PublicClient().post("/pesan/", {"kode": code}))


def test_a_child_goes_to_uptd_ppa_and_a_conflict_takes_a_team_away(rina: StaffClient) -> None:
    assert hidden(walked(rina, *CHILD))["langkah"] == "periksa"
    only = walked(rina, *HAND_OVER[:-2], {"konflik": ["uptd_ppa"]})
    assert hidden(only)["langkah"] == "penerima"
    assert 'value="uptd_ppa"' not in only.content.decode()
    without = walked(rina, *HAND_OVER[:-2], {"konflik": ["dinas"]})
    assert hidden(without)["langkah"] == "periksa"


def test_what_was_answered_outlives_a_lock(rina: StaffClient) -> None:
    page = walked(rina, *REFERRAL[:-1])
    key = rina.cookies.pop("kunci")
    locked = go_on(rina, page, **REFERRAL[-1])
    assert locked.status_code == 403
    fields = [("isi", hidden(page)["isi"]), ("rujuk", "dokter"), ("rujuk", "psikososial")]
    for name, value in fields:
        assert f'name="{name}" value="{value}"' in locked.content.decode()
    rina.cookies["kunci"] = key.value
    assert go_on(rina, page, **REFERRAL[-1]).status_code == 302


def test_another_s_form_and_junk_are_refused(rina: StaffClient, world: World) -> None:
    page = walked(rina, *REFERRAL[:-1])
    beni = world.sign_in(StaffClient(), "beni", unlock=True)
    for client, fields in ((beni, hidden(page)), (rina, {"isi": "x", "langkah": "rujukan"})):
        answer = client.post("/kontak/baru/", {**fields, **REFERRAL[-1]})
        assert answer.status_code == 400
        assert "Mulai lagi" in text_of(answer)
    assert not Contact.objects.exists()


def test_the_trail_does_not_say_which_or_what(rina: StaffClient) -> None:
    walked(rina, *REFERRAL)
    go_on(rina, walked(rina, *HAND_OVER), **YES)
    events = AuditEvent.objects.filter(action__startswith="contact")
    assert {(one.action, bytes(one.subject), str(one.detail)) for one in events} == {
        ("contact-written", b"", "{}")
    }


def test_somebody_else_can_only_alert(world: World) -> None:
    """At UPTD PPA's own phone, too: whoever is not the survivor consents to nothing for her."""
    maria = world.sign_in(StaffClient(), "maria", unlock=True)
    other = ({}, {"umur": "dewasa", "sendiri": "lain", "cara": "telepon"}, {}, {})
    page = walked(maria, *other)
    assert 'value="rujukan"' not in page.content.decode()
    assert go_on(maria, page, akhir="rujukan").status_code == 422
    asked = go_on(maria, go_on(maria, page, akhir="serah"), konflik=["tidak"])
    check = go_on(maria, asked, penerima="uptd_ppa")
    assert "bukan laporan penyintas" in text_of(check)
    assert code_of(go_on(maria, check, **YES))
    report, box = report_for(reader=world.reader("yosef"), number=Report.objects.get().number)
    needs = items_read(report, box, ["needs"], holders_as_authors(report, box.reporter))["needs"]
    assert needs[0].body["purpose"] == "pemberitahuan"
