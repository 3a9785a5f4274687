"""What anybody sees without a computer: a single gap in a line whose sum is told.

A line is a total and the cells that add up to it. It is looked at before any program is solved:
most cells that can be pinned down are pinned down by one line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ruangaman.lib.suppression.forms import Form

if TYPE_CHECKING:
    from ruangaman.lib.suppression.solving import Ints

Line = tuple[int, tuple[int, ...]]


class Lines:
    """The lines of forms of which all cells stand somewhere."""

    def __init__(self, forms: Sequence[Form], axes: dict[str, dict[str, tuple[str, ...]]]) -> None:
        index = {form: place for place, form in enumerate(forms)}
        self._by_form = defaultdict[int, list[Line]](list)
        for total, form in enumerate(forms):
            given = {axis for axis, _ in form.at}
            for axis, codes in axes[form.population].items():
                if axis in given:
                    continue
                parts = [Form(form.population, form.at | {(axis, code)}) for code in codes]
                if all(part in index for part in parts):
                    self._add((total, tuple(index[part] for part in parts)))

    def _add(self, line: Line) -> None:
        total, parts = line
        for form in (total, *parts):
            self._by_form[form].append(line)

    def narrow(self, form: int, hidden: Ints, counts: Ints, width: int) -> bool:
        """Say whether one line alone shows a hidden form more closely than ``width``."""
        for total, parts in self._by_form[form]:
            gaps = [part for part in parts if hidden[part]]
            if hidden[total]:
                if total == form and not gaps:
                    return True
            elif form in gaps and (len(gaps) == 1 or counts[gaps].sum() < width):
                return True
        return False

    def beside(self, form: int, hidden: Ints) -> set[int]:
        """Return the hidden forms that share a line with a form."""
        around = {one for total, parts in self._by_form[form] for one in (total, *parts)}
        return {one for one in around if hidden[one]}
