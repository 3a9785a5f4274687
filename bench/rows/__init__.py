"""The rows of the budgets that exist by now, each as a function that yields measures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench.measures import Rows
from bench.rows.backup import backup
from bench.rows.ballots import ballots_postgresql, ballots_sqlite
from bench.rows.beside import beside_sqlite
from bench.rows.certificates import certificates
from bench.rows.crash import crash_postgresql, crash_sqlite
from bench.rows.desk import case_open, desk_postgresql, desk_sqlite
from bench.rows.documents import documents
from bench.rows.files import files
from bench.rows.junk import junk
from bench.rows.network import (
    coverage_postgresql,
    coverage_sqlite,
    needs_postgresql,
    needs_sqlite,
    units,
)
from bench.rows.oversight import dashboard_postgresql, dashboard_sqlite
from bench.rows.phone import phone
from bench.rows.proxied import submit_tls
from bench.rows.releases import releases_sqlite
from bench.rows.roster import roster
from bench.rows.sitters import tests_postgresql, tests_sqlite
from bench.rows.standing import start
from bench.rows.submit import submit_postgresql, submit_sqlite
from bench.rows.weight import weight

RUNS = 3
ROWS: dict[str, Callable[[Path, int], Rows]] = {
    "weight": weight,
    "phone": phone,
    "start": start,
    "files": files,
    "documents": documents,
    "certificates": certificates,
    "junk": junk,
    "submit-sqlite": submit_sqlite,
    "submit-postgresql": submit_postgresql,
    "submit-tls": submit_tls,
    "beside-sqlite": beside_sqlite,
    "crash-sqlite": crash_sqlite,
    "crash-postgresql": crash_postgresql,
    "desk-sqlite": desk_sqlite,
    "desk-postgresql": desk_postgresql,
    "case-open": case_open,
    "coverage-sqlite": coverage_sqlite,
    "coverage-postgresql": coverage_postgresql,
    "needs-sqlite": needs_sqlite,
    "needs-postgresql": needs_postgresql,
    "oversight-sqlite": dashboard_sqlite,
    "oversight-postgresql": dashboard_postgresql,
    "units": units,
    "roster": roster,
    "tests-sqlite": tests_sqlite,
    "tests-postgresql": tests_postgresql,
    "ballots-sqlite": ballots_sqlite,
    "ballots-postgresql": ballots_postgresql,
    "releases": releases_sqlite,
    "backup": backup,
}
