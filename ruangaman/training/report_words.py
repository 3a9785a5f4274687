"""A report of an event told: sentences and charts, on a page and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ruangaman.core.charts import Bar, Chart, bars_svg
from ruangaman.core.templatetags.dates import day
from ruangaman.core.words import words
from ruangaman.network.labels import kind_label
from ruangaman.network.models import Person
from ruangaman.training.evaluation_words import levels_told
from ruangaman.training.models import Content, Paper
from ruangaman.training.selectors.content import contents
from ruangaman.training.selectors.event_report import EventReport
from ruangaman.training.selectors.paper_results import Group
from ruangaman.training.selectors.results import Share
from ruangaman.training.templatetags.training import event_title, event_words

MOST_NAME, MOST_BARS = 60, 6
"""Of a name beside a bar, and of bars in one drawing: more do not fit on a page."""
Lines = list[tuple[str, str]]


def module_titles() -> dict[int, str]:
    """Return the titles of the modules by their numbers."""
    rows = contents(Content.Kind.MODULE)
    return {int(one.body["number"]): words(one.body, "title") for one in rows}


def figures(report: EventReport) -> Lines:
    """Return what was counted, line by line."""
    event, numbers = report.event, report.numbers
    until = "" if event.first == event.last else f" – {day(event.last)}"
    lines = [
        (_("Kapan"), f"{day(event.first)}{until}"),
        (_("Tempat"), event.venue),
        (_("Penyelenggara"), event.organiser),
        (_("Mitra pendana"), event.funding),
        (_("Jam pelajaran"), _("%(jp)d JP") % {"jp": report.jp} if report.jp else ""),
        (_("Diundang"), str(report.invited) if report.invited else ""),
        (_("Tercatat hadir di sini"), str(numbers.attended)),
        (_("Menurut laporan"), _number(numbers.declared)),
        (_("Menurut rincian laporan"), _number(numbers.itemised)),
        (_("Sertifikat yang diterbitkan"), str(report.certified) if report.certified else ""),
    ]
    return [(label, value) for label, value in lines if value]


def gap_sentence(report: EventReport) -> str:
    """Return why two figures differ; empty where they don't."""
    if not report.numbers.gap:
        return ""
    said = _("Laporan menyebut %(declared)d peserta, yang terhitung %(counted)d.") % {
        "declared": report.numbers.declared or 0,
        "counted": report.numbers.compared or 0,
    }
    why = event_words(report.event, "explanation") or _("Belum ada penjelasan.")
    return f"{said} {why} {_('Kedua angka tidak diubah.')}"


def test_sentences(group: Group | None) -> list[str]:
    """Return what the tests say about the group, in plain words."""
    if group is None:
        return [
            _(
                "Hasil tes belum ditampilkan: tesnya belum ditutup, atau kurang dari lima orang "
                "mengerjakannya."
            )
        ]
    found = {one.kind: one for one in group.kinds}
    post = found.get(Paper.Kind.POST)
    said = []
    if post and post.count:
        said.append(
            _("%(passed)d dari %(count)d peserta yang mengerjakan tes akhir lulus.")
            % {"passed": post.passed, "count": post.count}
        )
    if group.gain is not None:
        said.append(
            _(
                "Dari yang masih dapat dipelajari sesudah tes awal, kelompok ini menguasai "
                "%(percent)s persen pada tes akhir (perolehan ternormalisasi, %(pairs)d orang)."
            )
            % {"percent": number_format(100 * group.gain, 0), "pairs": group.pairs}
        )
    if group.retained is not None and group.kept_pairs:
        said.append(
            _("Tiga bulan kemudian masih %(percent)s persen dari nilai tes akhir.")
            % {"percent": number_format(100 * group.retained, 0)}
        )
    return said


def charts(report: EventReport) -> Iterator[Chart]:
    """Yield the charts of a report."""
    if report.kinds:
        most = max(number for _kind, number in report.kinds)
        bars = [Bar(_kind_words(kind), n, str(n)) for kind, n in report.kinds]
        yield Chart(_("Peserta yang hadir menurut jenis unit"), tuple(bars), most=most)
    if report.sexes:
        most = max(number for _sex, number in report.sexes)
        bars = [Bar(str(Person.Sex(sex).label), n, str(n)) for sex, n in report.sexes]
        yield Chart(_("Peserta yang hadir menurut jenis kelamin"), tuple(bars), most=most)
    came = [(one, n) for one, n in report.sessions if one.jp]
    if any(n for _one, n in came):
        bars = [Bar(_short(one.title), n, str(n)) for one, n in came]
        yield Chart(_("Yang hadir pada setiap sesi"), tuple(bars), most=max(n for _o, n in came))
    if report.modules:
        titles = module_titles()
        bars = [_module_bar(titles.get(n, str(n)), shares) for n, shares in report.modules]
        names = (_("Tes akhir"), _("Tes awal"))
        yield Chart(_("Jawaban benar menurut modul"), tuple(bars), names=names)


def report_paper(report: EventReport) -> dict[str, Any]:
    """Return the data of ``training_report.typ``."""
    told = levels_told(report.evaluation, module_titles())
    return {
        "lang": get_language() or settings.LANGUAGE_CODE,
        "publisher": report.event.organiser or "Ruang Aman",
        "title": _("Laporan acara pelatihan"),
        "event": event_title(report.event),
        "lines": [list(one) for one in figures(report)],
        "gap": gap_sentence(report),
        "tests_title": _("Tes"),
        "tests": test_sentences(report.group),
        "charts": [_drawn(one) for one in charts(report)],
        "levels": [
            {
                "title": level.title,
                "meaning": level.meaning,
                "told": [{"sentence": one.sentence, **_drawn(one.chart)} for one in level.told],
            }
            for level in told
        ],
        "note": _(
            "Tidak ada hasil perorangan di sini. Angka tentang kelompok di bawah lima orang tidak "
            "ditampilkan."
        ),
        "made": _("Dibuat %(day)s") % {"day": day(timezone.localdate())},
    }


def _drawn(chart: Chart) -> dict[str, Any]:
    """Return a chart in pieces that fit on a page each, and what its two kinds of bars mean."""
    key = ""
    if chart.compares and all(chart.names):
        named = {"later": chart.names[0], "earlier": chart.names[1]}
        key = _("Hanya garis: %(earlier)s. Terisi: %(later)s.") % named
    cut = range(0, max(len(chart.bars), 1), MOST_BARS)
    pieces = [replace(chart, bars=chart.bars[at : at + MOST_BARS]) for at in cut]
    drawn = [{"svg": bars_svg(one), "alt": f"{one.title}. {_told(one)}"} for one in pieces]
    return {"chart": chart.title, "key": key, "pieces": drawn}


def _told(chart: Chart) -> str:
    earlier = f"{chart.names[1]} " if chart.names[1] else ""
    return "; ".join(
        f"{bar.label}: {bar.said}" + (f" ({earlier}{bar.before_said})" if bar.before_said else "")
        for bar in chart.bars
    )


def _module_bar(title: str, shares: Mapping[str, Share]) -> Bar:
    post, pre = shares.get(Paper.Kind.POST), shares.get(Paper.Kind.PRE)
    return Bar(
        title,
        post.percent if post else 0,
        f"{post.percent} %" if post else "–",
        pre.percent if pre else None,
        f"{pre.percent} %" if pre else "",
    )


def _short(title: str) -> str:
    """Return a title that fits beside a bar, cut between two words."""
    if len(title) <= MOST_NAME:
        return title
    return f"{title[: MOST_NAME - 1].rpartition(' ')[0] or title[: MOST_NAME - 1]}…"


def _kind_words(kind: str) -> str:
    return str(kind_label(kind)) if kind else _("Unit tidak diketahui")


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
