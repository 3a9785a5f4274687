"""The tasks of a case, as they stand among its opened needs."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.reporting.records import Record, records_of
from ruangaman.reporting.selectors.parts import ReadItem

ABOUT = "task"


@dataclass(frozen=True, slots=True)
class Task:
    """A task as it stands; ``key`` is the reader's key it is given to."""

    thing: uuid.UUID
    text: str
    key: str
    who: str
    due: dt.date
    done: bool

    @property
    def late(self) -> bool:
        """Whether its day has passed."""
        return not self.done and self.due < timezone.localdate()


def tasks_in(needs: Sequence[ReadItem], names: Mapping[str, str]) -> list[Task]:
    """Return the tasks among the opened needs, the earliest due first."""
    found = [_task(one, names) for one in records_of(needs, ABOUT)]
    return sorted(found, key=lambda task: (task.due, task.text))


def _task(one: Record, names: Mapping[str, str]) -> Task:
    said = one.fields
    return Task(
        thing=one.thing,
        text=said.get("tugas", ""),
        key=said.get("siapa", ""),
        who=names.get(said.get("siapa", ""), "") or _("tidak lagi di tim ini"),
        due=dt.date.fromisoformat(said["kapan"]),
        done=said.get("hasil") == "selesai",
    )
