"""The management review: the year put together, notes, decisions that become actions."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pytest

from ruangaman.core.models import AuditEvent
from ruangaman.network.models import UnitChange, UnitChangeSide
from ruangaman.oversight.models import Review
from ruangaman.oversight.services.duty_months import duty_sums_write
from ruangaman.oversight.tests.duty_world import HEALTH, briefing, content_load, on
from ruangaman.oversight.tests.history import history
from ruangaman.policy.models import Action
from tests.pages import text_of

pytestmark = pytest.mark.django_db
ALL, PAGE = "/pantau/tinjauan/", "/pantau/tinjauan/2026/"
DECISION = {"versi": 0, "apa": "Pelatihan tambahan untuk unit baru", "siapa": "Kepala bidang"}
CLOSE = {"hari": "2027-01-14", "pimpinan": "Kepala dinas", "hadir": "Biro Hukum\nUPTD PPA"}


@pytest.fixture
def watched(world, monkeypatch):
    """It is January 2027; of 2026 there are figures, a briefing and a merger."""
    content_load()
    on(monkeypatch, "2027-01-15")
    for month in history([HEALTH], 14, until=dt.date(2027, 1, 1)):
        duty_sums_write(month=month)
    briefing(HEALTH, "2026-05-04", reached=33)
    change = UnitChange.objects.create(kind="merged", day=dt.date(2026, 7, 1))
    UnitChangeSide.objects.create(change=change, code="lama", name="Dinas Lama", after=False)
    return world


@pytest.fixture
def dewi(watched, staff):
    return watched.sign_in(staff, "dewi")


@pytest.fixture
def begun(dewi):
    """Return the draft of the review of 2026."""
    assert dewi.post(ALL, {"tahun": "2026"}).url == PAGE
    return Review.objects.get()


def revision() -> int:
    return Review.objects.get().revision


def test_the_year_is_put_together_from_what_rooms_know(dewi, begun) -> None:
    page = dewi.get(PAGE)
    text = text_of(page)
    assert "1 sosialisasi di 1 unit, diikuti 33 orang." in text
    assert "Dinas Lama" in text
    assert "C1 Unit dengan SK" in text
    assert "Belum ada tinjauan yang ditutup sebelum tahun ini." in text
    assert "Tidak ada rilis tahun ini." in text
    assert "Nov" in text, "consistency, month by month"
    assert page.content.decode().count("<section>") == 9
    assert "Changes of units" in text_of(dewi.get(f"/en{PAGE}"))
    dewi.post(ALL, {"tahun": "2026"})
    assert Review.objects.count() == 1
    assert dewi.post(ALL, {"tahun": "1999"}).status_code == 422
    assert dewi.get("/pantau/tinjauan/2025/").status_code == 404


def test_notes_and_decisions_are_kept_until_the_end_and_become_actions(dewi, begun) -> None:
    note = f"{PAGE}bagian/consistency/catatan/"
    dewi.post(note, {"versi": revision(), "catatan": "Sosialisasi terputus di tengah tahun."})
    add = f"{PAGE}bagian/competence/keputusan/"
    refused = dewi.post(add, DECISION | {"versi": revision(), "kapan": "2026-12-31"})
    assert refused.status_code == 422
    assert "Hari ini sudah lewat." in text_of(refused)
    assert DECISION["apa"] in refused.content.decode()
    dewi.post(add, DECISION | {"versi": revision(), "kapan": "2027-06-30"})
    dewi.post(add, {"versi": revision(), "apa": "Salah", "siapa": "x", "kapan": "2027-06-30"})
    wrong = Review.objects.get().decisions.get(what="Salah")
    dewi.post(f"{PAGE}keputusan/{wrong.pk}/hapus/", {"versi": revision()})
    assert not Action.objects.exists(), "only the closing makes them"
    early = dewi.post(f"{PAGE}tutup/", CLOSE | {"versi": revision()})
    assert early.status_code == 422, "the box is not ticked"
    done = dewi.post(f"{PAGE}tutup/", CLOSE | {"versi": revision(), "yakin": "on"}, follow=True)
    assert "1 keputusan masuk rencana aksi provinsi." in text_of(done)
    action = Action.objects.get()
    assert (action.unit_code, action.year, action.what) == ("", 2027, DECISION["apa"])
    kept = Review.objects.get()
    assert (kept.state, kept.held_on, kept.chair) == (
        "closed",
        dt.date(2027, 1, 14),
        "Kepala dinas",
    )
    assert kept.facts["briefings"] == {"briefings": 1, "units": 1, "reached": 33}
    assert AuditEvent.objects.filter(action="oversight_review_closed").count() == 1
    briefing(HEALTH, "2026-06-06", reached=500)
    text = text_of(dewi.get(PAGE))
    assert "diikuti 33 orang." in text, "what was seen stands"
    assert "Sosialisasi terputus di tengah tahun." in text
    assert dewi.get(note).url == PAGE
    late = dewi.post(note, {"versi": kept.revision, "catatan": "Lain"})
    assert late.status_code == 409
    assert "baru saja ditutup" in text_of(late)
    assert Review.objects.get().notes.get().text == "Sosialisasi terputus di tengah tahun."


def test_the_next_review_begins_with_earlier_decisions(watched, dewi, begun, monkeypatch) -> None:
    dewi.post(f"{PAGE}bagian/competence/keputusan/", DECISION | {"versi": 0, "kapan": "2027-06-30"})
    dewi.post(f"{PAGE}tutup/", CLOSE | {"versi": revision(), "yakin": "on"})
    on(monkeypatch, "2028-01-10")
    watched.sign_in(dewi, "dewi")
    dewi.post(ALL, {"tahun": "2027"})
    text = text_of(dewi.get("/pantau/tinjauan/2027/"))
    assert "Pelatihan tambahan untuk unit baru Kepala bidang 30 Jun 2027 Terlambat" in text
    Action.objects.update(state="done", done_on=dt.date(2027, 5, 1))
    assert "30 Jun 2027 Selesai" in text_of(dewi.get("/pantau/tinjauan/2027/"))


def test_of_two_who_write_at_once_the_second_keeps_what_was_typed(dewi, begun) -> None:
    note = f"{PAGE}bagian/changes/catatan/"
    dewi.post(note, {"versi": 0, "catatan": "Yang pertama."})
    second = dewi.post(note, {"versi": 0, "catatan": "Yang kedua."})
    assert second.status_code == 409
    text = text_of(second)
    assert "Orang lain baru saja mengubah tinjauan ini." in text
    assert "Yang pertama." in text
    assert "Yang kedua." in text
    html = second.content.decode()
    assert 'name="versi" value="1"' in html
    dewi.post(note, {"versi": 1, "catatan": "Keduanya."})
    assert Review.objects.get().notes.get().text == "Keduanya."


def test_no_case_stands_in_a_note(dewi, begun) -> None:
    note = f"{PAGE}bagian/feedback/catatan/"
    answer = dewi.post(note, {"versi": 0, "catatan": "Hubungi 081234567890"})
    assert answer.status_code == 422
    assert "Hubungi 081234567890" in answer.content.decode()
    assert not Review.objects.get().notes.exists()


def test_the_head_of_the_dinas_reads_and_prints(watched, staff, begun) -> None:
    kadis = watched.sign_in(staff, "kadis")
    assert "Tutup tinjauan ini" not in text_of(kadis.get(PAGE))
    assert kadis.post(ALL, {"tahun": "2027"}).status_code == 403
    assert kadis.post(f"{PAGE}bagian/changes/catatan/", {"versi": 0}).status_code == 403
    assert kadis.get(f"{PAGE}naskah.pdf").content.startswith(b"%PDF-")
    for prefix, words in (("", "Perubahan unit"), ("/en", "Changes of units")):
        body = kadis.get(f"{prefix}{PAGE}naskah.docx").content
        found = [one.text for one in docx.Document(io.BytesIO(body)).paragraphs]
        assert words in found
    assert kadis.get(f"{PAGE}naskah.xlsx").status_code == 404
