"""What the worker does once a day or more often, and when."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from ruangaman.api.services.calls import calls_prune
from ruangaman.casework.contacts.services.records import contacts_dispose
from ruangaman.core.audit import audit_export
from ruangaman.core.clock import now
from ruangaman.core.exports import ExportRefused
from ruangaman.core.jobs import job_done, job_take
from ruangaman.core.models import JobRun
from ruangaman.core.shred.copies import copy_daily
from ruangaman.duty.hours import latest_hour
from ruangaman.duty.services.outbox import notices_prune
from ruangaman.duty.services.reach import tests_prune
from ruangaman.duty.services.roster import roster_prune
from ruangaman.network.services.leaves import proposals_prune
from ruangaman.network.services.posters import poster_sets_prune
from ruangaman.network.services.receiving import JOB as RECEIVING
from ruangaman.network.services.receiving import receiving_refresh_all
from ruangaman.network.services.reminders import reminders_plan, reminders_prune
from ruangaman.network.services.roster_drafts import drafts_prune
from ruangaman.network.services.sweeping import network_files_sweep
from ruangaman.network.services.unit_settling import units_settle
from ruangaman.oversight.services.months import JOB as MONTHS
from ruangaman.oversight.services.months import months_write
from ruangaman.oversight.services.opening import halves_prune as release_halves_prune
from ruangaman.people.services.failed_sign_ins import failed_sign_ins_record
from ruangaman.people.services.verdicts import verdicts_sweep
from ruangaman.policy.services.evidence import evidence_sweep
from ruangaman.policy.services.pledges import signatures_prune
from ruangaman.reporting.services.access import accesses_end
from ruangaman.reporting.services.coded import coded_shuffle
from ruangaman.reporting.services.departures import departures_record
from ruangaman.reporting.services.files import files_sweep
from ruangaman.reporting.services.letters import answers_notice
from ruangaman.reporting.services.sheets import stack_rewrite
from ruangaman.surveys.services.bundles import bundles_prune
from ruangaman.surveys.services.closing import halves_prune
from ruangaman.surveys.services.mixing import ballots_mix
from ruangaman.training.services.batches import batches_prune
from ruangaman.training.services.board import posts_prune
from ruangaman.training.services.sittings import sittings_settle

log = logging.getLogger("ruangaman.ops.jobs")
_DAY = dt.timedelta(days=1)
_QUARTERS = tuple(f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 15, 30, 45))


@dataclass(frozen=True, slots=True)
class Job:
    """A job: its name, its local hours ("01:15"), what it calls."""

    name: str
    hours: tuple[str, ...]
    run: Callable[[], object]


def _export() -> None:
    """Write the signed copy of the audit events; with none there is nothing to write."""
    try:
        audit_export()
    except ExportRefused as refused:
        if str(refused) != ExportRefused.EMPTY:
            raise


def _sweep() -> None:
    """Take away files that nothing names."""
    files_sweep()
    network_files_sweep()
    evidence_sweep()


def _prune() -> None:
    """Forget old letters, test messages, the past of rosters, proposals nobody answered."""
    notices_prune()
    tests_prune()
    roster_prune()
    proposals_prune()


JOBS = (
    Job("units-settle", ("00:05",), units_settle),
    Job(MONTHS, ("00:20",), months_write),
    Job(RECEIVING, _QUARTERS, receiving_refresh_all),
    Job("audit-export", ("01:15",), _export),
    Job("duty-prune", ("01:30",), _prune),
    Job("shred-copy", ("01:45",), copy_daily),
    Job("verdict-sweep", _QUARTERS, verdicts_sweep),
    Job("sweep-files", _QUARTERS, _sweep),
    Job("roster-prune", _QUARTERS, drafts_prune),
    Job("access-end", _QUARTERS, accesses_end),
    Job("departures", _QUARTERS, departures_record),
    Job("letter-answers", _QUARTERS, answers_notice),
    Job("failed-sign-ins", _QUARTERS, failed_sign_ins_record),
    Job("contacts-dispose", ("00:30",), contacts_dispose),
    Job("tests-settle", _QUARTERS, sittings_settle),
    Job("poster-prune", ("02:15",), poster_sets_prune),
    Job("certificate-prune", ("02:30",), batches_prune),
    Job("board-prune", ("02:35",), posts_prune),
    Job("pledges-prune", ("02:40",), signatures_prune),
    Job("coded-shuffle", ("02:25",), coded_shuffle),
    Job("stack-rewrite", ("02:35",), stack_rewrite),
    Job("ballots-mix", ("02:40",), ballots_mix),
    Job("slips-prune", _QUARTERS, bundles_prune),
    Job("halves-prune", ("23:50",), halves_prune),
    Job("release-halves-prune", ("23:50",), release_halves_prune),
    Job("api-calls-prune", ("02:50",), calls_prune),
    Job("reminder-prune", ("02:20",), reminders_prune),
    Job("reminders", ("07:45",), reminders_plan),
)


def jobs_run() -> None:
    """Run every job whose hour has passed since it last succeeded.

    One that fails is tried again after a quarter of an hour and keeps no other one waiting.
    """
    for job in JOBS:
        due = latest_hour(job.hours, after=now() - _DAY, upto=now())
        done = JobRun.objects.filter(name=job.name, succeeded_at__gte=due, succeeded_at__lte=now())
        if not done.exists() and job_take(name=job.name, due=due):
            _run(job)


def _run(job: Job) -> None:
    try:
        job.run()
    except Exception:
        log.exception("a daily job failed")
    else:
        job_done(name=job.name)
