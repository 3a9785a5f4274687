"""Two people at once: on PostgreSQL with a connection each, and none waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from ruangaman.duty.models import MonthlyTest
from ruangaman.network.models import Appointment, Decree, ShownFocalPoint
from ruangaman.network.selectors.appointments import in_force
from ruangaman.network.services import decrees, receiving, revocations
from ruangaman.network.services.receiving import receiving_refresh_all
from ruangaman.network.tests.decree_world import (
    DAY,
    add,
    declared,
    drafted,
    headed,
    placed,
    signature,
    submitted,
    terms,
    whole,
)
from ruangaman.people.models import Role, RoleGrant
from tests.at_once import at_once as together
from tests.world import World, build

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor == 'sqlite'", reason="one connection in memory"),
]


@pytest.fixture
def house(transactional_db: None) -> World:
    """The world, committed."""
    world = build()
    headed(world)
    return world


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do things at the same time, each on its own connection; return what each met."""
    done = together(*acts)
    return sorted(type(one).__name__ if isinstance(one, Exception) else "done" for one in done)


def test_two_editors(house: World) -> None:
    decree = drafted(house)
    met = at_once(
        *(
            lambda word=word: decrees.decree_edit(
                decree=decree, version=1, terms=terms(budget=word), by=house.dewi
            )
            for word in ("satu", "dua")
        )
    )
    assert met == ["Changed", "done"]
    assert Decree.objects.get().steps.filter(action="edited").count() == 1


def test_two_proposals_for_one_unit_do_not_both_issue(house: World) -> None:
    """Both were fine when they were proposed: the unit is held still, and asked again."""
    both = [
        submitted(house, declared(house, drafted(house, placed(name)))) for name in ("Ani", "Budi")
    ]
    met = at_once(
        *(
            lambda one=one: decrees.decree_issue(
                decree=one, version=one.version, signature=signature(), by=house.hasan
            )
            for one in both
        )
    )
    assert met == ["Refused", "done"]
    assert in_force(timezone.localdate()).count() == 1


def test_issued_and_withdrawn(house: World) -> None:
    decree = submitted(house, declared(house, drafted(house, placed("Ani"))))
    met = at_once(
        lambda: decrees.decree_issue(
            decree=decree, version=decree.version, signature=signature(), by=house.hasan
        ),
        lambda: decrees.decree_withdraw(
            decree=decree, version=decree.version, reason="", by=house.dewi
        ),
    )
    assert met == ["Changed", "done"]


def test_a_change_issued_while_its_earlier_one_is_revoked(house: World) -> None:
    old = whole(house, placed("Ani"))
    new = decrees.decree_amend(decree=old, version=old.version, by=house.dewi)
    new = submitted(house, new)
    old.refresh_from_db()
    met = at_once(
        lambda: decrees.decree_issue(
            decree=new, version=new.version, signature=signature(), by=house.hasan
        ),
        lambda: revocations.revocation_ask(
            decree=old, version=old.version, reason="Sebab", by=house.hasan
        ),
    )
    assert met.count("done") == 1
    assert in_force(timezone.localdate()).count() == 1


def test_a_revocation_beside_the_worker_that_counts_who_is_ready(
    house: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker has read the decree as in force, and writes while the revocation waits for it."""
    today = timezone.localdate()
    ani = placed("Ani", user=house.rina, trained_on=today, certified_until=today + 400 * DAY)
    MonthlyTest.objects.create(user=house.rina, month=today.replace(day=1), opened_on=today)
    decree = whole(house, ani)
    revocations.revocation_ask(decree=decree, version=decree.version, reason="Uji", by=house.dewi)
    decree.refresh_from_db()
    read, waits = threading.Event(), threading.Event()
    worker = threading.Thread(name="worker", target=lambda: (receiving_refresh_all(), _closed()))
    facts = receiving.focal_points_on

    def slowly(*given: Any) -> Any:
        found = facts(*given)
        if threading.current_thread() is worker:
            read.set()
            assert waits.wait(20)
        return found

    def revoke() -> None:
        revocations.revocation_grant(
            decree=decree, version=decree.version, reason="Benar", by=house.hasan
        )
        _closed()

    monkeypatch.setattr(receiving, "focal_points_on", slowly)
    worker.start()
    assert read.wait(20)
    other = threading.Thread(target=revoke)
    other.start()
    while other.is_alive() and not _somebody_waits():
        pass
    waits.set()
    worker.join(20)
    other.join(20)
    grant = RoleGrant.objects.get(user=house.rina, role=Role.FOCAL_POINT)
    assert grant.receives_until is None
    assert grant.reads_until == today - DAY
    assert not ShownFocalPoint.objects.exists()


def _closed() -> None:
    connections.close_all()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def test_a_person_is_named_once(house: World) -> None:
    decree, ani = drafted(house), placed("Ani")
    met = at_once(*(lambda: add(house, decree, ani, "primary") for _ in range(2)))
    assert met.count("done") == 1
    assert Appointment.objects.count() == 1
    assert connection.vendor == "postgresql"
