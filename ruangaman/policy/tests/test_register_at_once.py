"""Two at once: a document has one next version, and one of two drafts comes into force."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from ruangaman.policy.models import Document
from ruangaman.policy.services.documents import (
    Adopted,
    DocumentChanged,
    document_adopt,
    document_renew,
)
from ruangaman.policy.tests.conftest import document
from tests.world import World, build

pytestmark = pytest.mark.django_db(transaction=True)
State = Document.State


@pytest.fixture
def town(transactional_db: None, tmp_path: Path, monkeypatch: Any) -> World:
    """The world with a document in force, where threads have connections of their own."""
    world = build()
    document("dinas-kesehatan")
    if connection.vendor == "sqlite":
        place = tmp_path / "uji.sqlite3"
        with sqlite3.connect(place) as copy:
            connection.connection.backup(copy)
        copy.close()
        monkeypatch.setitem(connections.settings["default"], "NAME", str(place))
    return world


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do things at the same time; return what each returned, or its fault."""

    def run(act: Callable[[], Any]) -> Any:
        try:
            return act()
        except Exception as fault:  # noqa: BLE001  told by the test
            return fault
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def there(act: Callable[[], Any]) -> Any:
    """Do something where the threads did."""
    return at_once(act)[0]


def test_two_who_renew_and_adopt_at_once_make_one_version(town: World) -> None:
    today = timezone.localdate()
    adopted = Adopted("800/2", today, today, today + dt.timedelta(days=365), "Sekretaris")
    present = there(Document.objects.get)
    made = at_once(*[lambda: document_renew(document=present, by=town.dewi)] * 3)
    assert {one.version for one in made} == {2}
    draft = made[0]

    def adopt() -> None:
        document_adopt(document=draft, revision=0, adopted=adopted, by=town.dewi)

    met = at_once(adopt, adopt, adopt)
    assert [one for one in met if one is None] == [None]
    assert {type(one) for one in met if one is not None} == {DocumentChanged}
    states = there(lambda: dict(Document.objects.values_list("version", "state")))
    assert states == {1: State.REPLACED, 2: State.IN_FORCE}
