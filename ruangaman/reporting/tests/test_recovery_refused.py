"""Whom the recovery key never lets in: her conflicts, her refusals and what she took back."""

from __future__ import annotations

import pytest
from django.core.management.base import CommandError

from ruangaman.people.models import Role, RoleGrant
from ruangaman.reporting.models import Box, Opening, Report
from ruangaman.reporting.selectors.desk import report_for
from ruangaman.reporting.tests.recovering import (
    Room,
    adopt,
    content,
    mailbox,
    number,
    read_again,
    replace_key,
    text,
)
from ruangaman.reporting.tests.ways import SEND, report
from tests.clients import PublicClient, code_of
from tests.world import World, vouch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]


def test_somebody_of_a_conflict_is_refused(public: PublicClient, world: World, room: Room) -> None:
    adopt(world)
    pages = [{**page, "konflik": ["dinas"]} if "konflik" in page else page for page in report()]
    public.go_on(public.report(*pages), **SEND)
    room.take_out(number(), receiver="sari")
    with pytest.raises(CommandError, match="No report"):
        room.open_by()
    room.export.unlink()
    room.take_out(number(), receiver="maria")
    assert "1 of 1" in room.open_by()


def test_somebody_of_a_conflict_is_refused_after_she_moved_too(
    public: PublicClient, world: World, room: Room
) -> None:
    adopt(world)
    team = world.teams["uptd-ppa"]
    RoleGrant.objects.create(user=world.sari, role=Role.CASE_WORKER, team=team)
    vouch(world.keys["sari"])
    pages = [{**page, "konflik": ["dinas"]} if "konflik" in page else page for page in report()]
    public.go_on(public.report(*pages), **SEND)
    RoleGrant.objects.filter(user=world.sari).exclude(team=team).delete()
    vouch(world.keys["sari"])
    room.take_out(number(), receiver="sari")
    with pytest.raises(CommandError, match="No report"):
        room.open_by()


def test_somebody_from_whom_a_consent_was_taken_back_is_refused_under_a_new_key_too(
    public: PublicClient, world: World, room: Room
) -> None:
    adopt(world)
    focal = [{**page, "izin_fokal": ["unit_lain"]} if "izin" in page else page for page in report()]
    focal.insert(5, {"unit": "dinas-kesehatan"})
    words = code_of(public.go_on(public.report(*focal), **SEND))
    team = world.teams["uptd-ppa"].id
    public.go_on(mailbox(public, words), cabut=f"tim-{team}")
    replace_key(world, "maria")
    room.take_out(number(), receiver="maria")
    with pytest.raises(CommandError, match="No report"):
        room.open_by()


def test_a_focal_point_gets_no_account(code: str, world: World, room: Room) -> None:
    replace_key(world, "rina")
    room.take_out(number(), receiver="rina")
    room.open_by()
    room.bring_back()
    assert set(read_again(world, "rina")) == {"needs", "messages"}


def test_refused_and_withdrawn_reports_are_left_out(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    confirm = public.go_on(mailbox(public, code), tarik="1")
    public.go_on(confirm, tarik_ya="1")
    assert content() is None
    room.take_out(number())
    with pytest.raises(CommandError, match="No report"):
        room.open_by()


def test_a_refusal_in_the_mailbox_closes_what_is_written_from_then_on(
    public: PublicClient, code: str, world: World
) -> None:
    page = mailbox(public, code)
    assert "Tolak kunci cadangan" in text(page)
    page = public.go_on(page, cadangan="tolak")
    assert "Kunci cadangan ditolak" in text(page)
    assert Report.objects.get().epoch == 1
    assert content() is None
    report_for(reader=world.reader("maria"), number=number())
    page = public.go_on(page, cadangan="tolak")
    assert "Tidak ada yang berubah" in text(page)
    page = public.go_on(page, cadangan="boleh")
    assert "boleh membantu" in text(page)
    assert set(content().seeds) == {"needs", "account", "messages"}  # type: ignore[attr-defined]
    assert Report.objects.get().epoch == 1


def test_a_consent_taken_back_between_export_and_import_wins(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    replace_key(world, "maria")
    room.take_out(number())
    room.open_by()
    public.go_on(mailbox(public, code), cadangan="tolak")
    boxes = list(Box.objects.values())
    with pytest.raises(CommandError, match="changed her consents"):
        room.bring_back()
    assert list(Box.objects.values()) == boxes
    assert not Opening.objects.exists()
