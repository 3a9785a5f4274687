"""An empty list to fill in, with headings that the import knows in either language."""

from __future__ import annotations

import io

from django.utils.translation import gettext as _

from ruangaman.network.roster_words import LABELS

_WIDTHS = (32, 24, 44, 32, 18, 14, 18, 18, 28, 18, 24)
_AS_TEXT = frozenset({"nip", "phone"})
"""Columns that keep what is typed: a number would lose its zero or its last digits."""

_LAST = 1000


def roster_sample() -> bytes:
    """Return an XLSX file with headings only."""
    import xlsxwriter  # read with the first sheet

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_("Peserta"))
        bold, kept = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        for column, (key, label) in enumerate(LABELS.items()):
            sheet.set_column(column, column, _WIDTHS[column], kept if key in _AS_TEXT else None)
            sheet.write_string(0, column, str(label), bold)
        for key, choices in _choices().items():
            column = list(LABELS).index(key)
            sheet.data_validation(1, column, _LAST, column, {"validate": "list", "source": choices})
        sheet.freeze_panes(1, 1)
    return stream.getvalue()


def _choices() -> dict[str, list[str]]:
    return {
        "sex": [_("P"), _("L")],
        "kind": ["PNS", "PPPK", _("Non-ASN"), _("Magang")],
    }
