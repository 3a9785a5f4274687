"""Services as the help page shows them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from ruangaman.core.notes import open_notes
from ruangaman.directory.entries import opening_hours, service_entries
from ruangaman.directory.marks import UNKNOWN, mark_of, weakest
from ruangaman.directory.models import Hotline, Service

pytestmark = pytest.mark.django_db


def entry(code, **changes):
    Service.objects.filter(code=code).update(**changes)
    [found] = service_entries(Service.objects.filter(code=code), Hotline.objects.all())
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("24/7", "24 jam, setiap hari"),
        ("1-5 08:00-16:00", "Senin sampai Jumat, 08.00–16.00 WITA"),
        ("6 09:00-12:30", "Sabtu, 09.00–12.30 WITA"),
        ("", ""),
        ("sesuai janji", "sesuai janji"),
    ],
)
def test_opening_hours(text, words):
    assert opening_hours(text) == words


def test_parts_what_is_known_from_what_is_not(pack):
    found = entry("uptd-ppa-provinsi", cost="free", hours="1-5 08:00-16:00")
    assert found.facts == [
        ("Biaya", "gratis (belum dipastikan)"),
        ("Jam buka", "Senin sampai Jumat, 08.00–16.00 WITA"),
        ("Melayani anak", "ya"),
    ]
    assert found.unknown == "bahasa, akses disabilitas, melayani laki-laki"


@pytest.mark.parametrize(
    ("code", "duty"),
    [
        ("uptd-ppa-provinsi", "yes"),
        ("polda-ntt-ppa", "polisi"),
        ("rsud-johannes", "partly"),
        ("ombudsman-ntt", "unknown"),
    ],
)
def test_says_whether_the_police_are_told(pack, code, duty):
    assert entry(code).duty == duty


def test_a_contact_that_left_the_pack_is_not_shown(pack):
    Hotline.objects.filter(code="sapa-129").delete()
    assert entry("uptd-ppa-provinsi").hotline is None


def test_a_check_grows_old(pack):
    today = timezone.localdate()
    checked = {"verified_by": "UPTD PPA"}
    assert not entry("lbh-apik-ntt", verified_on=today, **checked).stale
    assert not entry("lbh-apik-ntt", verified_on=today - dt.timedelta(days=90), **checked).stale
    assert entry("lbh-apik-ntt", verified_on=today - dt.timedelta(days=91), **checked).stale


def test_a_mark_needs_a_name_and_a_day():
    fact = {"source": "a", "mark": "K-m", "verified_by": "", "verified_on": "2026-11-01"}
    assert mark_of(fact).weak
    checked = mark_of(fact | {"verified_by": "Biro Hukum"})
    assert not checked.weak
    assert checked.verified_on == dt.date(2026, 11, 1)


def test_the_weakest_mark_speaks_for_all():
    source = mark_of({"source": "a", "mark": "S"})
    general = mark_of({"source": "b", "mark": "K-l"})
    assert weakest([source, general]).weak
    assert weakest([source, general]).source == "a; b"
    assert not weakest([source]).weak
    assert weakest([]) == UNKNOWN


def test_notes_of_another_page_stay_there(pack):
    assert len(open_notes("layanan")) == 1
    assert open_notes("nirgends") == []
