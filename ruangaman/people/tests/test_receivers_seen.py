"""Who learns that somebody was signed in, removed or swapped: the team, the list, the audit."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.lib.sealing import KeyPair
from ruangaman.people.models import (
    RecipientKey,
    User,
)
from ruangaman.people.tests.steps import browser, heard, sign_first, sign_second, text_of
from tests.clients import StaffClient
from tests.world import World, seed_of, unlock_session, vouch

pytestmark = pytest.mark.django_db


def test_the_team_is_told_and_others_are_not(world: World, newcomer: User) -> None:
    sign_first(world, "maria", newcomer, heard(world))
    sign_second(world, "rina", heard(world))
    for name in ("yosef", "agustina"):
        page = text_of(browser(world, name).get("/"))
        assert "Perubahan penerima di tim Anda" in page
        assert "Nona menerima mulai" in page
        assert "Ditandatangani Maria, Rina" in page
    assert "Perubahan penerima" in text_of(browser(world, "yosef").get("/kasus/"))
    assert "Perubahan penerima" not in text_of(browser(world, "lena").get("/"))


def test_whom_the_root_signs_later_is_news_too(
    world: World, newcomer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The paper with the root key may have been stolen."""
    later = timezone.now() + dt.timedelta(hours=2)
    monkeypatch.setattr("ruangaman.people.services.manifest.now", lambda: later)
    assert "Perubahan penerima" not in text_of(browser(world, "yosef").get("/"))
    vouch(world.keys["nona"])
    assert "Ditandatangani dengan kunci akar" in text_of(browser(world, "yosef").get("/"))


def test_a_supervisor_is_alarmed_below_two(world: World) -> None:
    assert "Sedikitnya dua diperlukan" not in text_of(browser(world, "agustina").get("/"))
    User.objects.filter(pk=world.yosef.pk).update(is_active=False)
    page = text_of(browser(world, "agustina").get("/"))
    assert "UPTD PPA: 1 orang dapat membaca laporan. Sedikitnya dua diperlukan" in page


def test_the_audit_says_who_signed_and_not_for_whom_in_the_open(
    world: World, newcomer: User
) -> None:
    sign_first(world, "maria", newcomer, heard(world))
    event = AuditEvent.objects.get(action="receiver_proposed")
    assert event.actor == world.maria.pk
    assert str(newcomer.pk) not in str(event.detail)


def test_the_list_is_for_those_concerned(world: World, newcomer: User) -> None:
    page = text_of(browser(world, "dina").get("/penerima/"))
    assert "Nona" in page
    assert "Tandatangani sebagai" not in page
    client = StaffClient()
    client.force_login(world.maria)
    assert "Tandatangani sebagai yang pertama: Nona" in text_of(client.get("/penerima/"))
    unlock_session(client, world.keys["maria"], seed_of("maria"))
    assert KeyPair(seed_of("yosef")).public.fingerprint in text_of(client.get("/penerima/"))


def test_the_list_marks_a_key_that_is_not_the_one_signed(world: World) -> None:
    assert "Kunci tidak cocok" not in text_of(browser(world, "maria").get("/penerima/"))
    RecipientKey.objects.filter(user=world.yosef).update(public=KeyPair(b"z" * 32).public.raw)
    assert "Yosef Kunci tidak cocok" in text_of(browser(world, "maria").get("/penerima/"))
