"""With every permission check answering True, nobody reads a word more: the seals decide."""

from __future__ import annotations

import inspect
import re
from types import ModuleType

import pytest

from ruangaman.casework import permissions as case_permissions
from ruangaman.lib.tests.pictures import jpeg
from ruangaman.people import permissions
from ruangaman.reporting.models import File, Report
from ruangaman.reporting.tests.filing import add, begin, send
from ruangaman.reporting.tests.ways import SEND, report
from tests.allowed import always_true
from tests.clients import PublicClient, StaffClient, code_of
from tests.world import World

pytestmark = pytest.mark.django_db
MARKED = "PENANDARAHASIA"
PARTS_FIELD = re.compile(r'<button[^>]*name="(\w+)" value="(\w+)"')


def predicates(module: ModuleType) -> list[str]:
    """Return the functions of a module that answer yes or no."""
    return [
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and function.__annotations__.get("return") in ("bool", bool)
    ]


@pytest.fixture
def everything_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turn every check to True."""
    found = {module: predicates(module) for module in (permissions, case_permissions)}
    assert set(found[permissions]) == {"holds_role", "may_hold_key", "may_manage_accounts"}
    for module, names in found.items():
        always_true(monkeypatch, module, *names)


@pytest.fixture
def code(public: PublicClient, world: World) -> str:
    story = report(cerita=f"Cerita {MARKED}", phone="081234567890")
    code = code_of(public.go_on(public.report(*story), **SEND))
    send(public, add(public, begin(public, code), jpeg(), f"{MARKED}.jpg"))
    return code


def everything_seen(client: StaffClient, number: str) -> str:
    """Return every answer of the desk about a case, whatever its status."""
    answers = [client.get("/kasus/"), client.get(f"/kasus/{number}/")]
    answers += [
        client.post(f"/kasus/{number}/{step}/", {"bagian": part, "parts": part})
        for step in ("buka", "pesan", "jawab", "pembaca", "tutup")
        for part in ("needs", "account", "identity", "messages")
    ]
    files = [one.pk for one in File.objects.all()]
    answers += [client.post(f"/kasus/{number}/file/", {"unduh": one}) for one in files]
    assert not any(answer.streaming for answer in answers[-len(files) :])
    return "".join(answer.content.decode() for answer in answers)


@pytest.mark.usefixtures("everything_allowed")
@pytest.mark.parametrize("name", ["sari", "rina", "lena"])
def test_a_reader_of_another_team_gets_nothing(world: World, code: str, name: str) -> None:
    number = Report.objects.get().number
    client = world.sign_in(StaffClient(), name, unlock=True)
    seen = everything_seen(client, number)
    assert MARKED not in seen
    assert "081234567890" not in seen
    assert f"/kasus/{number}/" not in client.get("/kasus/").content.decode()


@pytest.mark.usefixtures("everything_allowed")
@pytest.mark.parametrize("name", ["anton", "dewi", "agustina", "kadis", "dina"])
def test_people_without_a_key_get_nothing(world: World, code: str, name: str) -> None:
    client = world.sign_in(StaffClient(), name)
    assert MARKED not in everything_seen(client, Report.objects.get().number)


@pytest.mark.usefixtures("everything_allowed")
def test_somebody_whose_consent_was_taken_back_gets_nothing(
    public: PublicClient, world: World, code: str
) -> None:
    client = world.sign_in(StaffClient(), "maria", unlock=True)
    number = Report.objects.get().number
    team = world.teams["uptd-ppa"].id
    public.go_on(public.post("/pesan/", {"kode": code}), cabut=f"tim-{team}")
    assert MARKED not in everything_seen(client, number)


@pytest.mark.usefixtures("everything_allowed")
def test_the_control_somebody_allowed_does_read_it(world: World, code: str) -> None:
    """Without this, the tests above could pass because nothing is ever shown."""
    client = world.sign_in(StaffClient(), "maria", unlock=True)
    number = Report.objects.get().number
    page = client.get(f"/kasus/{number}/").content.decode()
    fields = PARTS_FIELD.findall(page)
    assert fields
    seen = "".join(
        client.post(f"/kasus/{number}/buka/", {name: value}).content.decode()
        for name, value in fields
    )
    assert MARKED in seen
    messages = client.post(f"/kasus/{number}/buka/", {"bagian": "messages"})
    assert f"{MARKED}.jpg" in messages.content.decode()
    answer = client.post(f"/kasus/{number}/file/", {"unduh": File.objects.get().pk})
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")
