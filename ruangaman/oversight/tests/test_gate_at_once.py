"""Two people at the gate at the same moment: one step is taken, and the other person is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ruangaman.core.models import AuditEvent
from ruangaman.oversight.models import Draft, DraftHalf, Release
from ruangaman.oversight.services.counting import drafts_count
from ruangaman.oversight.services.opening import half_give
from ruangaman.oversight.services.turns import Changed
from ruangaman.oversight.tests.lines import filled, grid_loaded, over
from ruangaman.people.tests.holding import statistics_given
from tests.at_once import apart, at_once, there
from tests.clients import StaffClient
from tests.pages import text_of
from tests.world import World, build

pytestmark = pytest.mark.django_db(transaction=True)
PLACE = f"/pantau/rilis/{over().key}/"
KEPT = ("id", "semester", "begun_on", "document", "report", "mark")


@pytest.fixture
def gate(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """Sixty records, two coordinators, two heads, where threads have their own connections."""
    world = build()
    grid_loaded()
    statistics_given(world, monkeypatch)
    filled([("rape", "female", 25), ("sexual_assault", "female", 35)], over().months[3])
    drafts_count()
    world.people["maria"].grants.create(role="coordinator")
    world.people["wim"].grants.create(role="head_of_dinas")
    clients = {name: StaffClient() for name in ("dewi", "maria", "kadis", "wim")}
    for name, client in clients.items():
        world.sign_in(client, name)
    world.clients = clients  # type: ignore[attr-defined]
    apart(tmp_path, monkeypatch)
    return world


def presses(world: World, who: str, step: str) -> Callable[[], tuple[int, str]]:
    """Return what it is to press the button of a step that this person sees now."""
    client = world.clients[who]  # type: ignore[attr-defined]
    revision = there(lambda: Draft.objects.get().revision)

    def press() -> tuple[int, str]:
        answer = client.post(f"{PLACE}{step}/", {"yakin": "on", "revisi": str(revision)})
        return answer.status_code, text_of(answer) if answer.status_code != 302 else ""

    return press


def one_of(met: list[Any]) -> str:
    """Return what was told to the one who came too late; the other one's step was taken."""
    assert sorted(status for status, _ in met) == [302, 409], met
    return next(words for status, words in met if status == 409)


def events(action: str) -> int:
    return int(there(lambda: AuditEvent.objects.filter(action=action).count()))


def give(world: World, name: str) -> Callable[[], bool]:
    reader = world.reader(name)
    return lambda: half_give(reader=reader, semester=over())


def test_at_each_step_of_the_gate_one_of_two_is_first_and_nothing_is_double(gate: World) -> None:
    assert at_once(give(gate, "ratih"), give(gate, "ratih")) == [False, False]
    assert there(lambda: (Draft.objects.count(), DraftHalf.objects.count())) == (1, 1)
    met = at_once(give(gate, "bayu"), give(gate, "bayu"))  # with her first press both are there
    assert {type(one) for one in met} == {bool, Changed}
    assert there(lambda: (Draft.objects.get().state, DraftHalf.objects.count())) == ("waiting", 2)
    assert at_once(drafts_count, drafts_count) in ([1, 0], [0, 1])

    told = one_of(at_once(*(presses(gate, one, "usulkan") for one in ("dewi", "maria"))))
    assert "Keadaannya baru saja berubah" in told
    assert "sudah diusulkan oleh" in told
    assert events("release_proposed") == 1
    told = one_of(at_once(*(presses(gate, one, "kembalikan") for one in ("kadis", "wim"))))
    assert "belum diusulkan" in told
    assert (events("release_returned"), there(lambda: Draft.objects.get().state)) == (1, "ready")

    kept = there(lambda: Draft.objects.values(*KEPT).get())
    one_of(at_once(presses(gate, "dewi", "usulkan"), presses(gate, "maria", "buang")))
    left = there(lambda: list(Draft.objects.values_list("state", flat=True)))
    assert (left, events("release_discarded")) in ((["proposed"], 0), ([], 1))
    there(lambda: Draft.objects.all().delete())
    dewi = gate.dewi
    there(lambda: Draft.objects.create(**kept, state="proposed", proposed_by=dewi))

    told = one_of(at_once(*(presses(gate, one, "terbitkan") for one in ("kadis", "wim"))))
    assert "Semester ini sudah dirilis" in told
    assert there(lambda: (Release.objects.count(), Draft.objects.count())) == (1, 0)
    assert events("release_released") == 1


def test_two_holders_who_give_at_the_same_moment_begin_one_count(gate: World) -> None:
    met = at_once(give(gate, "ratih"), give(gate, "bayu"))
    assert sorted(met) == [False, True]
    assert there(lambda: (Draft.objects.get().state, DraftHalf.objects.count())) == ("waiting", 2)
