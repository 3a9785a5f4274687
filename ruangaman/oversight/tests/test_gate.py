"""From the sealed queue through the gate: two holders, two people, one release that stays."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from ruangaman.core.models import AuditEvent
from ruangaman.core.triggers import triggers_install, triggers_missing, triggers_remove
from ruangaman.lib.sealing import KeyPair
from ruangaman.oversight.checks import faults
from ruangaman.oversight.models import Draft, DraftHalf, Release
from ruangaman.oversight.selectors.releases import cells_of, document, genuine, released
from ruangaman.oversight.semesters import semester_now
from ruangaman.oversight.services.counting import drafts_count
from ruangaman.oversight.services.gate import (
    draft_discard,
    draft_propose,
    draft_release,
    draft_return,
)
from ruangaman.oversight.services.opening import half_give, halves_prune
from ruangaman.oversight.services.turns import Changed
from ruangaman.oversight.tests.lines import counted, filled, grid_loaded, over, put, record
from ruangaman.people.faults import Refused
from ruangaman.people.tests.holding import statistics_given
from tests.world import World

pytestmark = pytest.mark.django_db
COUNTS = [("rape", "female", 12), ("sexual_assault", "female", 31), ("sexual_assault", "male", 9)]


@pytest.fixture
def keys(world: World, monkeypatch: pytest.MonkeyPatch) -> tuple[KeyPair, KeyPair]:
    grid_loaded()
    assert drafts_count() == 0  # the worker runs, and has said to which key halves are given
    return statistics_given(world, monkeypatch)


def table(body: dict[str, Any], key: str) -> dict[tuple[str, ...], Any]:
    return cells_of(next(one for one in body["tables"] if one["key"] == key))


def test_a_semester_from_sealed_lines_to_a_release(world: World, keys: Any) -> None:
    semester = over()
    filled(COUNTS, semester.months[0])
    filled(COUNTS, semester.following.months[0])  # another semester is another release
    seed = put(record(semester.months[5]), version=1)
    put(record(semester.months[5], "sexual_assault"), seed=seed, version=3)  # the newest counts
    taken = put(record(semester.months[5]), version=1)
    put({}, seed=taken, version=2)
    draft = counted(world, semester)
    assert (draft.state, draft.incomplete, DraftHalf.objects.count()) == ("ready", False, 0)
    cells = table(draft.document, "type-sex")
    assert cells["*", "*"] == 53
    assert cells["rape", "male"] == "protected"  # nobody: hidden like every small number
    assert "protected" in (cells["rape", "*"], cells["sexual-assault", "*"])  # else 53 tells that
    assert draft.document["too_few"] == ["contacts", "answers", "incidents"]
    with pytest.raises(PermissionDenied):
        draft_propose(draft=draft, by=world.people["kadis"], revision=draft.revision)
    draft_propose(draft=draft, by=world.dewi, revision=draft.revision)
    with pytest.raises(Changed):
        draft_return(draft=draft, by=world.people["kadis"], revision=draft.revision)
    draft.refresh_from_db()
    release = draft_release(draft=draft, by=world.people["kadis"], revision=draft.revision)
    assert [one.semester for one in released()] == [semester.key]
    assert genuine(release)
    assert document(release)["number"] == 1
    assert table(document(release), "type-sex") == cells
    assert not Draft.objects.exists()
    actions = list(AuditEvent.objects.values_list("action", flat=True))
    assert actions.index("release_proposed") < actions.index("release_released")
    put(record(semester.months[5]))  # whatever comes later, this semester is closed
    with pytest.raises(Refused, match="sudah dirilis"):
        half_give(reader=world.reader("ratih"), semester=semester)


def test_nobody_releases_what_she_proposed_or_what_was_altered(world: World, keys: Any) -> None:
    filled(COUNTS, over().months[0])
    draft = counted(world, over())
    kadis = world.people["kadis"]
    world.dewi.grants.create(role="head_of_dinas")
    draft_propose(draft=draft, by=world.dewi, revision=draft.revision)
    draft.refresh_from_db()
    with pytest.raises(Refused, match="mengusulkan"):
        draft_release(draft=draft, by=world.dewi, revision=draft.revision)
    draft.document["tables"][0]["cells"][0] = {"at": ["rape", "female"], "count": 99}
    Draft.objects.update(document=draft.document)
    with pytest.raises(Refused, match="tidak lagi seperti"):
        draft_release(draft=draft, by=kadis, revision=draft.revision)
    draft_return(draft=draft, by=kadis, revision=draft.revision)
    draft.refresh_from_db()
    draft_discard(draft=draft, by=world.dewi, revision=draft.revision)
    assert not Draft.objects.exists()
    assert not Release.objects.exists()


def test_the_database_refuses_to_change_a_release(world: World, keys: Any) -> None:
    filled(COUNTS, over().months[0])
    draft = counted(world, over())
    draft_propose(draft=draft, by=world.dewi, revision=draft.revision)
    draft.refresh_from_db()
    draft_release(draft=draft, by=world.people["kadis"], revision=draft.revision)
    for sql in (
        "UPDATE oversight_release SET document = '{}'",
        "DELETE FROM oversight_release",
    ):
        refused = pytest.raises(DatabaseError, match="append-only")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert json.loads(Release.objects.get().document)["number"] == 1
    assert list(faults()) == []
    triggers_remove(connection, "oversight_release")  # the owner of the schema can
    Release.objects.update(document=Release.objects.get().document.replace("12", "13"))
    assert len(list(faults())) == 1
    assert "oversight_release_no_" in " ".join(triggers_missing(connection))
    triggers_install(connection, "oversight_release")


def test_one_holder_away_or_a_half_of_yesterday_opens_nothing(world: World, keys: Any) -> None:
    filled(COUNTS, over().months[0])
    assert half_give(reader=world.reader("ratih"), semester=over()) is False
    assert half_give(reader=world.reader("ratih"), semester=over()) is False  # twice is once
    assert drafts_count() == 0
    DraftHalf.objects.update(given_on="2020-01-01")
    halves_prune()
    assert not DraftHalf.objects.exists()
    assert half_give(reader=world.reader("bayu"), semester=over()) is False
    with pytest.raises(Refused, match="belum boleh"):
        half_give(reader=world.reader("bayu"), semester=semester_now())
    for name in ("maria", "dewi"):
        if name in world.keys:
            with pytest.raises(Refused):
                half_give(reader=world.reader(name), semester=over())


def test_halves_that_do_not_fit_are_asked_for_again(world: World, keys: Any) -> None:
    for name in ("ratih", "bayu"):
        half_give(reader=world.reader(name), semester=over())
    one, other = DraftHalf.objects.order_by("pk")
    one.given, other.given = bytes(other.given), bytes(one.given)
    one.save()
    other.save()
    assert drafts_count() == 0
    draft = Draft.objects.get()
    assert (draft.state, draft.why, DraftHalf.objects.count()) == ("halves", "halves", 0)


@pytest.mark.parametrize("count", [0, 4, 9])
def test_too_few_says_nothing_but_that(world: World, keys: Any, count: int) -> None:
    filled([("rape", "female", count)], over().months[2])
    draft = counted(world, over())
    assert draft.document["tables"] == []
    assert draft.document["too_few"] == ["records", "contacts", "answers", "incidents"]


def test_a_key_renewed_in_mid_semester_needs_the_earlier_halves(world: World, keys: Any) -> None:
    from ruangaman.people.selectors.statistics import statistics_key
    from ruangaman.people.services.statistics import half_confirm, half_make, half_release
    from ruangaman.people.tests.holding import sign_waiting

    semester = over()
    filled(COUNTS, semester.months[0])
    words = _words(keys[1])
    before = statistics_key()
    assert before
    bayu = world.reader("bayu")
    half_release(reader=bayu)
    half_confirm(reader=bayu, typed=" ".join(half_make(reader=bayu, office="Mitra Uji")))
    sign_waiting(world)
    filled([("sexual_assault", "male", 20)], semester.months[4])
    draft = counted(world, semester)
    assert draft.incomplete
    assert table(draft.document, "type-sex")["*", "*"] == 20
    draft_discard(draft=draft, by=world.dewi, revision=draft.revision)
    with pytest.raises(Refused, match="pernah berlaku"):
        half_give(reader=bayu, semester=semester, older=_words(KeyPair(b"x" * 32)))
    half_give(reader=bayu, semester=semester, older=words)
    half_give(reader=world.reader("ratih"), semester=semester)
    assert drafts_count() == 1
    draft = Draft.objects.get()
    assert not draft.incomplete
    assert table(draft.document, "type-sex")["*", "*"] == 72


def _words(pair: KeyPair) -> str:
    from ruangaman.lib.backup_key import words_of

    return " ".join(words_of(pair._seed))
