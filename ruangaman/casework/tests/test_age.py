"""A worker learns that she is under 18: everything counts from there, and she is told."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from ruangaman.casework.tests.cases import done, opened, sent, text_of
from ruangaman.casework.tests.test_clocks import pressed
from ruangaman.core.models import AuditEvent
from tests.clients import PublicClient, StaffClient
from tests.waking import Clock as Wall
from tests.world import World

pytestmark = pytest.mark.django_db
FORM = {"dasar": "bilang"}


def age(client: Any, report: Any, name: str, **fields: Any) -> Any:
    """Write about her age, having read everything."""
    path = f"/kasus/{report.number}/berkas/usia/{name}/"
    return client.post(path, {"butir": str(uuid.uuid4()), "dilihat": "99", **fields})


def test_it_counts_from_the_note_after_a_first_answer_too(
    world: World, staff: Any, public: PublicClient, wall: Wall
) -> None:
    report, code = sent()
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    page = done(staff, report, "jawab", page, teks="Halo.")
    assert "Anak: hari ini juga" not in text_of(page)
    assert age(staff, report, "anak").status_code == 422
    page = age(staff, report, "anak", **FORM)
    assert "Ini sekarang kasus anak" in text_of(page)
    assert 'action="/kasus/' + report.number + '/berkas/usia/anak/"' not in page.content.decode()
    case = text_of(opened(staff, report))
    assert "Ini tentang anak. Hari ini juga:" in case
    assert "Anak: hari ini juga" in case
    mailbox = text_of(pressed(public, code))
    assert "petugas mencatat bahwa Anda berusia di bawah 18 tahun. Ini bukan salah Anda." in mailbox
    assert "UPTD PPA mulai membantu paling lambat Rabu, 25 November 2026" in mailbox
    assert "Karena ini tentang anak, UPTD PPA harus melapor ke polisi." in mailbox
    assert AuditEvent.objects.filter(action="case-record-written").count() == 1


def test_only_a_worker_unsets_it_and_only_with_a_reason(
    world: World, staff: Any, public: PublicClient
) -> None:
    report, code = sent()
    lena = world.sign_in(StaffClient(), "lena", unlock=True)
    maria = world.sign_in(staff, "maria", unlock=True)
    assert age(lena, report, "anak", **FORM).status_code == 404  # she was not told of this report
    both, code = sent(izin_fokal=["unit_lain"], unit_lain="dinas-sosial")
    assert age(lena, both, "anak", **FORM).status_code == 200
    page = maria.post(f"/kasus/{both.number}/berkas/usia/").content.decode()
    thing = page.split('name="hal" value="')[1].split('"')[0]
    assert age(lena, both, "ralat", hal=thing, sebab="Keliru.").status_code == 404
    assert age(maria, both, "ralat", hal=thing).status_code == 422
    assert "Ini tentang anak." in text_of(opened(maria, both))
    assert "Ralat tersimpan." in text_of(age(maria, both, "ralat", hal=thing, sebab="Keliru."))
    assert "Ini tentang anak." not in text_of(opened(maria, both))
    mailbox = text_of(pressed(public, code))
    assert "membetulkan catatannya: Anda berusia 18 tahun atau lebih." in mailbox
    assert "harus melapor ke polisi" not in mailbox
    assert age(maria, both, "ralat", hal=thing, sebab="Lagi.").status_code == 409
