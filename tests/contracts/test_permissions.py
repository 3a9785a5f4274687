"""Every URL of both surfaces, by every role. A new URL without a row fails."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from ruangaman.oversight.tests.published import release_made
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.models import Report
from ruangaman.reporting.services.submit import report_submit
from ruangaman.reporting.tests.test_submit import GIVEN
from tests.clients import PublicClient, StaffClient, undone
from tests.contracts.permission_api import KEYED
from tests.contracts.permission_people import EVERYBODY, OPEN, READERS
from tests.contracts.permission_table import PUBLIC, STAFF
from tests.world import World

pytestmark = pytest.mark.django_db
UNKNOWN = {"public:certificate", "public:induction", "public:pledge"}
"""Pages of something that is not there."""


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """Walk the names of every URL."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names(pattern, inner)


def test_every_url_has_a_row() -> None:
    assert set(names(get_resolver("ruangaman.urls_staff"))) == set(STAFF)
    assert set(names(get_resolver("ruangaman.urls_public"))) == set(PUBLIC)


def ask(client: StaffClient, world: World, name: str) -> tuple[int, str]:
    """Return the status, and where a redirect leads."""
    method, path, _ = STAFF[name]
    report = Report.objects.first()
    path = path.format(
        number=report.number if report else "BCD-0000",
        person=world.yosef.pk,
        team=world.teams["uptd-ppa"].pk,
    )
    response = client.generic(method, path, b"", content_type="application/x-www-form-urlencoded")
    return response.status_code, response.get("Location", "")


def asked(client: StaffClient, world: World, name: str) -> tuple[int, str]:
    """Ask, and take back whatever that did: the next page is asked as if it were the first."""
    with undone(client):
        return ask(client, world, name)


@pytest.mark.parametrize("person", sorted(EVERYBODY))
def test_a_page_is_for_those_it_is_for(world: World, person: str) -> None:
    """Every page, by one of each role; all faults are named."""
    report_submit(answers=Answers(GIVEN), random=b"r" * 32)
    client = StaffClient(raise_request_exception=False)
    world.sign_in(client, person, unlock=person in READERS)
    wrong = []
    for name, (_, _, allowed) in STAFF.items():
        status, _ = asked(client, world, name)
        if name in KEYED:
            fine = {401}
        elif allowed is OPEN or person in allowed:
            fine = {200, 302, 404, 405, 409, 422} | ({403} if name == "account_inactive" else set())
        else:
            fine = {403}
        if status not in fine:
            wrong.append((name, status))
    assert wrong == []


@pytest.mark.parametrize("suspended", [False, True])
def test_strangers_and_suspended_people_are_sent_to_sign_in(world: World, suspended: bool) -> None:
    client = StaffClient(raise_request_exception=False)
    if suspended:
        world.sign_in(client, "maria", unlock=True)
        world.maria.is_active = False
        world.maria.save()
    wrong = []
    for name in (name for name, row in STAFF.items() if row[2] is not OPEN):
        status, location = asked(client, world, name)
        if (status, location.split("?")[0]) != (302, "/masuk/"):
            wrong.append((name, status, location))
    assert wrong == []


@pytest.mark.parametrize(
    "path", ["", "buka/", "jawab/", "rujukan/surat/", "pesan/", "file/", "pembaca/", "tutup/"]
)
def test_a_strangers_case_is_not_there(world: World, path: str) -> None:
    """The same 404 for a report that is not hers and for one that does not exist."""
    report_submit(answers=Answers(GIVEN), random=b"r" * 32)
    client = world.sign_in(StaffClient(), "rina", unlock=True)
    method = "POST" if path else "GET"
    pages = {}
    for number in (Report.objects.get().number, "BCD-0000"):
        answer = client.generic(method, f"/kasus/{number}/{path}", b"")
        assert answer.status_code == 404
        pages[number] = answer.content.replace(number.encode(), b"")
    assert len(set(pages.values())) == 1


@pytest.mark.parametrize("name", PUBLIC)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_public_pages_ask_nobody_to_sign_in(world: World, name: str, prefix: str) -> None:
    if name == "healthz" and prefix:
        return
    if name.startswith("public:statistics_"):
        release_made()
    response = PublicClient().get(prefix + PUBLIC[name])
    assert response.status_code == (404 if name in UNKNOWN else 200)
    assert not response.cookies
