"""``/kasus/penghapusan/``: two people at the desk, and what each of them is shown."""

from __future__ import annotations

import pytest

from ruangaman.casework.tests.cases import opened, sent, text_of
from ruangaman.reporting.models import Disposal, Ending, Hold, Report
from ruangaman.reporting.tests import ends
from tests.clients import PublicClient, StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db
LIST = "/kasus/penghapusan/"


def at_desk(world: World, name: str) -> StaffClient:
    """Sign a person in, with an open vault if she has a key."""
    return world.sign_in(StaffClient(), name, unlock=name in world.keys)  # type: ignore[no-any-return]


@pytest.fixture
def over(world: World) -> Report:
    """A concluded report whose time is over."""
    report, _ = sent()
    ends.retention_rules()
    return ends.concluded(world, report)


def step(client: StaffClient, report: Report, name: str) -> str:
    """Press a button and return the page that follows."""
    return text_of(client.post(f"{LIST}{report.number}/{name}/", follow=True))


def test_one_proposes_and_another_deletes(world: World, over: Report) -> None:
    maria, yosef = at_desk(world, "maria"), at_desk(world, "yosef")
    assert over.number in text_of(maria.get(LIST))
    page = text_of(maria.get(f"{LIST}{over.number}/"))
    assert "retention_concluded belum diverifikasi" in page
    assert "Setujui" not in page
    assert "Diusulkan. Orang kedua harus menyetujui." in step(maria, over, "usul")
    assert "Setujui" not in text_of(maria.get(f"{LIST}{over.number}/"))
    assert "bukan Anda" in step(maria, over, "setuju")
    assert "untuk selamanya" in text_of(yosef.get(f"{LIST}{over.number}/"))
    assert f"{over.number} sudah dihapus" in step(yosef, over, "setuju")
    assert not Report.objects.exists()
    assert Disposal.objects.count() == 1
    assert maria.get(f"{LIST}{over.number}/").status_code == 404
    assert "Tidak ada laporan yang perlu dihapus" in text_of(maria.get(LIST))


def test_a_supervisor_agrees_without_a_key(world: World, over: Report) -> None:
    agustina = at_desk(world, "agustina")
    assert agustina.get(f"{LIST}{over.number}/").status_code == 404
    step(at_desk(world, "maria"), over, "usul")
    page = text_of(agustina.get(f"{LIST}{over.number}/"))
    assert "Setujui dan hapus" in page
    assert "Tahan dari penghapusan" not in page
    assert agustina.get(f"{LIST}{over.number}/tahan/").status_code == 403
    step(agustina, over, "setuju")
    assert not Report.objects.exists()


def test_a_refused_proposal_keeps_the_report(world: World, over: Report) -> None:
    step(at_desk(world, "maria"), over, "usul")
    assert "tetap disimpan" in step(at_desk(world, "yosef"), over, "batal")
    assert not Ending.objects.exists()
    assert "Keadaan sudah berubah" in step(at_desk(world, "yosef"), over, "batal")


def test_a_locked_vault_is_asked_for_first(world: World, over: Report) -> None:
    client = world.sign_in(StaffClient(), "maria")
    assert client.get(LIST)["Location"].startswith("/kunci/")
    assert client.post(f"{LIST}{over.number}/usul/")["Location"].startswith("/kunci/")
    assert not Ending.objects.exists()


@pytest.mark.parametrize("path", ["", "tahan/", "usul/", "setuju/", "batal/", "lepas/"])
def test_a_strangers_report_is_not_there(world: World, over: Report, path: str) -> None:
    """The same 404 for a report that is not hers and for one that does not exist."""
    client, pages = at_desk(world, "sari"), set()
    step(at_desk(world, "maria"), over, "usul")
    for number in (over.number, "BCD-0000"):
        send = client.get if path in ("", "tahan/") else client.post
        answer = send(f"{LIST}{number}/{path}")
        assert answer.status_code == 404
        pages.add(answer.content.replace(number.encode(), b""))
    assert len(pages) == 1
    assert over.number not in text_of(client.get(LIST))


def test_a_hold_is_asked_with_its_reason_and_told_to_her(world: World) -> None:
    report, code = sent()
    maria, yosef = at_desk(world, "maria"), at_desk(world, "yosef")
    hold = f"{LIST}{report.number}/tahan/"
    assert maria.post(hold, {"lama": "5"}).status_code == 422
    page = maria.get(hold)
    assert page.status_code == 200
    answer = {"butir": page.context["form"]["butir"].value(), "lama": "6", "alasan": ""}
    refused = maria.post(hold, answer)
    assert refused.status_code == 422
    assert "Pelapor berhak mengetahuinya" in text_of(refused)
    maria.post(hold, {**answer, "alasan": "Perkara 12 di pengadilan."})
    assert Hold.objects.count() == 1
    shown = text_of(PublicClient().post("/pesan/", {"kode": " ".join(code.words)}))
    assert "ditahan dari penghapusan sampai" in shown
    assert "Alasan petugas: Perkara 12 di pengadilan." in shown
    assert "Ditahan dari penghapusan sampai" in text_of(opened(maria, report))
    assert "Perkara 12" not in text_of(yosef.get(f"{LIST}{report.number}/"))
    assert "Orang kedua harus ikut melepas" in step(maria, report, "lepas")
    assert "bukan Anda" in step(maria, report, "lepas")
    assert "Penahanan dilepas" in step(yosef, report, "lepas")
    assert not Hold.objects.exists()


def test_the_case_says_how_long_it_is_kept(world: World) -> None:
    report, _ = sent()
    maria = at_desk(world, "maria")
    ends.retention_rules()
    assert "Tanpa batas" in text_of(maria.get(f"/kasus/{report.number}/"))
    ends.concluded(world, report, years_ago=0)
    page = text_of(maria.get(f"/kasus/{report.number}/"))
    assert "Sampai" in page
    assert "belum diverifikasi" in page


def test_her_wish_reaches_the_desk(world: World) -> None:
    report, code = sent()
    ends.wished(report, code)
    maria = at_desk(world, "maria")
    assert "Permintaan pelapor" in text_of(maria.get(LIST))
    assert "Pelapor meminta supaya laporannya dihapus" in text_of(opened(maria, report))
    assert "wish to delete" in text_of(opened(maria, report, prefix="/en"))
    assert "The reporter" not in text_of(maria.get(LIST))
    assert "Deletion" in text_of(maria.get(f"/en{LIST}"))
