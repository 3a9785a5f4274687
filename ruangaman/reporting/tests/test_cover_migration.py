"""Reports from before there were shred keys are covered, and can be uncovered again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ruangaman.reporting.models import Box, Report
from ruangaman.reporting.selectors.desk import report_for
from ruangaman.reporting.selectors.mailbox import mailbox_open
from ruangaman.reporting.tests import ends
from tests.roles import roles_make
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def newest() -> Iterator[list[tuple[str, str]]]:
    """The newest migration, to which the database is brought back whatever happens.

    Tables that were made anew have lost the rights of each surface; they get them again.
    """
    nodes = [
        node
        for node in MigrationExecutor(connection).loader.graph.leaf_nodes()
        if node[0] == "reporting"
    ]
    yield nodes
    migrate(nodes)
    roles_make()


def migrate(nodes: list[tuple[str, str]]) -> None:
    """Bring the tables of reports to a migration."""
    MigrationExecutor(connection).migrate(nodes)


def test_an_older_report_is_covered_and_opens_as_before(
    world: World, newest: list[tuple[str, str]]
) -> None:
    report, code = ends.sent()
    covered = {bytes(box.sealed) for box in Box.objects.all()}
    ends.wished(report, code)
    migrate([("reporting", "0002_desk_index")])
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM reporting_box")
        bare = {bytes(row[0]) for row in cursor.fetchall()}
    assert {len(raw) for raw in covered} == {len(raw) + 29 for raw in bare}
    migrate(newest)
    found, box = report_for(reader=world.reader("maria"), number=report.number)
    assert box.parts
    mailbox = mailbox_open(code)
    assert mailbox
    assert mailbox.ledger["kind"] == "lapor"
    assert {bytes(one.sealed) for one in Box.objects.all()}.isdisjoint(covered | bare)
    assert found.pk == Report.objects.get().pk
    assert bytes(found.shred) != bytes(report.shred)
