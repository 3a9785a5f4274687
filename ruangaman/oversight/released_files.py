"""A release as files: CSV for a spreadsheet, PDF to print and to hand on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from ruangaman.core.pack_content import said
from ruangaman.documents.pdf import pdf_render
from ruangaman.oversight.models import Release
from ruangaman.oversight.released_tables import TOTAL, Shown, tables_shown
from ruangaman.oversight.released_values import Value, values_shown
from ruangaman.oversight.released_words import CANNOT, MEANS, period_words
from ruangaman.oversight.selectors.releases import cells_of, document


def release_csv(release: Release) -> str:
    """Return every cell as a line, with a byte-order mark so that spreadsheets read the letters.

    ``hidden`` is 1 where a figure is not told; ``*`` is the total over an axis. Indicators follow,
    one a line: ``indicator`` is set, and a share has ``of`` and ``percent`` beside its count.
    """
    told = document(release)
    most = max((len(table["axes"]) for table in told["tables"]), default=1)
    file = io.StringIO()
    sheet = csv.writer(file, lineterminator="\r\n")
    names = [name for at in range(1, most + 1) for name in _names(at)]
    head = ["semester", "table", "title", "counts", *names, "count", "hidden"]
    sheet.writerow([*head, "indicator", "part", "of", "percent"])
    for line in (*_lines(told, most), *_value_lines(told, most)):
        sheet.writerow(line)
    return "\ufeff" + file.getvalue()


def _names(at: int) -> tuple[str, str, str]:
    end = f"_{at}" if at > 1 else ""
    return f"axis{end}", f"code{end}", f"label{end}"


def _lines(told: Mapping[str, Any], most: int) -> Iterator[list[Any]]:
    for table in told["tables"]:
        labels = [
            {TOTAL: _("Semua"), **{one["code"]: said(one, "label") for one in axis["codes"]}}
            for axis in table["axes"]
        ]
        for at, found in cells_of(table).items():
            place: list[Any] = []
            for axis, code, words in zip(table["axes"], at, labels, strict=True):
                place += [axis["key"], code, words[code]]
            place += [""] * 3 * (most - len(at))
            shown = [found, 0] if isinstance(found, int) else ["", 1]
            head = [told["semester"], table["key"], said(table, "title"), table["counts"]]
            yield [*head, *place, *shown, "", "", "", ""]


def _value_lines(told: Mapping[str, Any], most: int) -> Iterator[list[Any]]:
    """Yield the indicators; what is hidden has no number at all."""
    counts = {table["key"]: table["counts"] for table in told["tables"]}
    for one in told.get("indicators", ()):
        head = [told["semester"], one["table"], said(one, "title"), counts.get(one["table"], "")]
        number = [one.get("count", ""), int("hidden" in one)]
        share = [one.get("of_count", ""), one.get("percent", "")]
        yield [*head, *([""] * 3 * most), *number, one["code"], one["part"], *share]


def release_pdf(release: Release) -> bytes:
    """Return the release as PDF in the language that is active; made once, since it never changes.

    The signature is part of what it was made from: another text is another file.
    """
    language = get_language() or "id"
    return _pdf(release.document, bytes(release.signature).hex(), language)


@lru_cache(maxsize=32)
def _pdf(text: str, signature: str, language: str) -> bytes:
    kept = Release(document=text)
    with override(language):
        told = document(kept)
        return pdf_render(
            "release",
            {
                "lang": language,
                "publisher": "Ruang Aman",
                "title": _("Angka tentang laporan: %(period)s") % {"period": period_words(told)},
                "lead": _(
                    "Seluruh provinsi, satu semester. Angka kecil disembunyikan supaya tidak "
                    "seorang pun dapat dikenali."
                ),
                "means_title": _("Arti angka ini"),
                "means": [str(one) for one in MEANS],
                "cannot_title": _("Yang tidak dikatakan angka ini"),
                "cannot": [str(one) for one in CANNOT],
                "values_title": _("Indikator"),
                "values": [_paper_value(one) for one in _values(told)],
                "tables": [_paper(one) for one in tables_shown(told)],
                "none": _("Tidak ada tabel yang bisa diterbitkan: terlalu sedikit yang dihitung."),
                "signature": _("Tanda tangan digital (Ed25519): %(hex)s") % {"hex": signature},
            },
        )


def _values(told: Mapping[str, Any]) -> list[Value]:
    return values_shown(told) if told["tables"] else []


def _paper_value(one: Value) -> dict[str, str]:
    figure = f"{one.said} ({one.share})" if one.share else one.said
    return {"title": f"{one.code} · {one.title}", "said": figure or one.why, "note": one.formula}


def _paper(shown: Shown) -> dict[str, Any]:
    notes = [_("Yang dihitung: %(kind)s.") % {"kind": shown.counts}]
    wide = len(shown.columns) > 1
    rows = (
        [row.label, *("–" if wide and one.count is None else one.words for one in row.cells)]
        for row in shown.rows
    )
    return {
        "title": shown.title,
        "note": " ".join(notes),
        "head": [shown.side, *shown.columns],
        "rows": list(rows),
    }
