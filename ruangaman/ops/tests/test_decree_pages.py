"""The pages of decrees: for whom they are, what they say, and what becomes of what was typed."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ruangaman.core.storage import sealed_files
from ruangaman.lib.tests.pictures import jpeg
from ruangaman.network.models import Decree, DecreeFile
from ruangaman.network.services import decrees
from ruangaman.network.services.revocations import revocation_ask
from ruangaman.network.tests.decree_world import (
    DAY,
    UNIT,
    declared,
    drafted,
    headed,
    placed,
    submitted,
    terms,
    whole,
)
from ruangaman.ops.packs import pack_folder, pack_load
from tests.clients import StaffClient
from tests.kept import kept
from tests.world import World

pytestmark = pytest.mark.django_db

LIST = "/jejaring/sk/"


def client(world: World, name: str) -> StaffClient:
    """Return somebody's browser."""
    found: StaffClient = world.sign_in(StaffClient(), name)
    return found


def typed(decree: Decree | None = None, **fields: Any) -> dict[str, Any]:
    """Return the form of a draft as it is sent."""
    today = timezone.localdate()
    return {
        "versi": decree.version if decree else 1,
        "judul": "Penunjukan Fokal Point",
        "wewenang": "head",
        "jabatan": "Kepala Dinas Kesehatan",
        "pejabat": "Hasan Contoh",
        "nip": "19700101 199503 1 001",
        "mulai": today.isoformat(),
        "sampai": (today + 729 * DAY).isoformat(),
        "perhatikan": "",
        "anggaran": "",
    } | fields


def test_the_term_is_proposed_from_the_pack(world: World) -> None:
    kept("pack", lambda: pack_load(folder=pack_folder("ntt")) and None)
    page = client(world, "dewi").get(f"{LIST}baru/?unit={UNIT}").content.decode()
    ends = timezone.localdate().replace(year=timezone.localdate().year + 2) - DAY
    assert ends.isoformat() in page
    assert "Masa tugas yang diusulkan: 2 tahun" in page


def test_a_draft_is_made_and_filled(world: World) -> None:
    headed(world)
    dewi, ani = client(world, "dewi"), placed("Ani")
    answer = dewi.post(f"{LIST}baru/?unit={UNIT}", typed())
    decree = Decree.objects.get()
    assert answer["Location"] == f"{LIST}{decree.pk}/"
    answer = dewi.post(
        f"{LIST}{decree.pk}/orang/", {"versi": 1, "orang": ani.pk, "peran": "primary"}
    )
    assert answer.status_code == 302
    page = dewi.get(f"{LIST}{decree.pk}/").content.decode()
    assert "Ani" in page
    assert "belum membuat pernyataan diri" in page
    assert "Sebaiknya ada fokal point pengganti" in page


def test_a_name_is_looked_for_without_standing_in_an_address(world: World) -> None:
    dewi, decree = client(world, "dewi"), drafted(world)
    ani, budi = placed("Ani"), placed("Budi")
    address = f"{LIST}{decree.pk}/orang/"
    found = dewi.post(address, {"cari": "ani", "cari_orang": "1"})
    assert found.status_code == 200
    assert str(ani.pk) in found.content.decode()
    assert str(budi.pk) not in found.content.decode()
    assert str(budi.pk) in dewi.get(f"{address}?cari=ani").content.decode()
    sent = {"versi": decree.version, "orang": ani.pk, "peran": "primary", "cari": "ani"}
    assert dewi.post(address, sent)["Location"] == f"{LIST}{decree.pk}/"
    page = dewi.get(address).content.decode()
    assert str(ani.pk) not in page, "she is named already"
    assert str(budi.pk) in page
    again = dewi.post(address, sent | {"versi": 2, "peran": "extra", "tempat": "IGD"})
    assert again.status_code == 422
    assert "Siapa yang sudah disebut" in again.content.decode()
    assert 'value="IGD"' in again.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [("judul", ""), ("nip", "123"), ("sampai", "2020-01-01"), ("mulai", "31/02/2027"),
     ("mulai", "9999-01-01"), ("judul", "a" * 301), ("wewenang", "raja"), ("versi", "x")],
)  # fmt: skip
def test_a_wrong_draft_is_told_at_its_field(world: World, field: str, value: str) -> None:
    answer = client(world, "dewi").post(f"{LIST}baru/?unit={UNIT}", typed(**{field: value}))
    assert answer.status_code == 422
    assert b"Hasan Contoh" in answer.content
    assert not Decree.objects.exists()


def test_the_second_editor_sees_what_the_first_wrote_and_loses_nothing(world: World) -> None:
    decree, dewi = drafted(world), client(world, "dewi")
    first, second = typed(decree, anggaran="DPA satu"), typed(decree, anggaran="DPA dua")
    assert dewi.post(f"{LIST}{decree.pk}/ubah/", first).status_code == 302
    answer = dewi.post(f"{LIST}{decree.pk}/ubah/", second)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "DPA satu" in page
    assert 'value="DPA dua"' in page
    assert "Dewi" in page
    decree.refresh_from_db()
    assert decree.budget == "DPA satu"
    again = second | {"versi": decree.version}
    assert dewi.post(f"{LIST}{decree.pk}/ubah/", again).status_code == 302


def test_a_step_on_an_older_version_keeps_the_reason(world: World) -> None:
    headed(world)
    decree = submitted(world, drafted(world, placed("Ani")))
    old = decree.version
    declared(world, decree)
    answer = client(world, "hasan").post(
        f"{LIST}{decree.pk}/langkah/kembalikan/", {"versi": old, "alasan": "Judul keliru"}
    )
    assert answer.status_code == 409
    assert b"Judul keliru" in answer.content


def test_a_head_sees_the_own_unit_only_and_no_unsubmitted_draft(world: World) -> None:
    headed(world)
    draft = drafted(world, placed("Ani"))
    for name, status in (("dewi", 200), ("hasan", 404), ("kadis", 404), ("rina", 403)):
        assert client(world, name).get(f"{LIST}{draft.pk}/").status_code == status, name
    submitted(world, draft)
    paths = ["", "naskah.pdf", "naskah.docx", "terbitkan/", "pindaian/", "langkah/kembalikan/"]
    for path in paths:
        assert client(world, "hasan").get(f"{LIST}{draft.pk}/{path}").status_code == 200, path
        assert client(world, "kadis").get(f"{LIST}{draft.pk}/{path}").status_code == 404, path
    assert "Ani" in client(world, "hasan").get(LIST).content.decode()
    assert "Ani" not in client(world, "kadis").get(LIST).content.decode()


def test_the_home_page_says_what_waits(world: World) -> None:
    headed(world)
    submitted(world, drafted(world, placed("Ani", user=world.rina)))
    assert "SK menunggu tanda tangan Anda" in client(world, "hasan").get("/").content.decode()
    assert "SK menunggu" not in client(world, "kadis").get("/").content.decode()
    assert "Pernyataan diri Anda diminta" in client(world, "rina").get("/").content.decode()


def test_somebody_declares_with_her_own_account_and_nobody_for_her(world: World) -> None:
    one = drafted(world, placed("Ani", user=world.rina)).appointments.get()
    path = f"/jejaring/pernyataan/{one.pk}/"
    answers = dict.fromkeys(
        ["bersedia", "bukan_kepala", "tanpa_perintah", "tanpa_pelanggaran", "rahasia"], "ya"
    )
    assert client(world, "beni").post(path, answers).status_code == 404
    assert client(world, "rina").post(path, answers | {"bersedia": ""}).status_code == 422
    assert client(world, "rina").post(path, answers).status_code == 302
    assert "tercatat" in client(world, "rina").get("/jejaring/pernyataan/").content.decode()


def test_she_is_told_that_her_revocation_is_asked(world: World) -> None:
    decree = whole(world, placed("Ani", user=world.rina))
    revocation_ask(decree=decree, version=decree.version, reason="Sebab ini", by=world.hasan)
    page = client(world, "rina").get("/jejaring/pernyataan/").content.decode()
    assert "Pencabutan diminta" in page
    assert "Sebab ini" in page


def upload(who: StaffClient, decree: Decree, raw: bytes, name: str = "sk.jpg") -> Any:
    """Send a signed decree."""
    file = SimpleUploadedFile(name, raw)
    return who.post(f"{LIST}{decree.pk}/pindaian/", {"file": file, "akhir": "1"})


def test_the_signed_decree_comes_back_as_it_was(world: World) -> None:
    decree, hasan = whole(world, placed("Ani")), client(world, "hasan")
    raw, other = jpeg(), jpeg(size=(20, 10))
    assert upload(hasan, decree, raw).status_code == 302
    kept = DecreeFile.objects.get()
    with sealed_files().open(kept.blob) as sealed:
        assert raw[:64] not in sealed.read()
    path = f"{LIST}{decree.pk}/pindaian/{kept.pk}/"
    answer = hasan.get(path)
    assert b"".join(answer) == raw
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Content-Disposition"].startswith("attachment")
    assert bytes(kept.sha256).hex()[:8] in hasan.get(f"{LIST}{decree.pk}/").content.decode()
    assert client(world, "kadis").get(path).status_code == 404
    assert upload(hasan, decree, raw).status_code == 422  # the same again
    assert upload(client(world, "dewi"), decree, other).status_code == 302
    assert decree.files.count() == 2


def test_altered_bytes_are_not_given(world: World) -> None:
    decree, hasan = whole(world, placed("Ani")), client(world, "hasan")
    upload(hasan, decree, jpeg())
    kept = DecreeFile.objects.get()
    DecreeFile.objects.update(sha256=b"x" * 32)
    answer = hasan.get(f"{LIST}{decree.pk}/pindaian/{kept.pk}/")
    assert answer.status_code == 404
    assert "rusak" in answer.content.decode()


@pytest.mark.parametrize("raw", [b"", b"MZ\x90", b"<html>", b"%PDF-1.7 nothing", jpeg()[:200]])
def test_what_is_no_scan_is_refused(world: World, raw: bytes) -> None:
    decree = whole(world, placed("Ani"))
    answer = upload(client(world, "hasan"), decree, raw, "sk.pdf")
    assert answer.status_code == 422
    assert not DecreeFile.objects.exists()


def test_no_scan_before_it_is_issued(world: World) -> None:
    headed(world)
    decree = submitted(world, drafted(world, placed("Ani")))
    assert upload(client(world, "hasan"), decree, jpeg()).status_code == 422


def test_the_list_filters_and_asks_a_fixed_number_of_queries(
    world: World, django_assert_max_num_queries: Any
) -> None:
    headed(world)
    dewi = client(world, "dewi")
    for number in range(30):
        drafted(world, placed(f"Orang {number}"))
    dewi.get(LIST)
    with django_assert_max_num_queries(20):
        page = dewi.get(LIST).content.decode()
    assert 'rel="next"' in page
    assert "Tidak ada SK yang cocok" in dewi.get(f"{LIST}?unit=tidakada").content.decode()
    assert "Kesehatan" in dewi.get(f"{LIST}?keadaan=draft&unit=kesehatan").content.decode()
    assert dewi.get(f"{LIST}?keadaan=aneh").status_code == 422


def test_nothing_waits_and_nothing_is_there(world: World) -> None:
    headed(world)
    assert "Belum ada SK" in client(world, "dewi").get(LIST).content.decode()
    assert "Belum ada usulan SK" in client(world, "hasan").get(LIST).content.decode()
    assert "belum diusulkan" in client(world, "wim").get("/jejaring/pernyataan/").content.decode()


def test_an_unknown_step_or_form_is_not_there(world: World) -> None:
    decree, dewi = drafted(world), client(world, "dewi")
    for path in ("langkah/hapus-semua/", "naskah.exe", "orang/{0}/"):
        assert dewi.get(f"{LIST}{decree.pk}/{path.format(decree.pk)}").status_code == 404, path


def test_the_whole_way_by_pages(world: World) -> None:
    headed(world)
    decree = declared(world, drafted(world, placed("Ani")))
    dewi, hasan = client(world, "dewi"), client(world, "hasan")
    here = f"{LIST}{decree.pk}/"
    answer = dewi.post(f"{here}langkah/ajukan/", {"versi": decree.version, "alasan": ""})
    assert answer.status_code == 302
    decree.refresh_from_db()
    sent = {
        "versi": decree.version,
        "nomor": "800/1/2026",
        "tanggal": timezone.localdate().isoformat(),
        "tempat": "Kupang",
        "jabatan": "Kepala Dinas",
        "pejabat": "Hasan",
        "nip": "",
    }
    assert dewi.post(f"{here}terbitkan/", sent).status_code == 403
    assert hasan.post(f"{here}terbitkan/", sent | {"nomor": ""}).status_code == 422
    assert hasan.post(f"{here}terbitkan/", sent)["Location"] == f"{here}pindaian/"
    decree.refresh_from_db()
    answer = dewi.post(f"{here}langkah/perubahan/", {"versi": decree.version})
    assert Decree.objects.filter(amends=decree).count() == 1
    assert answer.status_code == 302
    decree.refresh_from_db()
    asked = {"versi": decree.version, "alasan": "Sebab"}
    assert hasan.post(f"{here}langkah/pencabutan/", asked).status_code == 302
    decree.refresh_from_db()
    answer = {"versi": decree.version, "alasan": "Setuju", "cabut": "ya"}
    assert hasan.post(f"{here}langkah/jawaban/", answer).status_code == 403
    assert dewi.post(f"{here}langkah/jawaban/", answer).status_code == 302
    decree.refresh_from_db()
    assert decree.state == "revoked"
    assert decrees.nip_of(decree) == ""
    assert terms().title in hasan.get(here).content.decode()
