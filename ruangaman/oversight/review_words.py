"""Facts of a year in words: short sentences and tables, the same on the page and on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ruangaman.core.pack_content import said
from ruangaman.core.templatetags.dates import short_day
from ruangaman.core.words import words
from ruangaman.network.models import UnitChange
from ruangaman.oversight import reasons
from ruangaman.oversight.indicator_words import figure_said
from ruangaman.oversight.selectors.duties import duty_contents
from ruangaman.oversight.selectors.indicators import indicators
from ruangaman.oversight.semesters import semester_read
from ruangaman.policy.models import Action
from ruangaman.policy.selectors.overview import Standing
from ruangaman.surveys.thresholds import LEAST_ANSWERS

_STACKED = 4
_MOST_RULES = 30
"""Of more rules than these, as when a system begins, only their number is told."""


@dataclass(frozen=True, slots=True)
class Block:
    """What is told of one fact: sentences, and a table where there is anything to list."""

    title: str
    lines: Sequence[str] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = field(default_factory=tuple)

    @property
    def wide(self) -> bool:
        """Say whether the table has too many columns to stand one below the other."""
        return len(self.columns) > _STACKED

    @property
    def cells(self) -> list[list[tuple[str, str]]]:
        """Each row with the column of each cell."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


def blocks(names: Sequence[str], facts: Mapping[str, Any]) -> list[Block]:
    """Return what is told of these facts; one that was not kept is left out."""
    return [_TOLD[name](facts[name]) for name in names if name in facts and name in _TOLD]


def state_said(state: str) -> str:
    """Return how an action stands; "late" is one that is open past its day."""
    return _("Terlambat") if state == "late" else str(Action.State(state).label)


def _earlier(facts: Sequence[Mapping[str, Any]]) -> Block:
    title = _("Keputusan dan keadaannya")
    if not facts:
        return Block(title, [_("Belum ada tinjauan yang ditutup sebelum tahun ini.")])
    columns = [_("Apa"), _("Siapa"), _("Paling lambat"), _("Keadaan")]
    rows = [
        [one["what"], one["who"], short_day(one["due"]), state_said(one["state"])] for one in facts
    ]
    return Block(title, [], columns, rows)


def _units(facts: Mapping[str, Any]) -> Block:
    title, kinds = _("Perubahan unit"), facts["kinds"]
    if not kinds:
        return Block(title, [_("Tidak ada perubahan unit tahun ini.")])
    named = [f"{label}: {kinds[kind]}" for kind, label in UnitChange.Kind.choices if kind in kinds]
    columns = [_("Hari"), _("Perubahan"), _("Sebelum"), _("Sesudah")]
    rows = [
        [
            short_day(one["day"]),
            str(UnitChange.Kind(one["kind"]).label),
            ", ".join(one["before"]) or "–",
            ", ".join(one["after"]) or "–",
        ]
        for one in facts["changes"]
    ]
    return Block(title, ["; ".join(named) + "."], columns, rows)


def _rules(facts: Sequence[Mapping[str, str]]) -> Block:
    title = _("Aturan yang mulai berlaku")
    if not facts:
        return Block(title, [_("Tidak ada nilai aturan baru tahun ini.")])
    if len(facts) > _MOST_RULES:
        return Block(title, [_("%(n)s nilai aturan mulai berlaku.") % {"n": len(facts)}])
    columns = [_("Aturan"), _("Berlaku sejak")]
    return Block(
        title, [], columns, [[words(one, "label"), short_day(one["day"])] for one in facts]
    )


def _indicators(facts: Sequence[Mapping[str, Any]]) -> Block:
    known = {one.code: one for one in indicators()}
    columns = [_("Ukuran"), _("Nilai pertama"), _("Nilai terakhir"), _("Target")]
    rows = []
    for fact in facts:
        one = known.get(fact["code"])
        kind = one.value if one else ""
        target = figure_said(one.target, kind) if one and one.target is not None else "–"
        name = f"{fact['code']} {one.title}" if one else fact["code"]
        rows.append([name, _end(fact["first"], kind), _last(fact, kind), target])
    return Block(_("Ukuran sepanjang tahun"), [], columns, rows)


def _end(end: Mapping[str, Any] | None, kind: str) -> str:
    if end is None:
        return "–"
    return f"{figure_said(end['value'], kind)} ({_month(end['month'])})"


def _last(fact: Mapping[str, Any], kind: str) -> str:
    """A value that is not there says why."""
    return reasons.said(fact["why"]) if fact["last"] is None else _end(fact["last"], kind)


def _consistency(facts: Sequence[Mapping[str, Any]]) -> Block:
    title = _("Bagian unit yang memenuhi tiap tugas, dalam persen")
    if not facts:
        return Block(title, [_("Belum ada bulan yang tercatat tahun ini.")])
    columns = [_("Tugas unit"), *(format_date(_day(one["month"]), "M") for one in facts)]
    rows = [
        [str(said(duty.body, "short")), *(_share(one["duties"].get(duty.key)) for one in facts)]
        for duty in duty_contents()
    ]
    return Block(title, [], columns, rows)


def _share(counted: Sequence[int] | None) -> str:
    if not counted or not counted[0] + counted[1]:
        return "–"
    return str(round(100 * counted[0] / (counted[0] + counted[1])))


def _assessments(facts: Mapping[str, Any]) -> Block:
    lines = [
        "; ".join(f"{Standing(key).label}: {many}" for key, many in facts["states"].items()) + "."
    ]
    if facts["verified"] and facts["mean"] is not None:
        lines.append(
            _("Rata-rata %(mean)s poin dari %(n)s penilaian yang diverifikasi.")
            % {"mean": number_format(facts["mean"], 1), "n": facts["verified"]}
        )
    return Block(_("Penilaian mandiri unit"), lines)


def _actions(facts: Mapping[str, Mapping[str, int]]) -> Block:
    columns = [_("Rencana"), *(state_said(key) for key in _ACTIONS)]
    names = (("units", _("Unit")), ("province", _("Provinsi")))
    rows = [[name, *(str(facts[key].get(state, 0)) for state in _ACTIONS)] for key, name in names]
    return Block(_("Rencana aksi"), [], columns, rows)


_ACTIONS = ("done", "open", "late", "carried", "dropped")


def _training(facts: Mapping[str, int]) -> Block:
    return Block(
        _("Pelatihan"),
        [
            ngettext("%(n)s acara selesai.", "%(n)s acara selesai.", facts["events"])
            % {"n": facts["events"]},
            ngettext("%(n)s peserta hadir.", "%(n)s peserta hadir.", facts["participants"])
            % {"n": facts["participants"]},
            ngettext("%(n)s sertifikat terbit.", "%(n)s sertifikat terbit.", facts["certificates"])
            % {"n": facts["certificates"]},
        ],
    )


def _briefings(facts: Mapping[str, int]) -> Block:
    line = _("%(briefings)s sosialisasi di %(units)s unit, diikuti %(reached)s orang.") % facts
    return Block(_("Sosialisasi"), [line])


def _surveys(facts: Sequence[Mapping[str, Any]]) -> Block:
    title = _("Survei yang ditutup")
    if not facts:
        return Block(title, [_("Tidak ada survei yang ditutup tahun ini.")])
    columns = [_("Survei"), _("Ditutup"), _("Menjawab"), _("Diajak")]
    rows = [
        [words(one, "title"), short_day(one["day"]), _answered(one), str(one["drawn"])]
        for one in facts
    ]
    return Block(title, [], columns, rows)


def _answered(survey: Mapping[str, Any]) -> str:
    """Return how many answered; a few are never told, not of a year that was kept before either."""
    count = survey["answered"] or 0
    return str(count) if count >= LEAST_ANSWERS else _("kurang dari 10")


def _releases(facts: Sequence[Mapping[str, str]]) -> Block:
    title = _("Angka yang dirilis")
    if not facts:
        return Block(title, [_("Tidak ada rilis tahun ini.")])
    lines = [_("Angkanya ada di dalam rilis. Lebih banyak laporan tidak berarti lebih buruk.")]
    columns = [_("Semester"), _("Dirilis")]
    rows = [[_semester(one["semester"]), short_day(one["day"])] for one in facts]
    return Block(title, lines, columns, rows)


def _network(facts: Mapping[str, int]) -> Block:
    line = _("%(units)s unit, %(focal_points)s fokal point bertugas, %(certified)s bersertifikat.")
    return Block(_("Orang dalam jejaring"), [line % facts])


def _unverified(facts: Mapping[str, Any]) -> Block:
    rules = facts["rules"]
    line = _("%(open)s dari %(all)s nilai aturan belum diverifikasi.") % {
        "open": len(rules),
        "all": facts["all"],
    }
    rows = [[words(one, "label")] for one in rules]
    return Block(_("Aturan yang belum diverifikasi"), [line], [_("Aturan")] if rows else [], rows)


def _semester(text: str) -> str:
    found = semester_read(text)
    return found.words if found else text


def _month(text: str) -> str:
    return format_date(_day(text), "M Y")


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


_TOLD: dict[str, Callable[[Any], Block]] = {
    "earlier": _earlier,
    "units": _units,
    "rules": _rules,
    "indicators": _indicators,
    "consistency": _consistency,
    "assessments": _assessments,
    "actions": _actions,
    "training": _training,
    "briefings": _briefings,
    "surveys": _surveys,
    "releases": _releases,
    "network": _network,
    "unverified": _unverified,
}
