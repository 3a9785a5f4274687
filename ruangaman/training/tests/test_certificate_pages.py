"""Pages about certificates: the coordinator's, the holder's, and everybody's."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from ruangaman.core.health import faults
from ruangaman.core.storage import sealed_files
from ruangaman.network.models import Person
from ruangaman.training.models import Batch, Certificate, Content, Event, IssuerKey
from ruangaman.training.selectors.candidates import candidates
from ruangaman.training.services import batches
from ruangaman.training.services.batches import batch_ask, batches_make, batches_prune
from ruangaman.training.services.certificates import certificate_revoke, certificates_issue
from ruangaman.training.tests import courses
from tests.clients import PublicClient, StaffClient
from tests.documents import text_of
from tests.world import World

pytestmark = pytest.mark.django_db
LIST = "/pelatihan/sertifikat/"


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_HOME = tmp_path / "files"
    settings.STORAGES = {**settings.STORAGES}  # makes them anew


@pytest.fixture
def held(world: World) -> Certificate:
    """Rina's certificate."""
    event = courses.event()
    courses.takes_part(event, courses.person(world.rina, name="Rina Contoh"))
    found = candidates(event, by=world.dewi)
    [made] = certificates_issue(event=event, candidates=found, by=world.dewi, titles={})
    return made


def test_everybody_learns_whether_it_holds_and_nothing_of_the_person(
    held: Certificate, public: PublicClient, world: World
) -> None:
    place = f"/sertifikat/{held.pk}/"
    answer = public.get(place)
    text = answer.content.decode()
    assert "Sertifikat ini berlaku" in text
    assert held.number in text
    assert "Rina" not in text
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    Certificate.objects.update(valid_until=timezone.localdate() - dt.timedelta(days=1))
    assert "sudah berakhir" in public.get(place).content.decode()
    assert "has expired" in public.get(f"/en{place}").content.decode()
    certificate_revoke(certificate=held, reason="conduct", by=world.dewi)
    text = public.get(place).content.decode()
    assert "Sertifikat ini dicabut" in text
    assert "pembina" not in text
    unknown = public.get(f"/sertifikat/{held.person_id}/")
    assert unknown.status_code == 404
    assert "tidak dikenal" in unknown.content.decode()


def test_a_number_is_asked_for_by_post(held: Certificate, public: PublicClient) -> None:
    typed = held.number.lower().replace("-", " ")
    answer = public.post("/sertifikat/", {"nomor": typed})
    assert (answer.status_code, "ini berlaku" in answer.content.decode()) == (200, True)
    for wrong in ("", "123", "AAAAA-AAAAA", "<b>", "x" * 500):
        answer = public.post("/sertifikat/", {"nomor": wrong})
        assert answer.status_code == 422
    assert "AAAAA-AAAAA" in public.post("/sertifikat/", {"nomor": "AAAAA-AAAAA"}).content.decode()


def test_the_published_key_verifies_a_credential_without_a_database(
    held: Certificate,
    public: PublicClient,
    tmp_path: Path,
    capsys: Any,
    django_assert_num_queries: Any,
) -> None:
    keys, credential = tmp_path / "kunci.json", tmp_path / "kredensial.json"
    keys.write_bytes(public.get("/sertifikat/kunci/kunci.json").content)
    credential.write_text(held.credential, "utf-8")
    assert "did:key:z6Mk" in public.get("/sertifikat/kunci/").content.decode()
    with django_assert_num_queries(0):
        call_command("verify_certificate", str(credential), key=str(keys))
    told = capsys.readouterr()
    assert "Name: Rina Contoh" in told.out
    assert told.err == ""
    call_command("verify_certificate", str(credential))
    assert "No --key was given" in capsys.readouterr().err
    credential.write_text(held.credential.replace("Rina", "Rani"), "utf-8")
    keys.write_text("00" * 32, "utf-8")
    for name, key, code in (
        (credential, None, 1),
        (tmp_path / "none", None, 2),
        (credential, str(tmp_path / "none"), 2),
        (keys, None, 1),
    ):
        with pytest.raises(CommandError) as refused:
            call_command("verify_certificate", str(name), key=key)
        assert refused.value.returncode == code
    credential.write_text(held.credential, "utf-8")
    with pytest.raises(CommandError, match="another key"):
        call_command("verify_certificate", str(credential), key=str(keys))


def test_the_holder_downloads_her_own_and_nobody_elses(
    held: Certificate, staff: StaffClient, world: World
) -> None:
    world.sign_in(staff, "rina")
    assert held.number in staff.get(f"{LIST}saya/").content.decode()
    for language, word in (("id", "Sertifikat"), ("en", "Certificate")):
        made = staff.get(f"{LIST}{held.pk}/pdf/", {"bahasa": language})
        assert "Rina-Contoh" in made["Content-Disposition"]
        text = " ".join(text_of(made.content).split())
        assert word in text
        assert held.number in text
        assert "27 JP" in text
        with pikepdf.open(io.BytesIO(made.content)) as opened:
            assert len(opened.pages) == 1
            assert str(opened.Root.Lang) == language
            assert opened.Root.MarkInfo.Marked
    got = staff.get(f"{LIST}{held.pk}/kredensial.json")
    assert got.content.decode() == held.credential
    assert json.loads(got.content)["credentialSubject"]["licenseNumber"] == held.number
    assert staff.get(f"{LIST}{held.pk}/pdf/", {"bahasa": "xx"}).status_code == 404
    world.sign_in(staff, "beni")
    for end in ("pdf/", "kredensial.json"):
        assert staff.get(f"{LIST}{held.pk}/{end}").status_code == 404
    assert "belum dihubungkan" in staff.get(f"{LIST}saya/").content.decode()


def test_only_the_person_reads_by_how_much_she_missed_it(staff: StaffClient, world: World) -> None:
    event = courses.event(title="Pelatihan kemarin")
    courses.takes_part(event, courses.person(world.rina), sessions=2, right=10, played=None)
    world.sign_in(staff, "rina")
    text = staff.get(f"{LIST}saya/").content.decode()
    assert "Pelatihan kemarin" in text
    assert "10 dari 20 benar (50 persen); perlu 80 persen" in text
    assert "Hadir 18 dari 27 JP (66 persen); perlu 80 persen" in text
    world.sign_in(staff, "dewi")
    text = staff.get(f"/pelatihan/acara/{event.pk}/sertifikat/").content.decode()
    assert "10 dari 20" not in text
    assert "Hadir 18 dari 27 JP" in text


def test_who_was_at_an_earlier_course_reads_what_completes_it_until_she_has_it(
    staff: StaffClient, world: World
) -> None:
    told = {"event": "dulu", "self_study_jp": 10, "role_play": True, "text_id": "", "text_en": ""}
    Content.objects.create(
        kind=Content.Kind.CURRICULUM, key="dasar", digest="cd" * 32, body={"bridge": [told]}
    )
    courses.rules()
    day = timezone.localdate() - dt.timedelta(days=500)
    event = Event.objects.create(
        key="dulu", title="Pelatihan dulu", state="closed", first=day, last=day
    )
    rina = courses.person(world.rina, name="Rina Contoh")
    event.participants.create(person=rina)
    mine = world.sign_in(staff, "rina")
    for page in (f"{LIST}saya/", f"/pelatihan/ikut/{event.pk}/"):
        text = mine.get(page).content.decode()
        assert "10 JP" in text
        assert "80 %" not in text
    courses.takes_part(courses.event(), rina)
    found = candidates(Event.objects.get(title="Pelatihan uji"), by=world.dewi)
    certificates_issue(event=found[0].participant.event, candidates=found, by=world.dewi, titles={})
    assert "Pelatihan dulu" not in mine.get(f"{LIST}saya/").content.decode()
    nobody = courses.event(title="Tanpa peserta", key="dulu-2")
    told["event"] = "dulu-2"
    Content.objects.filter(kind=Content.Kind.CURRICULUM).update(body={"bridge": [told]})
    page = world.sign_in(staff, "dewi").get(f"/pelatihan/acara/{nobody.pk}/sertifikat/")
    assert "belajar mandiri paling sedikit 10 JP" in page.content.decode()


def test_the_coordinator_finds_corrects_and_revokes(
    held: Certificate, staff: StaffClient, world: World
) -> None:
    world.sign_in(staff, "dewi")
    for sought in ("rina", held.number.lower()):
        assert held.number in staff.post(LIST, {"cari": sought}).content.decode()
    assert staff.post(LIST, {"cari": ""}).status_code == 422
    assert "Tidak ada yang cocok" in staff.post(LIST, {"cari": "zzz"}).content.decode()
    assert held.number not in staff.get(LIST, {"keadaan": "revoked"}).content.decode()
    assert staff.get(LIST, {"keadaan": "?"}).status_code == 422
    mine = f"{LIST}{held.pk}/"
    assert "Jumlah 27 JP" in staff.get(mine).content.decode()
    kept = staff.post(f"{mine}nama/", {"nama": "Rina Contoh"})
    assert kept.status_code == 422
    answer = staff.post(f"{mine}nama/", {"nama": "Rina Contoh, S.Sos."})
    again = Certificate.objects.get(revoked_on=None)
    assert answer["Location"].endswith(f"{LIST}{again.pk}/")
    assert staff.get(f"{mine}pdf/").status_code == 404
    mine = f"{LIST}{again.pk}/"
    assert staff.post(f"{mine}cabut/", {"alasan": "replaced"}).status_code == 422
    assert staff.post(f"{mine}cabut/", {"alasan": "gap"}).status_code == 302
    assert staff.post(f"{mine}cabut/", {"alasan": "gap"}).status_code == 409
    assert Person.objects.get(user=world.rina).certified_until is None
    world.sign_in(staff, "rina")
    assert "Dicabut" in staff.get(f"{LIST}saya/").content.decode()


@pytest.fixture
def course(world: World) -> Event:
    """Sixty who meet everything, and one who does not."""
    event = courses.event()
    for _one in range(60):
        courses.takes_part(event, courses.person())
    courses.takes_part(event, courses.person(name="Belum Lulus"), right=10)
    return event


def test_a_course_is_certified_from_the_page(
    course: Event, staff: StaffClient, world: World
) -> None:
    world.sign_in(staff, "dewi")
    place = f"/pelatihan/acara/{course.pk}/sertifikat/"
    shown = staff.get(place, {"keadaan": "no"}).content.decode()
    assert "Tes akhir belum lulus; perlu 80 persen." in shown
    assert "10 dari 20" not in shown
    assert "Terbitkan 60 sertifikat" in shown
    assert "belum diverifikasi" in shown
    asked = staff.post(place)
    twice = staff.post(place)
    assert asked["Location"] == twice["Location"]
    assert staff.get(asked["Location"])["Refresh"] == "2"
    assert (batches_make(), batches_make()) == (1, 0)
    done = staff.get(asked["Location"])
    assert "Refresh" not in done
    assert "60 sertifikat" in done.content.decode()
    one = Batch.objects.get()
    assert (one.done, one.total, len(one.refused)) == (120, 120, 1)
    got = b"".join(staff.get(f"{asked['Location']}unduh/").streaming_content)  # type: ignore[arg-type]
    assert len(zipfile.ZipFile(io.BytesIO(got)).namelist()) == 60
    sealed = sealed_files().open(one.place).read()
    assert b"%PDF-1." not in sealed
    assert staff.post(place).status_code == 409
    assert staff.post(place, {"paket": "en"}).status_code == 302
    Batch.objects.filter(pk=one.pk).update(touched_at=timezone.now() - 2 * batches.KEPT)
    batches_prune()
    one.refresh_from_db()
    assert one.place == ""
    assert not sealed_files().exists(f"sertifikat/{one.pk.hex}.zip")
    assert "tidak disimpan lagi" in staff.get(asked["Location"]).content.decode()


def test_a_killed_worker_is_followed_and_nobody_gets_two(
    course: Event, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = batch_ask(event=course, by=world.dewi)
    looks = iter([False, False, True])
    assert batches_make(stop=lambda: next(looks, True)) == 1
    asked.refresh_from_db()
    assert (asked.state, Certificate.objects.count()) == ("waiting", batches.PIECE)
    Batch.objects.update(state="making", touched_at=timezone.now() - 2 * batches.STALLED)
    assert batches_make() == 1
    asked.refresh_from_db()
    assert asked.state == "ready"
    people = Certificate.objects.filter(revoked_on=None).values_list("person_id", flat=True)
    assert len(people) == len(set(people)) == 60
    assert Certificate.objects.count() == 60


def key_faults() -> list[str]:
    """What ``check`` says about the key of certificates; other tests leave other faults."""
    return [one for one in faults() if "RUANGAMAN_CERTIFICATE_KEY" in one]


def test_a_lost_key_is_named_and_stops_the_work(
    course: Event, staff: StaffClient, world: World, settings: Any
) -> None:
    call_command("certificate_key", adopt=True)
    assert not key_faults()
    settings.CERTIFICATE_KEY = os.urandom(32)
    assert key_faults()
    world.sign_in(staff, "dewi")
    answer = staff.post(f"/pelatihan/acara/{course.pk}/sertifikat/")
    assert answer.status_code == 409
    assert "Kunci penerbit sertifikat bukan" in answer.content.decode()
    assert not Batch.objects.exists()
    call_command("certificate_key", adopt=True)
    assert not key_faults()
    assert IssuerKey.objects.filter(until=None).count() == 1
