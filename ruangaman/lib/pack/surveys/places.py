"""Faults of a definition, said at the line of the file where they stand."""

from __future__ import annotations

from collections.abc import Iterable

from ruangaman.lib.pack.cells import TEXT
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.questionnaire import DefinitionFault

_LONGEST = TEXT * 2


def note(line: Line, fault: DefinitionFault) -> None:
    """Note a fault of a definition as one of the pack."""
    line.fault(fault.field, fault.code, value=fault.value, limit=fault.limit)


def texts_checked(lines: Iterable[Line]) -> None:
    """Note telephone numbers and hidden characters in texts."""
    for line in lines:
        for field, value in line.cells.items():
            if isinstance(value, str) and field.endswith(("_id", "_en")):
                line.text(field, limit=_LONGEST, required=False)
