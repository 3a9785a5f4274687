"""A reporter meets the office whose name she read, whatever stands in the rows."""

from __future__ import annotations

import hashlib
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ruangaman.lib.manifest import Kind, Statement
from ruangaman.network.models import Unit
from ruangaman.network.selectors.ready import ready_units
from ruangaman.people.models import ManifestEntry, ReceiverProposal, Role, RoleGrant, Team
from ruangaman.people.selectors import (
    ready_kinds,
    recipient_count,
    recipients_of,
    recipients_with_keys,
)
from ruangaman.people.selectors.manifest import manifest
from ruangaman.people.selectors.signed_teams import team_changes
from ruangaman.people.services.teams import focal_point_team_write
from ruangaman.people.tests.steps import actions, browser, text_of
from ruangaman.reporting.tests.ways import SEND, report
from tests.clients import PublicClient, code_of
from tests.world import World, sign_teams

pytestmark = pytest.mark.django_db
OTHER = "Biro Hukum"


@pytest.fixture
def signed(world: World) -> World:
    """The world, its teams signed as in a new installation."""
    sign_teams()
    return world


def rename(code: str, name: str, **more: Any) -> None:
    """Rename a team as whoever writes rows can."""
    rows = Team.objects.filter(code=code)
    assert rows.update(name=name, short_name=name, name_en=name, **more) == 1


def checked() -> str:
    """Return what ``check`` says, and whether it failed."""
    errors = StringIO()
    try:
        call_command("check", stdout=StringIO(), stderr=errors)
    except CommandError as fault:
        errors.write(str(fault))
    return errors.getvalue()


def mark_on(page: Any) -> str:
    """Return the hidden SHA-256 of a page."""
    return page.content.decode().split('name="mark" value="')[1].split('"')[0]


def sign(client: Client, path: str, mark: str = "") -> Any:
    """Tick and sign what the page at ``path`` shows."""
    mark = mark or mark_on(client.get(path))
    return client.post(path, {"understood": "on", "mark": mark})


def second(world: World, name: str = "rina") -> Any:
    """Sign second."""
    return sign(browser(world, name), f"/penerima/usulan/{ReceiverProposal.objects.get().pk}/")


def shown_to_reporter(public: PublicClient, prefix: str = "") -> str:
    """Return the page on which she checks who will read, and what the mailbox calls them."""
    page = public.report(*report(), prefix=prefix)
    code = code_of(public.go_on(page, prefix=prefix, **SEND))
    return text_of(page) + text_of(public.post(f"{prefix}/pesan/", {"kode": code}))


def test_a_reporter_sees_the_signed_name_and_the_staff_are_told(
    signed: World, public: PublicClient
) -> None:
    rename("uptd-ppa", OTHER)
    for prefix in ("", "/en"):
        seen = shown_to_reporter(public, prefix)
        assert "UPTD PPA" in seen
        assert OTHER not in seen
    page = text_of(browser(signed, "yosef").get("/"))
    assert "1 tim berganti nama di basis data" in page
    assert "1 team has another name in the database" in checked()
    (label,) = {one.label for one in recipients_of([signed.teams["uptd-ppa"].pk])}
    assert label == "Pendamping, UPTD PPA"


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "other"},
        {"organisation": "dinas"},
        {"unit_code": "biro-umum"},
        {"code": "uptd-lain"},
    ],
)
def test_a_team_that_is_another_one_by_its_row_is_not_offered(
    signed: World, public: PublicClient, other: dict[str, str]
) -> None:
    team = signed.teams["uptd-ppa"]
    assert recipient_count(team.pk) == 2
    Team.objects.filter(pk=team.pk).update(**other)
    assert recipient_count(team.pk) == 0
    assert not any(team.pk in one.team_ids for one in recipients_of([team.pk]))
    assert Team.Kind.UPTD_PPA not in ready_kinds()
    assert "1 tim di basis data bukan tim yang ditandatangani" in text_of(
        browser(signed, "agustina").get("/")
    )
    assert "1 team in the database is not the one that was signed" in checked()
    assert "Something has to be put right" in checked()


def test_two_offices_that_changed_places_are_both_closed(signed: World) -> None:
    """A report for one unit must not go to the focal points of another."""
    for code, spare in (("fp-dinas-sosial", "x"), ("fp-dinas-kesehatan", "fp-dinas-sosial")):
        Team.objects.filter(code=code).update(code=spare)
    Team.objects.filter(code="x").update(code="fp-dinas-kesehatan")
    assert Team.Kind.FOCAL_POINT not in ready_kinds()


def test_a_unit_is_called_as_its_focal_points_were_signed(
    signed: World, public: PublicClient
) -> None:
    Unit.objects.filter(code="dinas-sosial").update(name=OTHER, search=OTHER.lower())
    page = text_of(public.post("/fokal-point/", {"cari": OTHER}))
    assert "Dinas Sosial" in page
    with CaptureQueriesContext(connection) as few:
        ready_units(9)
    assert len(few) <= 6, "however many units there are"
    assert {unit.name for unit in ready_units(9)} == {"Dinas Kesehatan", "Dinas Sosial"}
    page = text_of(public.post("/fokal-point/", {"unit": "dinas-sosial"}))
    assert OTHER not in page


def test_rows_give_no_focal_point_more_than_a_bridge(signed: World) -> None:
    RoleGrant.objects.create(user=signed.rina, role=Role.EXAMINER)
    team = signed.teams["fp-dinas-kesehatan"]
    assert all(one.bridge_only for one in recipients_of([team.pk]))


def test_an_upgraded_installation_goes_on_and_is_asked(world: World, public: PublicClient) -> None:
    rename("uptd-ppa", OTHER)
    assert OTHER in shown_to_reporter(public)
    assert "Nobody has signed what 4 teams are called" in checked()
    assert "tim berganti nama" not in text_of(browser(world, "yosef").get("/"))
    page = text_of(browser(world, "yosef").get("/penerima/"))
    assert "Baca nama tim, lalu tandatangani sebagai yang pertama" in page
    assert "Baca nama tim" not in text_of(browser(world, "dina").get("/penerima/"))
    assert sign(browser(world, "maria"), "/penerima/tim/").status_code == 302
    assert second(world).status_code == 302
    assert team_changes() == []
    assert manifest().team(world.teams["uptd-ppa"].pk, timezone.now()) is not None


def test_two_receivers_sign_many_new_names_at_once(signed: World, public: PublicClient) -> None:
    """A unit is renamed: its team follows, and both names are signed in one go."""
    for code in ("dinas-kesehatan", "dinas-sosial"):
        focal_point_team_write(unit_code=code, name=f"{code} baru", short_name=code, active=True)
    rename("uptd-ppa", "UPTD PPA Provinsi")
    assert "UPTD PPA Provinsi" not in shown_to_reporter(public)
    maria = browser(signed, "maria")
    page = maria.get("/penerima/tim/")
    assert text_of(page).count("Sebelumnya:") >= 6
    assert "Sebelumnya: UPTD PPA" in text_of(page)
    assert sign(maria, "/penerima/tim/").status_code == 302
    assert len(team_changes()) == 3, "one signature changes nothing"
    proposal = ReceiverProposal.objects.get()
    path, mark = f"/penerima/usulan/{proposal.pk}/", bytes(proposal.public)
    again = sign(maria, path, hashlib.sha256(mark).hexdigest())
    assert again.status_code == 422, "nobody signs twice"
    assert "Sebelumnya: UPTD PPA" in text_of(browser(signed, "rina").get(path))
    assert second(signed).status_code == 302
    assert team_changes() == []
    assert "UPTD PPA Provinsi" in shown_to_reporter(public)
    assert [one for one in actions() if "sign" in one or "teams" in one] == [
        "teams_proposed",
        "receiver_signed",
    ]
    for name, said in (("yosef", True), ("sari", False)):
        page = text_of(browser(signed, name).get("/"))
        assert ("Nama tim berlaku sejak" in page) == said
    assert "Ditandatangani Maria, Rina" in text_of(browser(signed, "yosef").get("/penerima/"))


def test_what_was_read_is_what_is_signed(signed: World) -> None:
    """The row changes between the page and the button, or in the proposal's row."""
    rename("uptd-ppa", "UPTD PPA Provinsi")
    maria, rina = browser(signed, "maria"), browser(signed, "rina")
    mark = mark_on(maria.get("/penerima/tim/"))
    rename("uptd-ppa", OTHER)
    page = sign(maria, "/penerima/tim/", mark)
    assert page.status_code == 422
    assert "Daftar tim berubah sementara Anda membaca" in text_of(page)
    assert mark_on(page) != mark
    assert sign(maria, "/penerima/tim/").status_code == 302
    proposal = ReceiverProposal.objects.get()
    path = f"/penerima/usulan/{proposal.pk}/"
    good = bytes(proposal.public)
    ReceiverProposal.objects.update(public=good.replace(b"Biro Hukum", b"Biro Umum."))
    assert sign(rina, path).status_code == 422
    ReceiverProposal.objects.update(public=b"[]")
    assert rina.get(path).status_code == 404
    ReceiverProposal.objects.update(public=good)
    assert rina.post(path, {"mark": mark_on(rina.get(path))}).status_code == 422, "not ticked"
    assert sign(rina, path).status_code == 302


def test_a_key_does_not_come_in_as_a_list_of_teams(signed: World) -> None:
    """One receiver and whoever writes rows dress a proposal of a person up as one of teams."""
    maria = browser(signed, "maria")
    maria.post(f"/penerima/{signed.yosef.pk}/keluarkan/", {"understood": "on"})
    before = ManifestEntry.objects.count()
    ReceiverProposal.objects.update(kind="teams")
    assert second_as_removal(signed) in {302, 422}
    entry = ManifestEntry.objects.order_by("sequence").last()
    assert entry
    if ManifestEntry.objects.count() > before:
        assert Statement.decoded(entry.statement).kind == Kind.REMOVED


def second_as_removal(world: World) -> int:
    """Sign what the page shows: it goes by what was signed, and shows a removal."""
    path = f"/penerima/usulan/{ReceiverProposal.objects.get().pk}/"
    rina = browser(world, "rina")
    assert "Keluarkan Yosef dari penerima" in text_of(rina.get(path))
    return int(rina.post(path, {"understood": "on"}).status_code)


def test_a_first_signature_can_be_refused_and_does_not_end_that_of_a_recovery_key(
    signed: World,
) -> None:
    rename("uptd-ppa", "UPTD PPA Provinsi")
    maria = browser(signed, "maria")
    ReceiverProposal.objects.create(
        id=signed.teams["uptd-ppa"].pk, kind="recovery", signer=signed.sari, statement="{}",
        public=b"k", first=b"", made_at=timezone.now(),
    )  # fmt: skip
    sign(maria, "/penerima/tim/")
    assert ReceiverProposal.objects.count() == 2
    proposal = ReceiverProposal.objects.get(kind="teams")
    assert maria.get("/penerima/tim/")["Location"] == f"/penerima/usulan/{proposal.pk}/"
    browser(signed, "rina").post(f"/penerima/usulan/{proposal.pk}/tolak/")
    assert not ReceiverProposal.objects.filter(kind="teams").exists()


def test_who_holds_a_box_keeps_it_whatever_the_row_says(
    signed: World, public: PublicClient
) -> None:
    """Rows alone take from nobody what a reporter gave: her consent was to the signed team."""
    Team.objects.filter(code="uptd-ppa").update(kind="other")
    key = signed.keys["maria"].pk
    assert signed.teams["uptd-ppa"].pk in recipients_with_keys([key])[key].team_ids
