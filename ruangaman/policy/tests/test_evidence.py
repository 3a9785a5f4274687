"""Files as evidence: sealed on the disk, given to who may see, gone when they are removed."""

from __future__ import annotations

import io
import os

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from ruangaman.core.models import AuditEvent
from ruangaman.core.storage import sealed_files
from ruangaman.core.templatetags.dates import short_day
from ruangaman.network.posters import card_pdf
from ruangaman.people.models import User
from ruangaman.policy.models import Evidence
from ruangaman.policy.services.evidence import evidence_sweep
from ruangaman.policy.tests.conftest import document
from tests.pages import text_of

pytestmark = pytest.mark.django_db
BUKTI = "/kebijakan/bukti/"


def photo() -> bytes:
    """A photo that says where it was taken."""
    held, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "Telepon Contoh"
    Image.new("RGB", (8, 8), "teal").save(held, "JPEG", exif=exif)
    return held.getvalue()


def send(client, about: str, pk, raw: bytes, what: str = "Poster di toilet lantai 2"):
    file = SimpleUploadedFile("apa saja.exe", raw)
    return client.post(f"{BUKTI}{about}/{pk}/", {"apa": what, "file": file, "akhir": "1"})


def test_who_added_a_file_stays_when_the_person_left(headed, staff) -> None:
    mine = document()
    headed.sign_in(staff, "rina")
    send(staff, "dokumen", mine.pk, photo())
    name = headed.rina.name
    headed.sign_in(staff, "beni")
    User.objects.filter(pk=headed.rina.pk).update(name="Nama Baru", is_active=False)
    Evidence.objects.update(added_by=None)  # as when the account is taken out of the database
    page = f"/kebijakan/dokumen/{mine.pk}/"
    assert f"oleh {name}" in text_of(staff.get(page))
    assert f"by {name}" in text_of(staff.get(f"/en{page}"))
    Evidence.objects.update(added_name="")  # kept before names were
    assert "nama belum dicatat waktu itu" in text_of(staff.get(page))


def test_a_file_is_kept_sealed_given_to_its_unit_and_taken_away(
    headed, staff, django_capture_on_commit_callbacks
) -> None:
    mine, pdf = document(), card_pdf()
    headed.sign_in(staff, "rina")
    assert send(staff, "dokumen", mine.pk, pdf, "SE bertanda tangan").status_code == 302
    assert send(staff, "dokumen", mine.pk, photo()).status_code == 302
    scan, seen = Evidence.objects.order_by("added_at")
    with sealed_files().open(scan.blob) as raw:
        assert b"%PDF" not in raw.read()
    said = f"ditambahkan {short_day(timezone.localdate())} oleh {headed.rina.name}"
    assert text_of(staff.get(f"/kebijakan/dokumen/{mine.pk}/")).count(said) == 2
    assert said in text_of(staff.get(f"{BUKTI}{scan.pk}/hapus/"))
    got = staff.get(f"{BUKTI}{scan.pk}/")
    assert b"".join(got.streaming_content) == pdf
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in got.headers["Content-Security-Policy"]
    assert b"Telepon Contoh" not in b"".join(staff.get(f"{BUKTI}{seen.pk}/").streaming_content)
    again = send(staff, "dokumen", mine.pk, pdf)
    assert again.status_code == 422
    assert "File yang sama sudah ada di sini." in text_of(again)
    with sealed_files().open(seen.blob) as raw:
        kept = raw.read()
    sealed_files().delete(seen.blob)
    assert "tidak ada lagi" in text_of(staff.get(f"{BUKTI}{seen.pk}/", follow=True))
    sealed_files().save(seen.blob, ContentFile(kept))
    headed.sign_in(staff, "lena")
    for path in (f"{scan.pk}/", f"{scan.pk}/hapus/", f"dokumen/{mine.pk}/"):
        assert staff.get(BUKTI + path).status_code == 404
    headed.sign_in(staff, "hasan")
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(f"{BUKTI}{scan.pk}/hapus/")
    assert not sealed_files().exists(scan.blob)
    assert [one.pk for one in Evidence.objects.all()] == [seen.pk]
    actions = AuditEvent.objects.filter(action__startswith="policy_evidence")
    assert actions.filter(action="policy_evidence_removed").count() == 1
    assert actions.count() == 3


def test_what_is_no_evidence_is_refused_with_what_was_typed(headed, staff) -> None:
    mine, province = document(), document("")
    headed.sign_in(staff, "rina")
    for raw, said in ((b"", "File ini kosong."), (b"MZ program", "Jenis file ini")):
        answer = send(staff, "dokumen", mine.pk, raw)
        assert answer.status_code == 422
        assert said in text_of(answer)
        assert "Poster di toilet lantai 2" in answer.content.decode()
    for what in ("kasus ABC-1234", "hubungi 0812 3456 7890", ""):
        assert send(staff, "dokumen", mine.pk, photo(), what).status_code == 422
    assert send(staff, "dokumen", province.pk, photo()).status_code == 404
    for about in ("jawaban", "lain"):
        assert send(staff, about, mine.pk, photo()).status_code == 404
    assert not Evidence.objects.exists()


def test_bytes_without_a_row_are_swept_and_others_stay(headed, staff, settings) -> None:
    headed.sign_in(staff, "rina")
    send(staff, "dokumen", document().pk, photo())
    kept = Evidence.objects.get()
    lost = f"bukti/ab/{'ab' * 16}"
    sealed_files().save(lost, ContentFile(b"left by a crash"))
    assert evidence_sweep() == 0
    for name in (kept.blob, lost):
        os.utime(settings.FILES_HOME / name, (0, 0))
    assert evidence_sweep() == 1
    assert (sealed_files().exists(kept.blob), sealed_files().exists(lost)) == (True, False)
