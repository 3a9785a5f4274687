"""The picture of the province as a spreadsheet: one unit a line, values and what they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from ruangaman.core.sheets import sheet_bytes
from ruangaman.network.labels import kind_label
from ruangaman.oversight.judging import Judged
from ruangaman.oversight.selectors.province import Standing


def picture_sheet(
    columns: Sequence[Judged], chosen: Sequence[Standing], regions: Mapping[str, str]
) -> bytes:
    """Return the spreadsheet of these units, in the order of the pack."""
    heads = [(_("Kode"), 28), (_("Unit"), 44), (_("Jenis unit"), 18), (_("Wilayah"), 24)]
    value = _("%(code)s nilai")
    for one in columns:
        heads += [(f"{one.code} {one.title}", 18), (value % {"code": one.code}, 10)]
    return sheet_bytes(_("Pantau"), heads, (_row(one, columns, regions) for one in chosen))


def _row(
    one: Standing, columns: Sequence[Judged], regions: Mapping[str, str]
) -> list[str | float | None]:
    unit = one.unit
    place = regions.get(unit.region, unit.region) or _("Provinsi")
    row: list[str | float | None] = [unit.code, unit.name, kind_label(unit.kind), place]
    for mark, column in zip(one.marks, columns, strict=True):
        row += [str(mark.label), one.values.get(column.code)]
    return row
