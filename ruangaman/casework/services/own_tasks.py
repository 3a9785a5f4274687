"""The tasks of one reader over her open cases. They stand sealed in each case.

Each case that is looked into counts as opened, and its reporter sees that.
"""

from __future__ import annotations

from dataclasses import dataclass

from ruangaman.casework.held import Case
from ruangaman.casework.selectors.keeping import keeps_work
from ruangaman.casework.selectors.recalls import Recall, recalls_open
from ruangaman.casework.selectors.tasks import Task, tasks_in
from ruangaman.people.readers import Reader
from ruangaman.reporting.selectors.desk import ReportNotFound
from ruangaman.reporting.selectors.desk_list import desk_page
from ruangaman.reporting.selectors.parts import ReadItem
from ruangaman.reporting.services.desk import parts_open

SIZE = 20


@dataclass(frozen=True, slots=True)
class OwnTask:
    """A task of hers, and the case it belongs to."""

    number: str
    task: Task


@dataclass(frozen=True, slots=True)
class OwnTasks:
    """Her tasks in some of her cases; ``next`` is the number after which more of them follow.

    ``recalls``: number of a case, and a service that somebody of the team has to tell there.
    """

    tasks: list[OwnTask]
    recalls: list[tuple[str, Recall]]
    looked_into: int
    next: str | None


def own_tasks(*, reader: Reader, after: str) -> OwnTasks:
    """Open the needs of up to ``SIZE`` open cases, the earliest due first, and find her tasks."""
    page = desk_page(reader=reader, after=after, search="", states=(), size=SIZE)
    cases = [Case(reader, row.report, row.box) for row in page.rows]
    cases = [case for case in cases if "needs" in case.box.parts]
    needs = {case.report.number: (case, _needs(case)) for case in cases}
    found = [
        OwnTask(number, one) for number, (case, items) in needs.items() for one in _of(case, items)
    ]
    found.sort(key=lambda own: (own.task.due, own.number))
    recalls = [(number, one) for number, (_, items) in needs.items() for one in recalls_open(items)]
    return OwnTasks(found, recalls, len(cases), page.next)


def _needs(case: Case) -> list[ReadItem]:
    reader, report = case.reader, case.report
    try:
        items = parts_open(reader=reader, report=report, box=case.box, parts=["needs"])
    except ReportNotFound:
        return []
    return items.get("needs", [])


def _of(case: Case, needs: list[ReadItem]) -> list[Task]:
    """Return her own tasks, where her team keeps its work here."""
    mine = str(case.reader.key_id)
    tasks = tasks_in(needs, {mine: case.reader.name}) if needs and keeps_work(case) else []
    return [one for one in tasks if one.key == mine and not one.done]
