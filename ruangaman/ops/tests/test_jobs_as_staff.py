"""Each job of the worker has, on PostgreSQL, the rights of the account the worker signs in with."""

from __future__ import annotations

import pytest

from ruangaman.ops.jobs import JOBS, Job
from tests.roles import database_role
from tests.world import World


@pytest.mark.django_db
@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_a_job_may_do_what_it_does(world: World, job: Job) -> None:
    with database_role("ruangaman_staff"):
        for _ in range(2):  # rows that are new, and rows that stand
            job.run()
