"""Receivers of interns, patients and pupils, offered to whoever says that she is one of them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ruangaman.casework.tests.cases import opened, text_of
from ruangaman.core.models import PackText
from ruangaman.directory.models import Service
from ruangaman.people.models import Team, User
from ruangaman.reporting.models import Box, Report
from ruangaman.reporting.tests.ways import SEND, STORY, report
from tests.clients import PublicClient, code_of
from tests.world import World

pytestmark = pytest.mark.django_db
TEAM = "pseah-desk"


@pytest.fixture
def campus(world: World) -> None:
    """A team here serves interns, and a body without an account receives them too."""
    Team.objects.filter(code=TEAM).update(
        serves=["magang"],
        legal_effect_id="Tim ini menurut aturannya sendiri.",
        source="aturan kampus",
    )
    Service.objects.create(
        code="satgas",
        name="Satgas PPKPT di kampus Anda",
        needs=["pengaduan"],
        level="prov",
        regions=["*"],
        what_id="Satuan tugas.",
        what_en="A task force.",
        position=0,
        mark="K-m",
        source="uji",
    )
    PackText.objects.create(
        section="case_groups",
        key="magang",
        position=0,
        body={
            "title_id": "Magang",
            "hers_id": "Nilai magang Anda aman.",
            "text_id": "Lindungi nilainya.",
            "receivers_id": "Satgas.",
            "services": ["satgas"],
            "mark": "K-m",
            "source": "uji",
        },
    )


def as_intern(public: PublicClient, **place: Any) -> Any:
    """Walk to the page of consents, by the question what she is here."""
    asked = public.go_on(public.report(*report()[:4]), kelompok="1")
    assert "Anda di sini sebagai apa?" in text_of(asked)
    assert " checked" not in asked.content.decode()
    return public.go_on(asked, **place)


@pytest.mark.usefixtures("campus")
def test_an_intern_is_offered_the_team_for_her_first_and_only_it_reads(
    world: World, public: PublicClient, staff: Any
) -> None:
    assert TEAM not in public.report(*report()[:4]).content.decode()
    page = as_intern(public, di_sini="magang")
    text = text_of(page)
    assert "Nilai magang Anda aman. belum diverifikasi" in text
    assert "Satgas PPKPT di kampus Anda belum diverifikasi" in text
    assert text.index("Meja PSEAH") < text.index("UPTD PPA (")
    assert "Tim ini menurut aturannya sendiri." in text
    assert "Sumber: aturan kampus. Belum diverifikasi." in text
    unsaid = public.go_on(page, izin_tim=TEAM, izin="tidak")
    assert (unsaid.status_code, "Pilih apa yang boleh dibaca tim itu." in text_of(unsaid)) == (
        422,
        True,
    )
    when = public.go_on(page, izin_tim=TEAM, tim_baca="tim_cerita", izin="tidak")
    needs = public.go_on(when, kapan="lebih_lama")
    account = public.go_on(public.go_on(needs, butuh=["teman_bicara"]), balas="kode")
    check = public.go_on(account, **STORY)
    assert "Meja PSEAH (1 orang): Kebutuhan, Cerita, Pesan" in text_of(check)
    sent = public.go_on(check, **SEND)
    case = Report.objects.get()
    assert set(Box.objects.values_list("recipient__user__username", flat=True)) == {"sari"}
    world.sign_in(staff, "sari", unlock=True)
    assert STORY["cerita"] in opened(staff, case, "needs", "account").content.decode()
    route = text_of(staff.post(f"/kasus/{case.number}/berkas/jalur/"))
    assert "Ini jawabannya sendiri." in route
    assert "Satgas PPKPT di kampus Anda : Satuan tugas." in route
    mailbox = text_of(public.post("/pesan/", {"kode": code_of(sent)}))
    assert "Satgas PPKPT di kampus Anda . Satuan tugas. belum diverifikasi" in mailbox


@pytest.mark.usefixtures("campus")
def test_a_team_that_serves_others_cannot_be_chosen(public: PublicClient) -> None:
    for place in ({"di_sini": "pasien"}, {}):
        page = as_intern(public, **place)
        assert TEAM not in page.content.decode()
        forced = public.go_on(page, izin_tim=TEAM, tim_baca="tim_cerita")
        assert forced.status_code == 422
        assert "Pilih siapa yang boleh tahu." in text_of(forced)
    conflict = public.report(*report()[:3], {"konflik": ["dinas"]})
    refused = public.go_on(public.go_on(conflict, kelompok="1"), di_sini="magang")
    assert TEAM not in refused.content.decode()


@pytest.mark.usefixtures("campus")
def test_a_team_that_stopped_meanwhile_is_said_and_nothing_is_lost(
    world: World, public: PublicClient
) -> None:
    page = as_intern(public, di_sini="magang")
    chosen = {"izin_tim": TEAM, "tim_baca": "tim_kebutuhan", "izin": "uptd_kebutuhan"}
    check = public.go_on(page, **chosen)
    for fields in ({"kapan": "lebih_lama"}, {"butuh": ["dokter"]}, {"balas": "kode"}):
        check = public.go_on(check, **fields)
    User.objects.filter(pk=world.sari.pk).update(is_active=False)
    again = public.go_on(check, **SEND)
    assert again.status_code == 409
    assert "Meja PSEAH sekarang tidak bisa menerima." in text_of(again)
    assert not Report.objects.exists()
    later = public.go_on(again, izin="uptd_kebutuhan")
    assert re.search(r'name="langkah" value="kapan"', later.content.decode())
