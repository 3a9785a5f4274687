"""A case in somebody's hands."""

from __future__ import annotations

from dataclasses import dataclass

from ruangaman.lib.boxes import BoxContent
from ruangaman.people.readers import Reader
from ruangaman.reporting.models import Report


@dataclass(frozen=True, slots=True)
class Case:
    """A report in the hands of a reader who may open some of it."""

    reader: Reader
    report: Report
    box: BoxContent
