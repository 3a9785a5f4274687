"""The administrative track: exactly what she chose goes to the examiner, and only she sends it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from ruangaman.casework.tests.cases import STORY, opened, sent, text_of
from ruangaman.casework.tests.test_handover import waiting
from ruangaman.core.models import AuditEvent
from ruangaman.lib.codename import Code
from ruangaman.lib.sealing import KeyPair
from ruangaman.people.models import RecipientKey, Role, RoleGrant, Team
from ruangaman.people.selectors.examiners import examiners_of
from ruangaman.reporting.models import Box, Report, Sheet
from ruangaman.reporting.selectors.sheets import Copy, copies_of
from ruangaman.reporting.services.replay import replay
from ruangaman.reporting.services.sheets import stack_rewrite
from ruangaman.reporting.tests.conftest import own_store
from ruangaman.reporting.tests.test_conflicts import declare
from ruangaman.reporting.tests.test_stopped import seen
from tests.clients import PublicClient, StaffClient
from tests.world import World, seed_of, sign_teams, vouch

pytestmark = pytest.mark.django_db
__all__ = ["own_store"]
WISH = "Apakah Anda ingin orang itu diperiksa?"


@pytest.fixture
def examined(world: World) -> World:
    """Eka examines for the inspectorate: signed, with a key; its legal effect is written."""
    team = Team.objects.create(
        code="inspektorat",
        kind=Team.Kind.EXAMINER,
        name="Pemeriksa Inspektorat",
        short_name="Pemeriksa Inspektorat",
        legal_effect_id="Atasan dan BKD akan tahu dan wajib memeriksa.",
        source="uji",
    )
    world.teams["inspektorat"] = team
    RoleGrant.objects.filter(user=world.eka).update(team=team)
    public = KeyPair(seed_of("eka")).public.raw
    world.keys["eka"] = RecipientKey.objects.create(user=world.eka, public=public, wrapped=b"")
    vouch(world.keys["eka"])
    sign_teams()
    return world


def ask(world: World, staff: StaffClient, report: Report) -> Any:
    world.sign_in(staff, "maria", unlock=True)
    return staff.post(
        f"/kasus/{report.number}/berkas/pemeriksaan/tanya/",
        {
            "butir": str(uuid.uuid4()),
            "tim": str(world.teams["inspektorat"].pk),
            "alasan": WISH,
        },
    )


def hand_over(public: PublicClient, code: Code, *chosen: str, **fields: Any) -> Any:
    given = {"pilih": list(chosen), "mengerti": "on", **fields}
    return seen(public, code, periksa_ya=str(waiting(code)), **given)


def examiner(world: World) -> StaffClient:
    client = StaffClient()
    world.sign_in(client, "eka", unlock=True)
    return client


def copy_for(world: World) -> Copy:
    """Return the one copy that Eka has."""
    (found,) = copies_of(world.keys["eka"].pk)
    return found


def page_of(client: StaffClient, world: World) -> str:
    return text_of(client.post(f"/kasus/pemeriksaan/{copy_for(world).id}/"))


def test_she_reads_first_and_hands_over_piece_by_piece(
    examined: World, staff: StaffClient, public: PublicClient
) -> None:
    report, code = sent()
    seen(public, code, kirim="1", pesan="Ini hanya untuk pendamping.")
    assert "Pertanyaan terkirim." in text_of(ask(examined, staff, report))
    assert not copies_of(examined.keys["eka"].pk)
    read = text_of(seen(public, code, usul=str(waiting(code))))
    assert "Atasan dan BKD akan tahu dan wajib memeriksa." in read
    assert "Belum diverifikasi." in read
    assert "Ini hanya untuk pendamping." in read
    unread = hand_over(public, code, "account", mengerti="")
    assert unread.status_code == 422
    assert hand_over(public, code).status_code == 422
    assert not copies_of(examined.keys["eka"].pk)
    before = Report.objects.values("state", "due_on", "epoch").get()
    done = text_of(hand_over(public, code, "account", tambahan="Tolong periksa."))
    assert "Pendampingan Anda tidak berubah." in done
    assert "Pemeriksa Inspektorat" in done
    assert Report.objects.values("state", "due_on", "epoch").get() == before
    assert not Box.objects.filter(recipient=examined.keys["eka"]).exists()
    client = examiner(examined)
    shown = page_of(client, examined)
    assert STORY in shown
    assert "Tolong periksa." in shown
    for hidden in (report.number, "Ini hanya untuk pendamping.", "Teman bicara", "0812"):
        assert hidden not in shown
        assert hidden not in text_of(client.get("/kasus/pemeriksaan/"))
    assert "Belum ada yang membuka." not in text_of(seen(public, code))
    assert AuditEvent.objects.filter(action="examination-opened").count() == 1


def test_an_examiner_who_asks_for_more_gets_nothing(
    examined: World, staff: StaffClient, public: PublicClient
) -> None:
    report, code = sent()
    ask(examined, staff, report)
    hand_over(public, code, "needs")
    client = examiner(examined)
    for path in (
        f"/kasus/{report.number}/",
        f"/kasus/{report.number}/berkas/pemeriksaan/",
        f"/kasus/{report.number}/berkas/tim/serahkan/",
    ):
        assert client.post(path, {"bagian": "account"}).status_code in (404, 405)
    assert client.get(f"/kasus/{report.number}/").status_code == 404
    assert opened(client, report, "account", "needs").status_code == 404
    assert STORY not in page_of(client, examined)
    assert client.post(f"/kasus/pemeriksaan/{uuid.uuid4()}/").status_code == 404
    copy = copy_for(examined)
    maria = examined.sign_in(StaffClient(), "maria", unlock=True)
    assert maria.post(f"/kasus/pemeriksaan/{copy.id}/").status_code == 403


def test_no_leaves_support_as_it_was(
    examined: World, staff: StaffClient, public: PublicClient
) -> None:
    report, code = sent()
    ask(examined, staff, report)
    before = Report.objects.values("state", "due_on", "epoch").get()
    answer = seen(public, code, usul_tolak=str(waiting(code)))
    assert "bantuan tetap berjalan" in text_of(answer)
    assert Report.objects.values("state", "due_on", "epoch").get() == before
    assert not copies_of(examined.keys["eka"].pk)
    assert opened(staff, report).status_code == 200


def test_the_result_is_a_code_that_she_alone_reads_and_may_pass_on(
    examined: World, staff: StaffClient, public: PublicClient
) -> None:
    report, code = sent()
    ask(examined, staff, report)
    hand_over(public, code, "account")
    client, copy = examiner(examined), copy_for(examined)
    path, form = f"/kasus/pemeriksaan/{copy.id}/hasil/", {"butir": str(uuid.uuid4())}
    assert client.post(path, {**form, "hasil": "sangat berat"}).status_code == 422
    for _ in range(2):
        client.post(path, {**form, "hasil": "sedang"})
    page = seen(public, code)
    assert text_of(page).count("Terbukti, hukuman sedang") == 1
    section = f"/kasus/{report.number}/berkas/pemeriksaan/"
    assert "hukuman sedang" not in text_of(staff.post(section))
    tag = page.content.decode().split('name="hasil_teruskan" value="')[1].split('"')[0]
    assert "sekarang tahu hasilnya" in text_of(seen(public, code, hasil_teruskan=tag))
    assert "Pemeriksa Inspektorat" in text_of(staff.post(section))
    assert "hukuman sedang" in text_of(staff.post(section))


def test_what_was_taken_back_opens_no_more_with_an_old_copy_either(
    examined: World, staff: StaffClient, public: PublicClient, own_store: Any
) -> None:
    report, code = sent()
    ask(examined, staff, report)
    hand_over(public, code, "account")
    copy, before = copy_for(examined), list(Sheet.objects.all())
    client = examiner(examined)
    team = str(examined.teams["inspektorat"].pk)
    assert "tidak bisa membukanya lagi" in text_of(seen(public, code, periksa_cabut=team))
    assert client.post(f"/kasus/pemeriksaan/{copy.id}/").status_code == 404
    stack_rewrite()
    assert not Sheet.objects.filter(pk__in=[one.pk for one in before]).exists()
    Sheet.objects.bulk_create(before)
    replay()
    assert client.post(f"/kasus/pemeriksaan/{copy.id}/").status_code == 404
    ask(examined, staff, report)
    hand_over(public, code, "needs")
    replay()
    assert "Teman bicara" in page_of(client, examined)
    seen(public, code, tarik_ya="1")
    assert not copies_of(examined.keys["eka"].pk)


def test_a_role_alone_makes_nobody_an_examiner_and_a_conflict_keeps_one_out(
    examined: World, staff: StaffClient, public: PublicClient
) -> None:
    team = examined.teams["inspektorat"]
    RoleGrant.objects.create(user=examined.yosef, role=Role.EXAMINER, team=team)
    assert [one.user_id for one in examiners_of(team)] == [examined.eka.pk]
    report, code = sent()
    ask(examined, staff, report)
    hand_over(public, code, "account")
    RoleGrant.objects.create(user=examined.eka, role=Role.COORDINATOR)  # she joins the Dinas
    declare(public, code, tempat=["dinas"])
    assert not copies_of(examined.keys["eka"].pk)
    ask(examined, staff, report)
    assert hand_over(public, code, "account").status_code == 409
