"""Indicators of a release as people read them: what was computed at the gate and signed there.

``computed_values`` computes them. Pages, files and reports read them here, on both surfaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from ruangaman.core.pack_content import said
from ruangaman.oversight.indicator_words import figure_said

FEW, PROTECTED = "too_few", "protected"
"""Why there is no number: of the kind nothing is told; a count that it needs is hidden."""


@dataclass(frozen=True, slots=True)
class Number:
    """A figure of an indicator; ``title`` is its part's, empty for the indicator itself.

    ``said`` is the figure, empty where ``why`` says why there is none; ``share`` both its counts.
    """

    title: str
    said: str
    share: str
    why: str

    @property
    def words(self) -> str:
        """All of it in one line of text."""
        figure = f"{self.said} ({self.share})" if self.share else self.said or self.why
        return f"{self.title}: {figure}" if self.title else figure


@dataclass(frozen=True, slots=True)
class Value:
    """An indicator of a release with its figures, in the language of the page.

    ``weak``: its definition is general knowledge that no office has confirmed.
    """

    code: str
    title: str
    numbers: tuple[Number, ...]
    definition: str
    formula: str
    weak: bool = False

    @property
    def paper(self) -> dict[str, Any]:
        """What templates of paper are given."""
        lines = [one.words for one in self.numbers]
        note = f"{self.formula} ({_('belum diverifikasi')})" if self.weak else self.formula
        return {"title": f"{self.code} · {self.title}", "said": lines, "note": note}


def values_shown(document: Mapping[str, Any], code: str = "") -> list[Value]:
    """Return the indicators of a document in its order, as people read them; only ``code`` if any.

    A document without any table says only that there was too little of everything.
    """
    told = document.get("indicators", ()) if document["tables"] else ()
    found = [one for one in told if code in ("", one["code"])]
    return [_value(list(rows)) for _code, rows in groupby(found, key=lambda one: str(one["code"]))]


def tables_of(document: Mapping[str, Any], code: str) -> set[str]:
    """Return the keys of the tables of which an indicator was computed."""
    return {str(one["table"]) for one in document.get("indicators", ()) if one["code"] == code}


def _value(rows: list[Mapping[str, Any]]) -> Value:
    first = rows[0]
    return Value(
        code=str(first["code"]),
        title=str(said(first, "title")),
        numbers=tuple(_once(_number(one) for one in rows)),
        definition=str(said(first, "definition")),
        formula=str(said(first, "formula")),
        weak=not first.get("verified", True),
    )


def _once(numbers: Iterable[Number]) -> list[Number]:
    """Say once what is true of all parts: that there is no figure, and why."""
    found = list(numbers)
    whys = {one.why for one in found}
    return [Number("", "", "", found[0].why)] if len(whys) == 1 and whys != {""} else found


def _number(one: Mapping[str, Any]) -> Number:
    percent = one.get("percent")
    figure, share = "", ""
    if percent is not None:
        figure = figure_said(percent, "percent")
        counts = {"some": one["count"], "all": one["of_count"]}
        share = _("%(some)s dari %(all)s") % {
            name: figure_said(count, "number") for name, count in counts.items()
        }
    elif "count" in one:
        figure = figure_said(one["count"], "number")
    return Number(str(said(one, "part_title")), figure, share, "" if figure else _why(one))


def _why(one: Mapping[str, Any]) -> str:
    if one.get("hidden") == FEW:
        return _("Tidak dihitung: terlalu sedikit untuk menyebut angka apa pun.")
    return _("Tidak dihitung: salah satu angka yang diperlukan disembunyikan.")
