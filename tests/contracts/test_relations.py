"""Every URL of a case by every relation to it: who writes, whose team, kept out, gone meanwhile."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

import pytest

from ruangaman.casework.models import TeamDesk
from ruangaman.casework.sections.registry import SECTIONS
from ruangaman.casework.tests.cases import ELSEWHERE, sent
from ruangaman.casework.tests.test_examination import ask, copy_for, examined, examiner, hand_over
from ruangaman.casework.tests.test_handover import accept, propose, signed
from ruangaman.casework.tests.test_sections import step_now
from ruangaman.casework.urls import urlpatterns
from ruangaman.core.models import AuditEvent
from ruangaman.people.models import RoleGrant
from ruangaman.reporting.models import Box, ReaderRequest, Report
from ruangaman.reporting.selectors.desk import report_for
from ruangaman.reporting.selectors.mailbox import mailbox_open
from ruangaman.reporting.services.mailbox import consent_withdraw
from ruangaman.reporting.services.records import NotForBridges, record_add
from ruangaman.reporting.tests.test_stopped import seen
from tests.clients import PublicClient, StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db
__all__ = ["examined", "signed"]

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
    hers = BRIDGES if name == "lena" and expected == FINE else {}
    for path, status in every_url(client, report).items():
        assert status in hers.get(path, expected), (relation, path, status)


BRIDGED = {"rencana", "rujukan", "insiden", "usia"}
"""The sections of a focal point: she links to services, and keeps the minimum."""
BRIDGES = {
    **{f"berkas/{slug}/": {200} if slug in BRIDGED else GONE for slug in SECTIONS},
    PATHS["section_action"]: GONE,
}
_FORM = "application/x-www-form-urlencoded"


def every_url(client: StaffClient, report: Report) -> dict[str, int]:
    """Ask for every URL of a case and return what each answered."""
    found = {}
    for path in [*PATHS.values(), *(f"berkas/{slug}/" for slug in SECTIONS)]:
        method = "POST" if path else "GET"
        answer = client.generic(method, f"/kasus/{report.number}/{path}", b"", content_type=_FORM)
        found[path] = answer.status_code
    return found


def test_a_bridge_forges_what_is_not_hers_and_nothing_is_written(world: World) -> None:
    """Addresses and fields as a receiving team has them: not found, and no item more."""
    report = given()
    maria = world.sign_in(StaffClient(), "maria", unlock=True)
    lena = world.sign_in(StaffClient(), "lena", unlock=True)
    plan, steps = f"/kasus/{report.number}/berkas/rencana/", []
    for who in ("tim", "fokal_point"):
        given_step = {**step_now(), "siapa": who, "butir": str(uuid.uuid4()), "dilihat": "99"}
        steps.append(given_step["butir"])
        assert maria.post(f"{plan}tambah/", given_step).status_code == 200
    written = report.items.count()
    for section in SECTIONS.values():
        for action in section.actions if section.slug not in BRIDGED else ("tidak-ada",):
            path = f"/kasus/{report.number}/berkas/{section.slug}/{action}/"
            assert lena.post(path, {"butir": str(uuid.uuid4())}).status_code == 404, path
    for action in ("tambah", "ubah"):
        assert lena.post(f"{plan}{action}/", step_now()).status_code == 404
    theirs, hers = ({"hal": one, "dilihat": "99"} for one in steps)
    for step, said in ((theirs, "selesai"), (hers, "batal")):
        form = {**step, "butir": str(uuid.uuid4()), "hasil": said}
        assert lena.post(f"{plan}selesai/", form).status_code == 404
    assert report.items.count() == written
    page = lena.post(plan).content.decode()
    assert page.count('value="selesai"') == 1
    assert 'value="batal"' not in page
    assert "/rencana/tambah/" not in page
    done = {**hers, "butir": str(uuid.uuid4()), "hasil": "selesai"}
    assert lena.post(f"{plan}selesai/", done).status_code == 200
    assert report.items.count() == written + 1


@pytest.mark.parametrize("about", ["risk", "task", "measure", "coded", "police", "handover"])
def test_the_service_refuses_a_bridge_too(world: World, about: str) -> None:
    """Where a page forgot to ask, the writing itself does."""
    report, box = report_for(reader=world.reader("lena"), number=given().number)
    written = report.items.count()
    with pytest.raises(NotForBridges):
        record_add(
            reader=world.reader("lena"),
            report=report,
            box=box,
            part="needs",
            about=about,
            thing=uuid.uuid4(),
            values={"hasil": "selesai"},
            item_id=uuid.uuid4(),
            seen=99,
        )
    assert report.items.count() == written


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


def test_an_examiner_has_her_copy_and_no_case(
    examined: World, staff: StaffClient, public: PublicClient
) -> None:
    report, code = sent()
    eka = examiner(examined)
    ask(examined, staff, report)
    hand_over(public, code, "needs")
    elsewhere = uuid.uuid4()
    copy = f"/kasus/pemeriksaan/{copy_for(examined).id}/"
    assert eka.post(copy).status_code == 200
    assert set(every_url(eka, report).values()) == GONE
    tried = AuditEvent.objects.count()
    seen(public, code, periksa_cabut=str(examined.teams["inspektorat"].pk))
    result = {"hasil": "sedang", "butir": str(uuid.uuid4())}
    for path in (copy, f"/kasus/pemeriksaan/{elsewhere}/"):
        assert eka.post(path).status_code == 404
        assert eka.post(f"{path}hasil/", result).status_code == 404
    events = AuditEvent.objects.filter(action="case-refused", actor=examined.eka.pk)
    events = events.filter(sequence__gt=tried)
    assert [event.detail for event in events] == [{}] * 4
    assert len({bytes(event.subject) for event in events}) == 2


def test_whoever_stepped_aside_has_no_address_left(world: World) -> None:
    report = given()
    yosef = world.sign_in(StaffClient(), "yosef", unlock=True)
    aside = {"butir": str(uuid.uuid4()), "alasan": "terlapor"}
    assert yosef.post(f"/kasus/{report.number}/mundur/", aside).status_code == 302
    assert set(every_url(yosef, report).values()) == GONE


def test_the_team_that_handed_over_and_does_not_read_on_has_none(
    signed: World, staff: StaffClient, public: PublicClient
) -> None:
    report, code = sent()
    assert propose(signed, staff, report).status_code == 200
    yosef = signed.sign_in(StaffClient(), "yosef", unlock=True)
    assert yosef.get(f"/kasus/{report.number}/").status_code == 200
    assert accept(public, code, lama="berhenti").status_code == 200
    assert set(every_url(staff, report).values()) == GONE  # the one who proposed it
    assert set(every_url(yosef, report).values()) == GONE
    sari = signed.sign_in(StaffClient(), "sari", unlock=True)
    assert sari.get(f"/kasus/{report.number}/").status_code == 200


def test_a_named_successor_has_none_before_the_reporters_yes(world: World) -> None:
    report = given()
    Box.objects.filter(recipient=world.keys["yosef"]).delete()  # he came after this report
    maria = world.sign_in(StaffClient(), "maria", unlock=True)
    yosef = world.sign_in(StaffClient(), "yosef", unlock=True)
    hand = {"butir": str(uuid.uuid4()), "dilihat": "99", "siapa": str(world.keys["yosef"].pk)}
    path = f"/kasus/{report.number}/berkas/pengganti/serahkan/"
    assert maria.post(path, hand).status_code == 200
    assert ReaderRequest.objects.filter(report=report).exists()
    assert set(every_url(yosef, report).values()) == GONE
