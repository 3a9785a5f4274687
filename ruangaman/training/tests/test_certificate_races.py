"""Two at once about the same certificates: on PostgreSQL with a connection each."""

from __future__ import annotations

import pytest
from django.db import connection

from ruangaman.network.models import Person
from ruangaman.network.tests.test_decree_races import at_once
from ruangaman.training.models import Batch, Certificate
from ruangaman.training.selectors.candidates import candidates
from ruangaman.training.services.batches import batch_ask, batches_make
from ruangaman.training.services.certificates import (
    certificate_reissue,
    certificate_revoke,
    certificates_issue,
)
from ruangaman.training.tests import courses
from tests.world import World, build

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor == 'sqlite'", reason="one connection in memory"),
]


@pytest.fixture
def house(transactional_db: None) -> World:
    """The world, committed."""
    assert connection.vendor == "postgresql"
    return build()


def test_two_who_issue_at_once_give_everybody_one(house: World) -> None:
    event = courses.event()
    for _one in range(6):
        courses.takes_part(event, courses.person())
    found = candidates(event, by=house.dewi)

    def issue(order: int) -> object:
        return certificates_issue(event=event, candidates=found[::order], by=house.dewi, titles={})

    assert at_once(lambda: issue(1), lambda: issue(-1)) == ["done", "done"]
    people = Certificate.objects.values_list("person_id", flat=True)
    assert len(people) == len(set(people)) == 6
    assert not Person.objects.filter(certificates__isnull=False, certificate="").exists()


def test_two_coordinators_start_one_piece_of_work_and_two_workers_do_it_once(house: World) -> None:
    event = courses.event()
    for _one in range(3):
        courses.takes_part(event, courses.person())
    ask = lambda: batch_ask(event=event, by=house.dewi)  # noqa: E731
    assert at_once(ask, ask) == ["done", "done"]
    assert Batch.objects.count() == 1
    assert at_once(batches_make, batches_make) == ["done", "done"]
    assert (Certificate.objects.count(), Batch.objects.get().state) == (3, "ready")


def test_of_two_who_decide_about_one_certificate_the_second_is_told(house: World) -> None:
    event = courses.event()
    courses.takes_part(event, courses.person())
    found = candidates(event, by=house.dewi)
    [one] = certificates_issue(event=event, candidates=found, by=house.dewi, titles={})
    met = at_once(
        lambda: certificate_revoke(certificate=one, reason="mistake", by=house.dewi),
        lambda: certificate_reissue(certificate=one, name="Nama Benar", by=house.dewi),
    )
    assert sorted(met) == ["Refused", "done"]
    assert Certificate.objects.filter(revoked_on=None).count() <= 1
