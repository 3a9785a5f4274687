"""The builder: closed questions, told at the field what is wrong, frozen once open."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.surveys.models import Stratum, Survey
from ruangaman.surveys.selectors.questions import asked_of
from tests.pages import text_of

pytestmark = pytest.mark.django_db
NEW = "/survei/baru/"
WRITE = "bagian/tahu/tulis/?jenis="
CHOICE = {
    "baris": "4",
    "text_id": "Apakah ada ruang yang tenang untuk bercerita?",
    "text_en": "Is there a quiet room to talk?",
    "jawaban_0_id": "Ada",
    "jawaban_0_en": "Yes",
    "jawaban_0_hitung": "on",
    "jawaban_2_id": "Tidak ada",
    "jawaban_2_en": "No",
}


def at(survey: Survey, rest: str = "") -> str:
    return f"/survei/{survey.pk}/pertanyaan/{rest}"


def begun(client, begin: str) -> Survey:
    page = client.post(NEW, {"asal": begin})
    assert page.status_code == 302, text_of(page)
    return Survey.objects.latest("created_at")


def keys(survey: Survey) -> list[str]:
    survey.refresh_from_db()
    return [item["key"] for one in survey.definition["sections"] for item in one["items"]]


def versi(survey: Survey) -> dict[str, str]:
    survey.refresh_from_db()
    return {"versi": str(survey.revision)}


def test_a_survey_begins_with_a1_a2_nothing_or_an_earlier_one(dewi, asked) -> None:
    assert "A2, sekitar 9 menit" in text_of(dewi.get(NEW))
    a1 = begun(dewi, "paket:a1")
    assert (a1.measures, a1.template, len(keys(a1))) == ("A1", "a1", 13)
    page = dewi.get(at(a1))
    assert "Yang masih kurang" not in text_of(page)
    copied = begun(dewi, f"salin:{a1.pk}")
    assert (keys(copied), copied.measures) == (keys(a1), "A1")
    empty = begun(dewi, "kosong:")
    assert "Ini tidak boleh kosong." in text_of(dewi.get(at(empty)))
    assert dewi.post(NEW, {"asal": "salin:x"}).status_code == 422
    assert AuditEvent.objects.filter(action="survey_create").count() == 3


def test_a_survey_is_built_from_nothing_and_asked(dewi, asked) -> None:
    survey = begun(dewi, "kosong:")
    head = {
        f"{stem}_{lang}": f"{stem} {lang}" for stem in ("title", "intro") for lang in ("id", "en")
    }
    dewi.post(at(survey, "judul/"), head | versi(survey))
    section = {"title_id": "Tempat kerja", "title_en": "Workplace"}
    dewi.post(at(survey, "bagian/"), section | versi(survey))
    add = at(survey, "bagian/tempat-kerja/")
    page = dewi.post(f"{add}tulis/?jenis=choice", CHOICE | {"jawaban_2_en": ""} | versi(survey))
    assert page.status_code == 422
    assert "Tulis juga terjemahannya" in text_of(page)
    assert 'value="Tidak ada"' in page.content.decode()
    dewi.post(f"{add}tulis/?jenis=choice", CHOICE | versi(survey))
    dewi.post(f"{add}pilih/", {"pertanyaan": "bank:poster"} | versi(survey))
    dewi.post(
        f"{add}tulis/?jenis=behaviour",
        {"text_id": "Seberapa sering?", "text_en": "How often?", "months": "6"} | versi(survey),
    )
    assert keys(survey) == ["apakah-ada-ruang-yang", "poster", "seberapa-sering"]
    assert "Tulis dulu halaman peringatannya." in text_of(dewi.get(at(survey)))
    dewi.post(at(survey, "pindah/"), {"naik": "p:poster"} | versi(survey))
    dewi.post(at(survey, "hapus/butir/seberapa-sering/"), versi(survey))
    assert keys(survey) == ["poster", "apakah-ada-ruang-yang"]
    found = asked_of(Survey.objects.get(pk=survey.pk))
    assert found.item("apakah-ada-ruang-yang").codes == ("a", "b")
    assert found.item("apakah-ada-ruang-yang").positive == ("a",)
    assert (survey.title, survey.title_en) == ("title id", "title en")


@pytest.mark.parametrize(
    ("rest", "typed", "told"),
    [
        (f"{WRITE}agree", {"text_id": "x" * 241, "text_en": "x"}, "Terlalu panj"),
        (
            f"{WRITE}agree",
            {"text_id": "a 0812 3456 7890", "text_en": "x"},
            "telepon",
        ),
        (f"{WRITE}agree", {"text_id": "x", "text_en": ""}, "Tulis juga terj"),
        (f"{WRITE}behaviour", {"months": "36"}, "Paling banyak 24 bulan"),
        (f"{WRITE}choice", {**CHOICE, "jawaban_2_id": "Ada"}, "Ini sudah ada"),
        (f"{WRITE}choice", {**CHOICE, "baris": "1"}, "paling sedikit 2"),
        (f"{WRITE}crosswise", {"about": "mother-month"}, "Pilih yang lain"),
        ("bagian/tahu/pilih/", {"pertanyaan": "bank:saluran"}, "Pilih dari daftar."),
        ("judul/", {"title_id": ""}, "Ini tidak boleh kosong."),
        ("etik/", {"lembaga": "KEPK", "silang": "0"}, "Isi ketiganya"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(dewi, asked, rest, typed, told) -> None:
    survey = begun(dewi, "paket:a1")
    before = keys(survey)
    page = dewi.post(at(survey, rest), typed | versi(survey))
    assert page.status_code == 422
    assert told in text_of(page)
    assert keys(survey) == before


def test_the_second_of_two_is_told_and_loses_nothing(dewi, asked) -> None:
    survey = begun(dewi, "paket:a1")
    old = versi(survey)
    dewi.post(at(survey, "pindah/"), {"turun": "b:tahu"} | old)
    typed = {"text_id": "Kalimat yang diketik.", "text_en": "A sentence."}
    page = dewi.post(at(survey, "butir/rahasia/"), typed | old)
    assert page.status_code == 409
    assert "baru saja diubah orang lain" in text_of(page)
    assert "Kalimat yang diketik." in page.content.decode()
    assert dewi.post(at(survey, "pindah/"), {"turun": "b:tahu"} | old).status_code == 409
    assert dewi.post(at(survey, "pindah/"), {"turun": "b:tahu", "versi": "x"}).status_code == 409
    assert dewi.post(at(survey, "butir/rahasia/"), typed | versi(survey)).status_code == 302


def test_crosswise_items_wait_for_the_ethics_committee_and_a_thousand_people(dewi, asked) -> None:
    survey = begun(dewi, "paket:a2")
    page = text_of(dewi.get(at(survey)))
    assert "Tidak dipakai." in page
    assert "belum diverifikasi" in page
    assert not asked_of(survey).has_crosswise
    typed = {"lembaga": "KEPK Undana", "nomor": "12/KEPK", "tanggal": "2026-11-02", "silang": "1"}
    for staff, told in ((999, "paling sedikit 1.000 orang"), (1000, "")):
        Stratum.objects.update_or_create(survey=survey, position=1, defaults={"staff": staff})
        page = dewi.post(at(survey, "etik/"), typed | versi(survey))
        assert page.status_code == (422 if told else 302)
        assert told in text_of(page)
    survey.refresh_from_db()
    assert survey.ethics_on == dt.date(2026, 11, 2)
    assert asked_of(survey).has_crosswise
    page = dewi.post(at(survey, "hapus/butir/silang-jangkar/"), versi(survey))
    assert "memerlukan satu pertanyaan jangkar" in text_of(dewi.get(at(survey)))
    Stratum.objects.update(staff=500)
    assert not asked_of(Survey.objects.get(pk=survey.pk)).has_crosswise
    late = timezone.localdate() + dt.timedelta(days=1)
    page = dewi.post(at(survey, "etik/"), typed | versi(survey) | {"tanggal": late.isoformat()})
    assert page.status_code == 422


def test_a_harmless_sentence_is_used_once(dewi, asked) -> None:
    survey = begun(dewi, "paket:a2")
    page = dewi.get(at(survey, "bagian/silang/tulis/?dari=silang-pesan"))
    assert "lahir pada tanggal 20 sampai 27" in text_of(page)
    assert "pada bulan Februari" not in text_of(page)
    own = dewi.get(at(survey, "butir/silang-sentuhan/"))
    assert "pada bulan Februari" in text_of(own)


def test_two_sentences_at_once_are_explained_by_what_they_ask(dewi, asked) -> None:
    survey = begun(dewi, "paket:a2")
    Stratum.objects.create(survey=survey, position=1, staff=1000)
    survey.ethics_body = survey.ethics_reference = "KEPK"
    survey.ethics_on, survey.crosswise = dt.date(2026, 11, 2), True
    items = [one for part in survey.definition["sections"] for one in part["items"]]
    crosswise = [one for one in items if one["kind"] == "crosswise"]
    for abouts, said, unsaid in (
        (("friend-month", "cousin-month", "friend-day"), "hari lahirnya", "nomor telepon"),
        (("friend-month", "cousin-digit", "friend-digit"), "hari lahir dan nomor", "angka itu"),
        (("friend-digit", "cousin-digit", "friend-digit"), "angka itu bukan 7", "lahir"),
    ):
        for item, about in zip(crosswise, abouts, strict=True):
            item["about"] = about
        survey.save()
        page = dewi.post(at(survey, "pratinjau/"), {"langkah": "0", "ke": "6", "isi": "{}"})
        told = text_of(page).partition("Cara menjawab dua kalimat sekaligus")[2]
        assert said in told
        assert unsaid not in told


def test_an_opened_survey_is_only_looked_at(dewi, asked) -> None:
    survey = begun(dewi, "paket:a1")
    Survey.objects.filter(pk=survey.pk).update(state=Survey.State.OPEN)
    page = text_of(dewi.get(at(survey)))
    assert "tidak dapat diubah lagi" in page
    assert "Hapus" not in page
    before = keys(survey)
    for rest in ("judul/", "butir/rahasia/", "bagian/tahu/pilih/", "hapus/bagian/tahu/", "etik/"):
        assert dewi.get(at(survey, rest)).status_code == 302
    assert dewi.post(at(survey, "hapus/bagian/tahu/"), versi(survey)).status_code == 409
    typed = {"text_id": "Lain.", "text_en": "Other."}
    assert dewi.post(at(survey, "butir/rahasia/"), typed | versi(survey)).status_code == 422
    assert keys(survey) == before


def test_the_preview_walks_as_people_do(dewi, asked) -> None:
    survey = begun(dewi, "paket:a2")
    walk = at(survey, "pratinjau/")
    page = dewi.get(walk)
    assert "Sekitar 6 menit" in text_of(page)

    def pressed(**sent: str):
        hidden = re.findall(
            r'type="hidden" name="(isi|langkah)" value="([^"]*)"', page.content.decode()
        )
        return dewi.post(walk, {name: unescape(value) for name, value in hidden} | sent)

    page = pressed(lanjut="1")
    assert "Sebelum Anda lanjut" in text_of(page)
    page = pressed(lanjut="1")
    refused = pressed(lanjut="1", **{"j-hormat": "9"})
    assert refused.status_code == 422
    page = pressed(lanjut="1", **{"j-hormat": "4"})
    page = pressed(kembali="1", **{"j-lihat-candaan": "few"})
    assert 'value="4" checked' in page.content.decode()
    page = pressed(ke="6", **{"j-hormat": "-"})
    assert "Periksa jawaban Anda" in text_of(page)
    assert text_of(page).count("Dilewati") == 14
    assert "Beberapa kali" in text_of(page)
    page = pressed(kirim="1")
    assert "Tidak ada yang disimpan." in text_of(page)
    garbage = dewi.post(walk, {"langkah": "99", "kirim": "1", "isi": '{"a": [1]}'})
    assert garbage.status_code == 200
