"""One page for the head of the Dinas: the province in a month, to be printed and laid on a desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ruangaman.core.heat_maps import Cell, HeatMap, Mark, mark_svg, percent_of, step_of
from ruangaman.core.line_charts import LineChart, line_svg
from ruangaman.core.templatetags.dates import day
from ruangaman.oversight.indicator_words import figure_said
from ruangaman.oversight.models import Figure
from ruangaman.oversight.overview import Overview
from ruangaman.oversight.picture import Names, pictured
from ruangaman.oversight.trends import SPANS, trends

MOST_ROWS, MOST_LETTERS, TRENDS = 45, 30, 2
"""What fits on one page: rows of the picture, letters of a name, drawings of trends."""


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator of the province: its figure, target, and step."""

    code: str
    title: str
    figure: str
    target: str
    step: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page shows. ``hidden`` is how many rows of the picture did not fit."""

    told: Overview
    map: HeatMap
    by_unit: bool
    hidden: int
    lines: tuple[Line, ...]
    charts: tuple[LineChart, ...]


def sheet_of(told: Overview, regions: Mapping[str, str]) -> Sheet:
    """Return the sheet of a month."""
    found = pictured(
        told.standings,
        told.columns,
        names=Names(regions, {}),
        query={"bulan": f"{told.month:%Y-%m}"},
        most=MOST_ROWS,
    )
    drawn = trends([one.indicator for one in told.columns], told.month, SPANS[0])
    return Sheet(
        told=told,
        map=found.map,
        by_unit=found.by_unit,
        hidden=found.page.paginator.count - len(found.page),
        lines=tuple(_lines(told)),
        charts=tuple(drawn[:TRENDS]),
    )


def _lines(told: Overview) -> list[Line]:
    steps = {one.code: one.step for one in told.news}
    found = []
    for one in told.indicators:
        figure = told.figures.get(one.code)
        if one.released or figure is None or figure.value is None:
            continue
        found.append(
            Line(
                code=one.code,
                title=one.title,
                figure=figure_said(figure.value, one.value),
                target="" if one.target is None else figure_said(one.target, one.value),
                step=steps.get(one.code) or _same(told.before.get(one.code)),
            )
        )
    return found


def _same(before: Figure | None) -> str:
    """Return what stands for no difference; nothing where the month before is not known."""
    return "" if before is None or before.value is None else _("tetap")


def sheet_paper(sheet: Sheet) -> dict[str, Any]:
    """Return the data of ``province_sheet.typ``."""
    told = sheet.told
    month = format_date(told.month, "F Y")
    return {
        "lang": get_language() or settings.LANGUAGE_CODE,
        "publisher": "Ruang Aman",
        "title": _("Pencegahan di provinsi, %(month)s") % {"month": month},
        "state": _state(told),
        "map": _map(sheet),
        "lines_title": _("Angka provinsi"),
        "lines_heads": [_("Indikator"), _("Angka"), _("Target"), _("Selisih")],
        "lines": [
            [f"{one.code} {one.title}", one.figure, one.target or "–", one.step or "–"]
            for one in sheet.lines
        ],
        "without": without_sentence(told),
        "things_title": _("Lima hal berikutnya"),
        "things": [one.text for one in told.things] or [_("Tidak ada yang menunggu.")],
        "news_title": _("Unit yang berpindah bulan ini"),
        "news": moved_sentences(told) or [_("Tidak ada unit yang berpindah.")],
        "charts": [
            {
                "title": one.title,
                "svg": line_svg(one),
                "alt": one.told,
                "legend": one.legend,
            }
            for one in sheet.charts
        ],
        "note": _("Unit tidak diperingkat. Lembar ini tidak memuat apa pun tentang laporan."),
    }


def without_sentence(told: Overview) -> str:
    """Return which indicators have no figure; why not would not fit on one page."""
    known = {code for code, figure in told.figures.items() if figure.value is not None}
    codes = [one.code for one in told.indicators if not one.released and one.code not in known]
    if not codes:
        return ""
    words = _("Belum ada angkanya: %(codes)s. Alasannya ada di halaman Indikator.")
    return words % {"codes": ", ".join(codes)}


def moved_sentences(told: Overview) -> list[str]:
    """Return how many units reached or lost what, a sentence for each indicator."""
    words = _("%(code)s: %(reached)d unit mencapainya, %(lost)d unit tidak lagi.")
    return [
        words % {"code": one.code, "reached": one.reached.number, "lost": one.lost.number}
        for one in told.news
        if one.moves
    ]


def _state(told: Overview) -> str:
    if told.computed is None:
        return _("Bulan ini belum dihitung.")
    if told.running:
        return _("Bulan ini masih berjalan: keadaan pada %(day)s.") % {"day": day(told.computed)}
    return _("Keadaan pada hari terakhir bulan itu.")


def _map(sheet: Sheet) -> dict[str, Any]:
    drawn = sheet.map
    more = ""
    if sheet.hidden:
        more = _("Masih ada %(n)d baris lagi di halaman Pantau.") % {"n": sheet.hidden}
    return {
        "title": drawn.title,
        "head": drawn.head,
        "columns": [one.code for one in drawn.columns],
        "meanings": [f"{one.code}: {one.name}" for one in drawn.columns],
        "legend": [
            {"svg": mark_svg(one), "label": str(one.label), "mark": one.value}
            for one in drawn.marks
        ],
        "shares": drawn.shares and _("Angka: persen unit yang memenuhi."),
        "parts": [
            {"name": part.name, "rows": [_row(row.name, row.cells) for row in part.rows]}
            for part in drawn.parts
        ],
        "more": more,
    }


def _row(name: str, cells: Sequence[Cell]) -> dict[str, Any]:
    short = name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1].rstrip()}…"
    return {"name": short, "cells": [_cell(one) for one in cells]}


def _cell(cell: Cell) -> dict[str, Any]:
    if cell.share is not None:
        percent = percent_of(cell.share)
        return {"percent": percent, "step": step_of(percent)}
    mark = cell.mark or Mark.UNKNOWN
    return {"svg": mark_svg(mark), "label": str(mark.label), "mark": mark.value}
