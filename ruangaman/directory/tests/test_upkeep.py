"""``/layanan/``: what those who keep the directory can do, and what never stands in it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.directory.models import Service, ServiceChange
from ruangaman.directory.selectors.upkeep import call_list, services_kept, share_fresh
from ruangaman.directory.services import services_write
from ruangaman.lib.pack import read_pack
from tests.clients import PublicClient, StaffClient
from tests.kept import kept
from tests.world import World

pytestmark = pytest.mark.django_db

TYPED = {
    "nama": "Puskesmas Contoh",
    "jenis": ["dokter"],
    "tingkat": "kab",
    "daerah": ["53.04"],
    "kegunaan": "Memeriksa dan mengobati.",
    "biaya": "free",
    "jam": "1-5 08:00-14:00",
    "bahasa": "Bahasa Indonesia, Tetun",
    "akses": "yes",
    "laki": "yes",
    "anak": "yes",
    "lapor": "partly",
    "cara": "address",
    "alamat": "Jalan Contoh 1, Atambua",
    "telepon": "0389 000 000",
    "sumber": "Papan nama kantornya",
}


@pytest.fixture
def keeper(world: World) -> StaffClient:
    kept("pack", lambda: call_command("load_pack", "ntt", verbosity=0))
    return world.sign_in(StaffClient(), "dewi")


def service(code: str = "puskesmas-contoh") -> Service:
    return Service.objects.get(pk=code)


def change(client, code, **changes):
    page = client.get(f"/layanan/entri/{code}/ubah/")
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    return client.post(f"/layanan/entri/{code}/ubah/", data | changes)


def call(client, code, result, **more):
    version = Service.objects.get(pk=code).version
    return client.post(
        f"/layanan/entri/{code}/telepon/", {"versi": version, "hasil": result} | more
    )


def aged(code, days):
    day = timezone.localdate() - dt.timedelta(days=days)
    Service.objects.filter(pk=code).update(verified_on=day, verified_by="UPTD PPA")


def seen(need="dokter", region="53.04"):
    answer = PublicClient().post("/bantuan/", {"kebutuhan": need, "daerah": region})
    return answer.content.decode()


def test_a_service_is_entered_and_says_that_nobody_has_checked_it(keeper) -> None:
    answer = keeper.post("/layanan/baru/", TYPED)
    assert answer.status_code == 302
    mine = service()
    assert (mine.needs, mine.regions, mine.languages) == (["dokter"], ["53.04"], ["id", "Tetun"])
    assert mine.verified_on is None
    page = seen()
    assert "Puskesmas Contoh" in page
    assert "gratis (belum dipastikan)" in page
    assert "0389" not in page  # nobody has called it yet
    assert AuditEvent.objects.get(action="service_added").subject


def test_a_call_checks_it_for_everybody_and_names_the_office_not_the_person(keeper, world) -> None:
    keeper.post("/layanan/baru/", TYPED)
    maria = world.sign_in(StaffClient(), "maria")
    assert call(maria, "puskesmas-contoh", "confirmed", biaya_ditanya="on").status_code == 302
    page = seen()
    assert "Diperiksa UPTD PPA" in page
    assert "0389 000 000" in page
    assert "gratis</li>" in page
    assert str(world.maria) not in page
    history = maria.get("/layanan/entri/puskesmas-contoh/").content.decode()
    assert "Ditelepon: isinya benar" in history
    assert str(world.maria) in history


def test_another_fact_that_nobody_asked_about_ends_the_check_a_better_word_does_not(keeper) -> None:
    aged("rsud-johannes", 3)
    change(keeper, "rsud-johannes", kegunaan="Memeriksa, mengobati, dan mencatat.")
    assert service("rsud-johannes").verified_by == "UPTD PPA"
    change(keeper, "rsud-johannes", jam="24/7")
    assert service("rsud-johannes").verified_on is None
    change(keeper, "rsud-johannes", jam="1-5 08:00-16:00", ditanya="on")
    assert service("rsud-johannes").verified_on == timezone.localdate()


def test_the_place_of_a_shelter_is_refused_by_form_and_database(keeper) -> None:
    shelter = TYPED | {"jenis": ["tempat_aman"], "nama": "Tempat singgah"}
    answer = keeper.post("/layanan/baru/", shelter)
    assert answer.status_code == 422
    assert "Alamat tempat aman tidak pernah dicatat" in answer.content.decode()
    hidden = shelter | {"cara": "via", "saluran": "sapa-129", "kegunaan": "Di Jl. Mawar 3."}
    answer = keeper.post("/layanan/baru/", hidden)
    assert answer.status_code == 422
    assert "Di Jl. Mawar 3." in answer.content.decode()  # kept, to be mended
    assert not Service.objects.filter(name="Tempat singgah").exists()
    for fields in ({"contact_kind": "address", "contact": "x"}, {"contact": "Mawar 3"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Service.objects.filter(pk="uptd-ppa-provinsi").update(**fields)


def test_words_of_a_refuge_beside_a_street_are_asked_about(keeper) -> None:
    doubtful = TYPED | {"kegunaan": "Rumah aman di Jalan Melati 5."}
    answer = keeper.post("/layanan/baru/", doubtful)
    assert answer.status_code == 422
    assert "Letaknya tidak boleh diketahui" in answer.content.decode()
    assert keeper.post("/layanan/baru/", doubtful | {"yakin": "on"}).status_code == 302


def test_the_call_list_begins_with_what_nobody_ever_checked(keeper) -> None:
    Service.objects.exclude(pk__in=["lbh-apik-ntt", "rsud-johannes"]).delete()
    assert share_fresh() == (0, 2)
    aged("lbh-apik-ntt", 120)
    call(keeper, "rsud-johannes", "unreached", catatan="tidak diangkat")
    rows = call_list()
    assert [(row.service.pk, row.freshness, row.tries) for row in rows] == [
        ("rsud-johannes", "belum", 1),
        ("lbh-apik-ntt", "basi", 0),
    ]
    assert "Perlu diperiksa lagi" in seen("hukum")
    call(keeper, "rsud-johannes", "confirmed")
    call(keeper, "lbh-apik-ntt", "closed")
    assert call_list() == []
    assert share_fresh() == (1, 1)
    assert "LBH APIK" not in seen("hukum")
    assert [row.service.pk for row in services_kept(age="tidak_dipakai")] == ["lbh-apik-ntt"]


def test_a_list_costs_a_fixed_number_of_queries(keeper, django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        services_kept(need="dokter", words="rsud")
    with django_assert_num_queries(4):
        call_list()


def test_the_second_of_two_editors_is_told_and_loses_nothing(keeper, world) -> None:
    version = service("rsud-johannes").version
    maria = world.sign_in(StaffClient(), "maria")
    assert change(maria, "rsud-johannes", jam="24/7").status_code == 302
    answer = change(keeper, "rsud-johannes", versi=version, jam="1-5 08:00-16:00")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "24/7" in page
    assert 'value="1-5 08:00-16:00"' in page
    assert service("rsud-johannes").hours == "24/7"
    late = keeper.post(
        "/layanan/entri/rsud-johannes/telepon/", {"versi": version, "hasil": "closed"}
    )
    assert late.status_code == 409
    assert service("rsud-johannes").active


def test_a_pack_overwrites_nothing_that_is_kept_here_and_its_news_is_offered(
    keeper, settings
) -> None:
    call(keeper, "rsud-johannes", "confirmed")
    keeper.post("/layanan/baru/", TYPED)
    pack = read_pack(settings.PACKS_DIR / "ntt").services
    done = services_write(services=pack)
    assert done.kept == ["rsud-johannes"]
    assert service("rsud-johannes").offered == {}  # the pack said nothing new
    newer = [one for one in pack if one.code != "sapa-129"]
    newer = [_renamed(one) if one.code == "rsud-johannes" else one for one in newer]
    done = services_write(services=newer)
    assert done.retired == ["sapa-129"]
    mine = service("rsud-johannes")
    assert (mine.name, mine.offered) == (
        "RSUD Prof. Dr. W. Z. Johannes Kupang",
        {"name": "RSUD Baru"},
    )
    assert service().active
    assert "Paket mengatakan lain" in keeper.get("/layanan/").content.decode()
    where = "/layanan/entri/rsud-johannes/langkah"
    keeper.post(f"{where}/abaikan-paket/", {"versi": mine.version})
    services_write(services=newer)
    assert service("rsud-johannes").offered == {}  # decided once
    services_write(services=pack)
    services_write(services=newer)
    keeper.post(f"{where}/pakai-paket/", {"versi": service("rsud-johannes").version})
    mine = service("rsud-johannes")
    assert (mine.name, mine.verified_on) == ("RSUD Baru", None)


def _renamed(one):
    import dataclasses

    return dataclasses.replace(one, name="RSUD Baru")


def test_filters_words_and_steps_of_the_list(keeper) -> None:
    assert "RSUD" in keeper.get("/layanan/?jenis=dokter&umur=belum").content.decode()
    found = keeper.post("/layanan/", {"cari": "apik"}).content.decode()
    assert "LBH APIK" in found
    assert "RSJ" not in found
    assert keeper.get("/layanan/?jenis=entah").status_code == 422
    assert keeper.post("/layanan/", {"cari": ""}).status_code == 422
    version = service("rsud-johannes").version
    steps = "/layanan/entri/rsud-johannes/langkah"
    assert keeper.post(f"{steps}/hentikan/", {"versi": version}).status_code == 422
    keeper.post(f"{steps}/hentikan/", {"versi": version, "alasan": "pindah"})
    assert not service("rsud-johannes").active
    keeper.post(f"{steps}/tampilkan/", {"versi": version + 1})
    assert service("rsud-johannes").active
    assert keeper.get(f"{steps}/entah/").status_code == 404
    kinds = ServiceChange.objects.filter(service="rsud-johannes").order_by("at")
    assert list(kinds.values_list("kind", flat=True)) == ["retired", "restored"]


def test_the_list_is_printed(keeper) -> None:
    answer = keeper.get("/layanan/daftar.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
