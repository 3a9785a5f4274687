"""Two receivers sign a third in; nobody can do it alone, or for herself, or unheard."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from ruangaman.lib.manifest import CLOSED_WITHIN, DELAY
from ruangaman.lib.sealing import KeyPair
from ruangaman.people.models import (
    ManifestEntry,
    ReceiverProposal,
    RecipientKey,
    Role,
    RoleGrant,
    User,
)
from ruangaman.people.selectors import keys_vouched, recipients_of, recovery_key, recovery_keys
from ruangaman.people.selectors.manifest import manifest
from ruangaman.people.services import receivers as services
from ruangaman.people.services.receivers import fingerprint_tail
from ruangaman.people.tests.steps import actions, browser, heard, sign_first, sign_second, text_of
from tests.clients import StaffClient
from tests.world import World, seed_of, vouch

pytestmark = pytest.mark.django_db


def readers_of(world: World, monkeypatch: pytest.MonkeyPatch, later: dt.timedelta) -> set[str]:
    """Return who receives for UPTD PPA some time from now."""
    then = timezone.now() + later
    monkeypatch.setattr("ruangaman.people.selectors.recipients.now", lambda: then)
    found = recipients_of([world.teams["uptd-ppa"].pk])
    return {User.objects.get(pk=one.user_id).username for one in found}


def test_two_sign_a_third_and_she_receives_after_a_day(
    world: World, newcomer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups = heard(world)
    assert sign_first(world, "maria", newcomer, groups.upper()) == 302
    assert sign_second(world, "rina", groups.replace(" ", "")) == 302
    assert not ReceiverProposal.objects.exists()
    assert readers_of(world, monkeypatch, DELAY - dt.timedelta(minutes=1)) == {"maria", "yosef"}
    assert readers_of(world, monkeypatch, DELAY) == {"maria", "yosef", "nona"}
    assert [one for one in actions() if one.startswith("receiver")] == [
        "receiver_proposed",
        "receiver_signed",
    ]


def test_what_is_kept_of_readers_ends_with_a_changed_row_an_entry_and_a_moment(
    world: World, newcomer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    rina, nona = world.keys["rina"], world.keys["nona"]
    before = {one.key_id for one in keys_vouched()}
    assert keys_vouched() is keys_vouched()
    RecipientKey.objects.filter(pk=rina.pk).update(public=KeyPair(b"z" * 32).public.raw)
    assert {one.key_id for one in keys_vouched()} == before - {rina.pk}
    RecipientKey.objects.filter(pk=rina.pk).update(public=rina.public)
    assert {one.key_id for one in keys_vouched()} == before
    sign_first(world, "maria", newcomer, heard(world))
    sign_second(world, "rina", heard(world))
    assert {one.key_id for one in keys_vouched()} == before
    then = timezone.now() + DELAY
    monkeypatch.setattr("ruangaman.people.selectors.able.now", lambda: then)
    assert {one.key_id for one in keys_vouched()} == before | {nona.pk}
    monkeypatch.undo()
    assert {one.key_id for one in keys_vouched()} == before
    vouch(nona)
    assert {one.key_id for one in keys_vouched()} == before | {nona.pk}


def test_the_page_does_not_show_what_must_be_heard(world: World, newcomer: User) -> None:
    groups = heard(world)
    for path in ("/penerima/", f"/penerima/{newcomer.pk}/"):
        assert groups not in text_of(browser(world, "maria").get(path))


def test_she_sees_her_fingerprint_and_what_happens_next(world: World, newcomer: User) -> None:
    nona = browser(world, "nona")
    assert "Kunci Anda menunggu" in text_of(nona.get("/"))
    page = text_of(nona.get("/kunci/"))
    assert KeyPair(seed_of("nona")).public.fingerprint in page
    assert "Dua penerima harus menandatanganinya" in page
    sign_first(world, "maria", newcomer, heard(world))
    assert "dari Maria" in text_of(nona.get("/kunci/"))
    assert "belum ditandatangani" in text_of(nona.get("/"))
    sign_second(world, "yosef", heard(world))
    assert "menerima laporan baru mulai" in text_of(nona.get("/kunci/"))
    assert "belum ditandatangani" not in text_of(nona.get("/"))


def test_her_own_page_shows_her_own_key_whatever_the_row_says(world: World, newcomer: User) -> None:
    """So a key that was swapped before anybody signed is heard to be another."""
    stranger = KeyPair(b"z" * 32).public
    nona = browser(world, "nona")
    RecipientKey.objects.filter(user=newcomer).update(public=stranger.raw)
    page = text_of(nona.get("/kunci/"))
    assert KeyPair(seed_of("nona")).public.fingerprint in page
    assert stranger.fingerprint not in page
    assert sign_first(world, "maria", newcomer, heard(world)) == 422
    assert not ReceiverProposal.objects.exists()
    assert actions()[-1] == "fingerprint_differed"


@pytest.mark.parametrize("groups", ["", "0000 0000 0000 0000", "zzz", "a" * 41])
def test_what_was_not_heard_is_not_signed(world: World, newcomer: User, groups: str) -> None:
    assert sign_first(world, "maria", newcomer, groups) == 422
    assert not ReceiverProposal.objects.exists()


def test_one_person_does_not_sign_twice(world: World, newcomer: User) -> None:
    sign_first(world, "maria", newcomer, heard(world))
    count = ManifestEntry.objects.count()
    assert sign_second(world, "maria", heard(world)) == 422
    assert ManifestEntry.objects.count() == count


def test_nobody_signs_for_herself(world: World, newcomer: User) -> None:
    assert sign_first(world, "nona", newcomer, heard(world)) == 422
    sign_first(world, "maria", newcomer, heard(world))
    assert sign_second(world, "nona", heard(world)) == 422


def test_a_receiver_does_not_give_herself_a_team(world: World) -> None:
    team = world.teams["pseah-desk"]
    RoleGrant.objects.create(user=world.maria, role=Role.CASE_WORKER, team=team)
    assert sign_first(world, "maria", world.maria, heard(world, "maria")) == 422
    assert sign_first(world, "sari", world.maria, heard(world, "maria")) == 302
    assert sign_second(world, "yosef", heard(world, "maria")) == 302


def test_a_key_that_is_swapped_between_the_signatures_is_not_vouched_for(
    world: World, newcomer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = KeyPair(b"z" * 32).public
    sign_first(world, "maria", newcomer, heard(world))
    RecipientKey.objects.filter(user=newcomer).update(public=stranger.raw)
    ReceiverProposal.objects.update(public=stranger.raw)
    assert sign_second(world, "yosef", fingerprint_tail(stranger.raw)) == 422
    assert readers_of(world, monkeypatch, DELAY) == {"maria", "yosef"}


def test_who_is_no_receiver_signs_nothing(world: World, newcomer: User) -> None:
    world.keys["agustina"] = RecipientKey.objects.create(
        user=world.agustina, public=KeyPair(seed_of("agustina")).public.raw, wrapped=b""
    )
    assert sign_first(world, "agustina", newcomer, heard(world)) == 422
    assert "Hanya penerima" in text_of(
        browser(world, "agustina").post(f"/penerima/{newcomer.pk}/", {"groups": heard(world)})
    )


def test_a_closed_vault_signs_nothing(world: World, newcomer: User) -> None:
    client = world.sign_in(StaffClient(), "maria")
    answer = client.post(f"/penerima/{newcomer.pk}/", {"groups": heard(world)})
    assert answer["Location"].startswith("/kunci/")


def test_refusing_throws_the_first_signature_away(world: World, newcomer: User) -> None:
    sign_first(world, "maria", newcomer, heard(world))
    proposal = ReceiverProposal.objects.get()
    page = browser(world, "yosef").post(f"/penerima/usulan/{proposal.pk}/tolak/", follow=True)
    assert "Usulan ditolak" in text_of(page)
    assert not ReceiverProposal.objects.exists()
    assert actions()[-1] == "receiver_refused"
    assert sign_first(world, "yosef", newcomer, heard(world)) == 302


def test_a_first_signature_grows_old(world: World, newcomer: User) -> None:
    sign_first(world, "maria", newcomer, heard(world))
    old = timezone.now() - CLOSED_WITHIN - dt.timedelta(minutes=1)
    ReceiverProposal.objects.update(made_at=old)
    assert sign_second(world, "yosef", heard(world)) == 422
    assert "Tandatangani sebagai yang pertama" in text_of(browser(world, "yosef").get("/penerima/"))


def test_two_remove_a_receiver_at_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    path = f"/penerima/{world.yosef.pk}/keluarkan/"
    assert browser(world, "maria").post(path, {}).status_code == 422
    assert browser(world, "maria").post(path, {"understood": "on"}).status_code == 302
    proposal = ReceiverProposal.objects.get()
    sign = f"/penerima/usulan/{proposal.pk}/"
    assert browser(world, "yosef").post(sign, {"understood": "on"}).status_code == 422
    assert browser(world, "rina").post(sign, {"understood": "on"}).status_code == 302
    assert readers_of(world, monkeypatch, dt.timedelta(seconds=1)) == {"maria"}
    assert "tidak menerima lagi" in text_of(browser(world, "agustina").get("/"))


def test_two_adopt_a_recovery_key(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    public, key_id = KeyPair(b"p" * 32).public.raw, uuid.uuid4()
    proposal = services.recovery_propose(
        reader=world.reader("maria"),
        key_id=key_id,
        public=public,
        holders="Camat, Hakim, Uskup",
        typed=fingerprint_tail(public),
    )
    assert "Kunci cadangan (tanda tangan pertama" in text_of(
        browser(world, "yosef").get("/penerima/")
    )
    page = text_of(browser(world, "yosef").get(f"/penerima/usulan/{proposal.pk}/"))
    assert "Camat, Hakim, Uskup" in page
    assert sign_second(world, "yosef", fingerprint_tail(public)) == 302
    assert recovery_key() is None
    later = timezone.now() + DELAY
    monkeypatch.setattr("ruangaman.people.selectors.recovery.now", lambda: later)
    recovery = recovery_key()
    assert recovery is not None
    assert (recovery.id, recovery.public.raw) == (key_id, public)
    assert recovery.holders == "Camat, Hakim, Uskup"
    assert recovery_keys() == {key_id: recovery}


def test_a_clock_set_back_breaks_nothing(
    world: World, newcomer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = timezone.now() + dt.timedelta(hours=1)
    monkeypatch.setattr("ruangaman.people.services.manifest.now", lambda: later)
    sign_first(world, "maria", newcomer, heard(world))
    earlier = timezone.now() - dt.timedelta(hours=3)
    monkeypatch.setattr("ruangaman.people.services.manifest.now", lambda: earlier)
    sign_second(world, "yosef", heard(world))
    assert manifest().sequence == len(world.keys)
