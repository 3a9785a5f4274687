"""Every URL of a case by every relation to it: who writes, whose team, kept out, gone meanwhile."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest

from ruangaman.casework.models import TeamDesk
from ruangaman.casework.sections.registry import SECTIONS
from ruangaman.casework.tests.cases import ELSEWHERE, sent
from ruangaman.casework.urls import urlpatterns
from ruangaman.core.models import AuditEvent
from ruangaman.people.models import RoleGrant
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.mailbox import mailbox_open
from ruangaman.reporting.services.mailbox import consent_withdraw
from tests.clients import StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db

PATHS = {
    "detail": "",
    "open": "buka/",
    "acknowledge": "jawab/",
    "message": "pesan/",
    "files": "file/",
    "reader": "pembaca/",
    "move": "keadaan/",
    "conclude": "tutup/",
    "reopen": "buka-lagi/",
    "section": "berkas/rencana/",
    "section_action": "berkas/rencana/tambah/",
    "letter": "rujukan/surat/",
    "aside": "mundur/",
    "colleague": "rekan/",
}
"""Every URL with the number of a case, under its address; sections stand for all of theirs."""
ENDINGS = {"ending", "ending_step", "hold"}
"""Whoever could once read a report may help to dispose of it: ``test_endings``."""
FINE, GONE, NOT_HERS = {200, 302, 422}, {404}, {403}


def given(**changes: object) -> Report:
    """Send a report for UPTD PPA and the focal points of Dinas Sosial."""
    both = {"izin_fokal": ["unit_lain"], "unit_lain": "dinas-sosial"}
    return sent(**{**both, **changes})[0]


def ended(world: World, name: str, **changes: object) -> None:
    """Change what somebody's role says, or take it away, while she is signed in."""
    grants = RoleGrant.objects.filter(user=world.people[name])
    if changes:
        grants.update(**changes)
    else:
        grants.delete()


def nothing(_world: World) -> None:
    """Nothing happens meanwhile."""


YESTERDAY = dt.date(2026, 1, 1)
Meanwhile = Callable[[World], None]
RELATIONS: dict[str, tuple[str, dict[str, object], Meanwhile, set[int]]] = {
    "hers": ("maria", {}, nothing, FINE),
    "her team's": ("yosef", {}, nothing, FINE),
    "a bridge's": ("lena", {}, nothing, FINE),
    "another team's": ("sari", {}, nothing, GONE),
    "kept out": ("maria", ELSEWHERE, nothing, GONE),
    "kept out as a bridge": ("lena", {"konflik": ["fokal_point"]}, nothing, GONE),
    "role ended": ("maria", {}, lambda world: ended(world, "maria"), NOT_HERS),
    "team left": (
        "maria",
        {},
        lambda world: ended(world, "maria", team=world.teams["pseah-desk"]),
        GONE,
    ),
    "certificate ended": (
        "lena",
        {},
        lambda world: ended(world, "lena", reads_until=YESTERDAY, receives_until=YESTERDAY),
        GONE,
    ),
    "no role in a team": (
        "lena",
        {},
        lambda world: ended(world, "lena", reads_until=None, receives_until=None),
        GONE,
    ),
}


def test_every_url_of_a_case_stands_here() -> None:
    found = {str(one.name) for one in urlpatterns if "number" in one.pattern.regex.groupindex}
    assert found == set(PATHS) | ENDINGS


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_case_by_relation(world: World, relation: str) -> None:
    """A second client, already signed in with an open vault, meets the change at its next click."""
    name, changes, meanwhile, expected = RELATIONS[relation]
    TeamDesk.objects.create(team=world.teams["uptd-ppa"], keeps=True)
    report = given(**changes)
    client = world.sign_in(StaffClient(), name, unlock=True)
    before = client.get(f"/kasus/{report.number}/").status_code
    assert before == (404 if expected == GONE and meanwhile is nothing else 200)
    meanwhile(world)
    for path in [*PATHS.values(), *(f"berkas/{slug}/" for slug in SECTIONS)]:
        method = "POST" if path else "GET"
        answer = client.generic(method, f"/kasus/{report.number}/{path}", b"", **_FORM)
        fine = expected
        if name == "lena" and expected == FINE and _may_not_be_a_bridges(path):
            fine = FINE | GONE | NOT_HERS
        assert answer.status_code in fine, (relation, path, answer.status_code)


_FORM = {"content_type": "application/x-www-form-urlencoded"}


def _may_not_be_a_bridges(path: str) -> bool:
    """Say of which sections it is for themselves to say: ``test_keeping`` and the like look."""
    found = re.fullmatch(r"berkas/([a-z-]+)/", path)
    return bool(found) and found[1] not in {"keselamatan", "rencana", "jalur"}


def test_a_consent_taken_back_ends_it_at_the_next_click(world: World) -> None:
    report, code = sent()
    client = world.sign_in(StaffClient(), "maria", unlock=True)
    assert client.post(f"/kasus/{report.number}/berkas/rencana/").status_code == 200
    mailbox = mailbox_open(code)
    assert mailbox is not None
    assert consent_withdraw(mailbox, key=mailbox.grants[0].key)
    for path in PATHS.values():
        method = "POST" if path else "GET"
        assert client.generic(method, f"/kasus/{report.number}/{path}", b"").status_code == 404


def test_a_guessed_address_leaves_an_event_and_says_nothing_of_what_is_there(world: World) -> None:
    report = given(**ELSEWHERE)
    client = world.sign_in(StaffClient(), "maria", unlock=True)
    for number in (report.number, "BCD-0000"):
        client.get(f"/kasus/{number}/")
        client.post(f"/kasus/{number}/berkas/rencana/")
        client.get(f"/kasus/penghapusan/{number}/")
    events = AuditEvent.objects.filter(action="case-refused").order_by("sequence")
    assert [event.actor for event in events] == [world.maria.pk] * 6
    assert len({bytes(event.subject) for event in events}) == 2
    assert all(event.detail == {} for event in events)
