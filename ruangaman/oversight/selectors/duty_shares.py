"""How many units of the province kept up each duty, month by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from ruangaman.core.heat_maps import Cell, Column, HeatMap, Mark, Part, Row
from ruangaman.core.pack_content import said
from ruangaman.oversight.models import Figure
from ruangaman.oversight.selectors.duties import duty_contents

CODE = "DUTY"
"""Under which code the sums of a month stand among the figures of the province."""


def shares(months: Sequence[dt.date]) -> HeatMap | None:
    """Return duties by months with the share of units; None while nothing was counted."""
    rows = Figure.objects.filter(code=CODE, month__gte=months[0], month__lte=months[-1])
    found: dict[dt.date, Mapping[str, list[int]]] = dict(rows.values_list("month", "detail"))
    if not found:
        return None
    columns = tuple(Column(format_date(one, "M"), format_date(one, "F Y")) for one in months)
    duties = tuple(
        Row(
            str(said(duty.body, "short")),
            tuple(_cell(found.get(month, {}).get(duty.key)) for month in months),
        )
        for duty in duty_contents()
    )
    title = _("Bagian unit yang memenuhi tiap tugas, dalam persen")
    return HeatMap(title=title, columns=columns, head=_("Tugas unit"), parts=(Part("", duties),))


def _cell(counted: Sequence[int] | None) -> Cell:
    """``counted`` are the units that kept it up, those that did not, those not known."""
    if not counted or not counted[0] + counted[1]:
        return Cell(mark=Mark.UNKNOWN)
    kept, gaps, _unknown = counted
    words = _("%(kept)s dari %(known)s unit") % {"kept": kept, "known": kept + gaps}
    return Cell(share=kept / (kept + gaps), said=words)
