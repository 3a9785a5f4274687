"""What the province lacks proposes actions: taken with one press, or set aside with a reason."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from ruangaman.core.models import AuditEvent, RuleValue
from ruangaman.core.templatetags.dates import day
from ruangaman.network.models import Unit
from ruangaman.policy.models import Action, Answer, Assessment, Dismissal
from ruangaman.policy.selectors.province_gaps import province_proposals
from ruangaman.policy.services.proposals import proposal_take
from ruangaman.policy.tests.assessing import standards_loaded
from ruangaman.policy.tests.conftest import document
from tests.clients import StaffClient
from tests.pages import text_of
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def dewi(headed: World) -> StaffClient:
    """The standards are loaded; every value of the law is confirmed."""
    standards_loaded()
    RuleValue.objects.update(verified_by="Biro Hukum", verified_on=dt.date(2026, 1, 2))
    return headed.sign_in(StaffClient(), "dewi")


def keys(year: int) -> set[str]:
    return {one.key for one in province_proposals(year) if one.dismissal is None}


def verified(units: int, year: int, **scores: int) -> None:
    """Make verified self-assessments: 2 points everywhere but at these standards."""
    for at in range(units):
        mine = Assessment.objects.create(unit_code=f"u-{at}", year=year, state="verified")
        for key in ("kebijakan", "pegawai"):
            score = scores.get(key, 2)
            Answer.objects.create(assessment=mine, view="standard", key=key, score=score)


def test_what_is_missing_and_what_is_over_proposes(dewi: StaffClient, today: dt.date) -> None:
    """Kinds without a document in force, a review that is over; not posters, not what is fine."""
    document("", kind="circular", review_on=today - dt.timedelta(days=1), title="Edaran Gubernur")
    document("", kind="code", review_on=today + dt.timedelta(days=1))
    document("", kind="pact", state="ended", ended_on=dt.date(2026, 3, 3))
    document("", kind="sop", state="draft", title="Draf SOP")
    document("dinas-kesehatan", kind="clause")
    found = keys(today.year)
    assert {one for one in found if one.startswith("policy-")} == {
        "policy-pact",
        "policy-sop",
        "policy-clause",
        "policy-script",
    }
    assert len([one for one in found if one.startswith("review-")]) == 1
    said = text_of(dewi.get(f"/kebijakan/aksi/provinsi/{today.year}/"))
    assert "Meninjau “Edaran Gubernur” dan memperbarui" in said
    assert f"Yang terakhir tidak berlaku lagi sejak {day(dt.date(2026, 3, 3))}." in said
    assert "Ada draf yang belum berlaku: Draf SOP." in said
    english = text_of(dewi.get(f"/en/kebijakan/aksi/provinsi/{today.year}/"))
    assert "Draft for the province and put into force: Integrity pledge." in english
    assert keys(today.year - 1) == set()


def test_a_standard_proposes_where_many_verified_units_lack_it(
    dewi: StaffClient, today: dt.date
) -> None:
    verified(12, today.year, pegawai=1)
    assert keys(today.year) & {"standard-pegawai", "standard-kebijakan"} == {"standard-pegawai"}
    said = text_of(dewi.get(f"/kebijakan/aksi/provinsi/{today.year}/"))
    assert f"12 dari 12 unit yang diverifikasi tahun {today.year} bernilai 0 atau 1." in said
    given = Answer.objects.filter(key="pegawai").order_by("pk")
    Answer.objects.filter(pk__in=list(given.values_list("pk", flat=True)[4:])).update(found=2)
    assert "standard-pegawai" not in keys(today.year), "four units are never told"
    Answer.objects.update(found=None)
    Assessment.objects.exclude(unit_code__in=["u-0", "u-1", "u-2", "u-3"]).update(state="draft")
    assert "standard-pegawai" not in keys(today.year), "nor is anything of four verified ones"


def test_units_that_did_not_send_and_unconfirmed_values_propose(
    dewi: StaffClient, today: dt.date
) -> None:
    assert not keys(today.year) & {"rules", f"sent-{today.year - 1}", f"sent-{today.year}"}
    Unit.objects.bulk_create(
        Unit(code=f"u-{at}", name=f"Unit {at}", short_name=f"U{at}", kind="dinas")
        for at in range(6)
    )
    assert not any(one.startswith("sent-") for one in keys(today.year)), "nobody has begun yet"
    for year in (today.year - 1, today.year):
        Assessment.objects.create(unit_code="u-0", year=year, state="submitted")
    (sent,) = (one for one in province_proposals(today.year) if one.key.startswith("sent-"))
    assert sent.words.why == "8 unit belum mengirimnya.", "five of those, three of the world"
    one = RuleValue.objects.filter(mark="K-m").first()
    assert one
    RuleValue.objects.filter(pk=one.pk).update(verified_on=None)
    assert "rules" in keys(today.year)


def test_one_press_plans_it_and_it_proposes_no_more(dewi: StaffClient, today: dt.date) -> None:
    plan = f"/kebijakan/aksi/provinsi/{today.year}/"
    answer = dewi.post(f"{plan}usul/policy-sop/ambil/")
    assert (answer.status_code, answer["Location"]) == (302, plan)
    made = Action.objects.get()
    assert (made.unit_code, made.proposal, made.who) == (
        "",
        "policy-sop",
        "Koordinator bersama Biro Hukum",
    )
    assert today <= made.due <= dt.date(today.year, 12, 31)
    assert "policy-sop" not in keys(today.year) | keys(today.year + 1)
    assert dewi.post(f"{plan}usul/policy-sop/ambil/").status_code == 302, "twice is as once"
    assert Action.objects.count() == 1
    gone = dewi.post(f"{plan}usul/policy-tidak-ada/ambil/")
    assert gone.status_code == 409
    assert "Usulan ini tidak ada lagi" in text_of(gone)
    carried = {"versi": "0", "apa": "Menyusun SOP", "siapa": "Koordinator"}
    carried["kapan"] = dt.date(today.year + 1, 3, 1).isoformat()
    dewi.post(f"/kebijakan/aksi/satu/{made.pk}/lanjut/", carried)
    assert Action.objects.get(carried_from=made).proposal == "policy-sop"
    assert AuditEvent.objects.filter(action="policy_action_added").count() == 1


def test_what_is_set_aside_stays_with_its_reason_and_comes_back(
    dewi: StaffClient, headed: World, today: dt.date
) -> None:
    plan = f"/kebijakan/aksi/provinsi/{today.year}/"
    aside = f"{plan}usul/policy-code/abaikan/"
    empty = dewi.post(aside, {"alasan": ""})
    assert empty.status_code == 422
    assert "Tulis alasannya." in text_of(empty)
    case = dewi.post(aside, {"alasan": "Lihat 0812 3456 7890"})
    assert case.status_code == 422
    assert "Lihat 0812 3456 7890" in case.content.decode(), "what was typed is kept"
    assert dewi.post(aside, {"alasan": "Pergub sedang disusun"}).status_code == 302
    assert dewi.post(aside, {"alasan": "Lain"}).status_code == 409
    assert Dismissal.objects.get().reason == "Pergub sedang disusun"
    said = text_of(dewi.get(plan))
    assert "1 usulan diabaikan" in said
    assert "Pergub sedang disusun" in said
    assert headed.dewi.name in said
    assert "policy-code" not in keys(today.year)
    assert "policy-code" in keys(today.year + 1), "another year asks again"
    dewi.post(f"{plan}usul/policy-code/kembali/")
    assert "policy-code" in keys(today.year)
    rina = headed.sign_in(StaffClient(), "rina")
    assert "Usulan untuk provinsi" not in text_of(rina.get(plan))
    assert rina.post(f"{plan}usul/policy-code/ambil/").status_code == 403
    assert dewi.get(f"{plan}usul/apa-saja/abaikan/").status_code == 404
    assert dewi.post("/kebijakan/aksi/provinsi/1999/usul/policy-code/ambil/").status_code == 404


def test_many_units_take_as_many_queries_as_few(
    dewi: StaffClient, today: dt.date, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for units in (6, 60):
        Assessment.objects.all().delete()
        verified(units, today.year, pegawai=0, kebijakan=1)
        with django_assert_max_num_queries(12) as asked:
            assert {"standard-pegawai", "standard-kebijakan"} < keys(today.year)
        counts.append(len(asked))
        document("", kind="sop", state="ended")
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_plan_it_once(headed: World, today: dt.date) -> None:
    standards_loaded()
    faults: list[Exception] = []

    def press() -> None:
        try:
            proposal_take(year=today.year, key="policy-sop", by=headed.dewi)
        except Exception as fault:  # noqa: BLE001  told below
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not faults
    assert Action.objects.count() == 1
