"""The tasks of one reader over her open cases. They stand sealed in each case.

Each case that is looked into counts as opened, and its reporter sees that.
"""

from __future__ import annotations

from dataclasses import dataclass

from ruangaman.casework.held import Case
from ruangaman.casework.selectors.keeping import keeps_work
from ruangaman.casework.selectors.tasks import Task, tasks_in
from ruangaman.people.readers import Reader
from ruangaman.reporting.selectors.desk import ReportNotFound
from ruangaman.reporting.selectors.desk_list import desk_page
from ruangaman.reporting.services.desk import parts_open

SIZE = 20


@dataclass(frozen=True, slots=True)
class OwnTask:
    """A task of hers, and the case it belongs to."""

    number: str
    task: Task


@dataclass(frozen=True, slots=True)
class OwnTasks:
    """Her tasks in some of her cases; ``next`` is the number after which more of them follow."""

    tasks: list[OwnTask]
    looked_into: int
    next: str | None


def own_tasks(*, reader: Reader, after: str) -> OwnTasks:
    """Open the needs of up to ``SIZE`` open cases, the earliest due first, and find her tasks."""
    page = desk_page(reader=reader, after=after, search="", states=(), size=SIZE)
    cases = [Case(reader, row.report, row.box) for row in page.rows]
    kept = [case for case in cases if "needs" in case.box.parts and keeps_work(case)]
    found = [own for case in kept for own in _of(case)]
    found.sort(key=lambda own: (own.task.due, own.number))
    return OwnTasks(found, len(kept), page.next)


def _of(case: Case) -> list[OwnTask]:
    reader, report = case.reader, case.report
    try:
        items = parts_open(reader=reader, report=report, box=case.box, parts=["needs"])
    except ReportNotFound:
        return []
    mine = str(reader.key_id)
    tasks = tasks_in(items.get("needs", ()), {mine: reader.name})
    return [OwnTask(report.number, one) for one in tasks if one.key == mine and not one.done]
