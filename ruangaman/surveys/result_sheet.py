"""Results as a spreadsheet: the same figures as on the pages, none more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from ruangaman.core.sheets import sheet_bytes
from ruangaman.lib.estimates import Estimate
from ruangaman.surveys.result_words import codes_words, counted_words
from ruangaman.surveys.selectors.results import Direct, Hidden, Part, Results, item_strata
from ruangaman.surveys.templatetags.surveys import stratum_name
from ruangaman.surveys.words import told

Row = Sequence[Any]


def results_sheet(results: Results) -> bytes:
    """Return all that is shown of a survey as XLSX, shares in percent."""
    columns = [
        (_("Bagian"), 28),
        (_("Pertanyaan"), 60),
        (_("Kelompok"), 28),
        (_("Jawaban atau cara menghitung"), 40),
        (_("Persen"), 10),
        (_("Rentang dari"), 12),
        (_("Rentang sampai"), 14),
        (_("Galat baku (poin persen)"), 22),
        (_("Banyak jawaban"), 16),
        (_("Catatan"), 40),
    ]
    return sheet_bytes(_("Hasil survei"), columns, list(_rows(results)))


def _rows(results: Results) -> Iterator[Row]:
    for part in results.parts:
        title = told(part.section, "title")
        yield from _part(title, part, results)
        for one in results.any_of:
            if one.section.key == part.section.key:
                words = _("Sedikitnya satu hal dari bagian ini")
                yield _row(title, words, _("Sedikitnya satu kali"), one.counted, few=one.few)
        for item in part.unsaid:
            yield (title, told(item, "text"), _("Semua"), "", None, None, None, None, None, _less())


def _part(title: str, part: Part, results: Results) -> Iterator[Row]:
    for said in part.said:
        yield from _direct(title, said)
        if results.apart and said.counted:
            yield from _strata(title, results, said)
    for hidden in part.hidden:
        if not hidden.item.anchor:
            yield from _hidden(title, hidden)


def _direct(title: str, said: Direct) -> Iterator[Row]:
    text = told(said.item, "text")
    if said.item.positive:
        words = _("Dihitung: %(answers)s") % {"answers": counted_words(said.item)}
        yield _row(title, text, words, said.counted, few=said.few, answers=said.answers)
    for one in said.codes:
        words = codes_words(said.item, one.codes)
        yield _row(title, text, words, one.estimate, answers=said.answers)


def _strata(title: str, results: Results, said: Direct) -> Iterator[Row]:
    for stratum, found in item_strata(results, said):
        row = _row(title, told(said.item, "text"), counted_words(said.item), found, digits=0)
        yield (*row[:2], stratum_name(stratum), *row[3:7], None, None, "" if found else _hid())


def _hidden(title: str, said: Hidden) -> Iterator[Row]:
    text, answers = told(said.item, "statement"), said.answers
    yield _row(title, text, _("Dua kalimat: dihitung apa adanya"), said.naive, answers=answers)
    if said.corrected:
        words = _("Dua kalimat: dikoreksi dengan pertanyaan jangkar")
        yield _row(title, text, words, said.corrected.estimate, answers=answers)
        words = _("Bagian penjawab yang membaca dengan teliti")
        yield _row(title, text, words, said.corrected.attention, answers=answers)


def _row(
    title: str,
    text: str,
    words: str,
    found: Estimate | None,
    *,
    few: bool = False,
    answers: int | None = None,
    digits: int = 2,
) -> Row:
    if found is None:
        note = _less() if few else _("Tidak dapat dihitung")
        return title, text, _("Semua"), words, None, None, None, None, answers, note
    figures = [
        round(one * 100, digits) for one in (found.value, found.low, found.high, found.error)
    ]
    return title, text, _("Semua"), words, *figures, answers, ""


def _less() -> str:
    return _("Kurang dari 10 jawaban: tidak ditampilkan")


def _hid() -> str:
    return _("Tidak ditampilkan agar tidak ada orang yang dapat ditebak")
