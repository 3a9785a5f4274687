"""What she answers at the end is read by nobody who was rated."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.casework.tests.cases import opened, sent, text_of
from ruangaman.lib.sealing import KeyPair
from ruangaman.people.tests.holding import statistics_given
from ruangaman.reporting.models import CodedRecord, Item, Report
from ruangaman.reporting.services import mailbox as services
from ruangaman.reporting.services.coded import feedback_open, records_open, tallies_open
from ruangaman.reporting.services.ending import ending_wish
from ruangaman.reporting.services.mailbox import mailbox_change
from tests.clients import PublicClient
from tests.world import World, seed_of

pytestmark = pytest.mark.django_db
ANSWERS = {"mudah": "ya", "dihargai": "tidak"}


def concluded(public: PublicClient) -> tuple[Report, Any, Any]:
    report, code = sent(izin_fokal=["unit_lain"], unit_lain="dinas-sosial")
    Report.objects.filter(pk=report.pk).update(state=Report.State.CONCLUDED)
    return report, code, public.post("/pesan/", {"kode": " ".join(code.words)})


def test_the_answers_go_to_two_people_and_to_no_worker(
    world: World, staff: Any, public: PublicClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = statistics_given(world, monkeypatch)
    report, _code, page = concluded(public)
    told = text_of(page)
    assert "Petugas yang mendampingi Anda dan penyelianya tidak bisa membuka jawaban ini" in told
    assert "Bayu (Mitra Uji); Ratih (Inspektorat Uji)" in told
    items, before = Item.objects.count(), Report.objects.filter(unread=True).count()
    assert "Belum ada jawaban yang dipilih." in text_of(public.go_on(page, umpan="1"))
    page = public.go_on(page, umpan="1", **ANSWERS)
    assert "Jawaban Anda terkirim." in text_of(page)
    assert "Tiga pertanyaan penutup" not in text_of(page)
    assert "sudah Anda jawab" in text_of(public.go_on(page, umpan="1", mudah="tidak"))
    (line,) = feedback_open(keys)
    month = f"{timezone.localdate():%Y-%m}"
    assert line.fields == {"of": "feedback", "month": month, "teams": ["uptd-ppa"], **ANSWERS}
    assert records_open(keys) == tallies_open(keys) == []
    assert feedback_open((keys[0], KeyPair(seed_of("maria")))) == []
    assert Item.objects.count() == items
    assert Report.objects.filter(unread=True).count() == before
    world.sign_in(staff, "maria", unlock=True)
    assert "pertanyaan penutup" not in text_of(opened(staff, report, "needs", "messages"))


@pytest.mark.parametrize("way", ["withdraw", "delete"])
def test_she_takes_them_back_with_her_report(
    world: World, public: PublicClient, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    keys = statistics_given(world, monkeypatch)
    report, code, page = concluded(public)
    public.go_on(page, umpan="1", **ANSWERS)
    end = services.report_withdraw if way == "withdraw" else ending_wish
    assert mailbox_change(code, report.pk, lambda box: end(box, item_id=uuid.uuid4()))
    assert feedback_open(keys) == []
    assert len({len(bytes(row.sealed)) for row in CodedRecord.objects.all()}) == 1


def test_nobody_is_asked_while_only_workers_could_read(world: World, public: PublicClient) -> None:
    _report, _code, page = concluded(public)
    assert "Tiga pertanyaan penutup" not in text_of(page)
    assert public.go_on(page, umpan="1", **ANSWERS).status_code == 409
    assert not CodedRecord.objects.exists()
