"""A self-assessment told: sentences, charts, the guidance of a standard, a page to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ruangaman.core.charts import Bar, Chart
from ruangaman.core.models import RuleValue
from ruangaman.core.pack_content import said
from ruangaman.core.rules import rules_in_force, weak
from ruangaman.core.templatetags.dates import day
from ruangaman.policy import readings
from ruangaman.policy.forms.assessments import answer_words
from ruangaman.policy.models import Answer
from ruangaman.policy.selectors.assessments import AssessmentPage, Line, Missing, standards_now
from ruangaman.policy.selectors.history import History, Year

_LEVELS = (("zero", "0"), ("one", "1"), ("two", "2"))
_WEAK = frozenset({"K-m", "K-l"})


def example_label(unit: str) -> str:
    """Return for whom an example is."""
    return {
        "unit": _("Unit provinsi"),
        "hospital": _("Rumah sakit"),
        "small": _("Kantor kecil"),
    }.get(unit, unit)


def guidance(line: Line) -> dict[str, Any]:
    """Return what the pack says about a standard: levels, evidence, examples, origin."""
    body = line.content.body
    if line.view == Answer.View.STANDARD:
        levels = [(number, said(body, name)) for name, number in _LEVELS]
    else:
        names = (*Answer.Met.choices,)
        keys = ("met", "not_met", "not_applicable")
        levels = [
            (str(label), said(body, key)) for key, (_value, label) in zip(keys, names, strict=True)
        ]
    return {
        "levels": [(label, text) for label, text in levels if text],
        "evidence": said(body, "evidence"),
        "examples": [
            (example_label(one["unit"]), said(one, "text")) for one in body.get("example", [])
        ],
        "pillar": said(body, "pillar"),
        "source": body.get("source", ""),
        "weak": body.get("mark") in _WEAK and not line.content.reviewed,
        "reviewed": line.content.reviewed,
    }


def related(page: AssessmentPage, line: Line) -> list[str]:
    """Return what the unit scored at the standards of which a core standard is another view."""
    keys = line.content.body.get("standards", [])
    found = [one for one in page.standards if one.key in keys and one.score is not None]
    return [
        _("%(number)d. %(title)s: nilai %(score)d")
        % {"number": one.number, "title": one.title, "score": one.score}
        for one in found
    ]


def missing_line(one: Missing) -> dict[str, Any]:
    """Return what is missing, in words, and the line it is about."""
    if one.line is None:
        text = {
            "applicable": _("Terlalu banyak standar yang “tidak berlaku” pada pandangan kedua."),
            "pack": _("Paket data belum membawa standar penilaian."),
        }[one.kind]
        return {"text": text, "line": None}
    named = {"number": one.line.number, "title": one.line.title}
    texts = {
        "answer": _("%(number)d. %(title)s: belum dijawab") % named,
        "proof": _("%(number)d. %(title)s: tulis atau unggah apa yang menunjukkannya") % named,
    }
    return {"text": texts[one.kind], "line": one.line}


def capacity_sentence(page: AssessmentPage) -> str:
    """Return the second view in one sentence; empty where nothing of it was answered."""
    found = page.capacity
    if not found.begun:
        return ""
    told = _("%(met)d terpenuhi, %(na)d tidak berlaku, %(not_met)d belum terpenuhi.") % {
        "met": found.met,
        "na": found.not_applicable,
        "not_met": found.not_met,
    }
    if found.level is None:
        return told
    return _("Kapasitas %(level)s.") % {"level": found.level.label} + f" {told}"


def thresholds_told() -> dict[str, Any]:
    """Return how the levels are counted, with source and whether that is verified."""
    rules = [one for key, one in rules_in_force().items() if key in readings.RULES]
    found = {one.key: int(one.value) for one in rules if one.value is not None}
    if not {readings.FULL, readings.MEDIUM} <= found.keys():
        return {}
    text = _(
        "Penuh bila %(full)d standar terpenuhi, sedang bila sedikitnya %(medium)d, selain itu "
        "rendah. “Tidak berlaku” dihitung seperti terpenuhi, paling banyak %(most)d standar."
    ) % {
        "full": found[readings.FULL],
        "medium": found[readings.MEDIUM],
        "most": found.get(readings.MOST_NOT_APPLICABLE, found[readings.FULL]),
    }
    return {"text": text, "weak": any(map(weak, rules)), "source": _source(rules)}


def history_charts(past: History) -> list[Chart]:
    """Return the points of the years in which it was sent, and the last two by standard."""
    sent = [one for one in past.years if one.points and one.points.most]
    if not sent:
        return []
    return [
        Chart(_("Nilai menurut tahun"), tuple(_year_bar(one) for one in reversed(sent))),
        _standards_chart(sent),
    ]


def years_to_open(past: History, this: int) -> list[int]:
    """Return the years that can be begun: this one and the last, while they are not there."""
    known = {one.year for one in past.years}
    return [year for year in (this, this - 1) if year not in known]


def assessment_paper(page: AssessmentPage) -> dict[str, Any]:
    """Return the data of ``assessment.typ``."""
    points = page.points
    told = thresholds_told()
    capacity = capacity_sentence(page)
    return {
        "lang": get_language() or settings.LANGUAGE_CODE,
        "publisher": page.unit.name,
        "title": _("Penilaian mandiri %(year)d") % {"year": page.year},
        "lines": list(_facts(page)),
        "sum": _("Jumlah: %(total)d dari %(most)d.") % {"total": points.total, "most": points.most},
        "views": [
            {
                "title": _("Delapan standar (MOS-PSEA)"),
                "note": "",
                "rows": [_row(line) for line in page.standards],
            },
            {
                "title": _("Pandangan kedua: kapasitas mitra (PBB)"),
                "note": " ".join(filter(None, (capacity, _told(told))))
                if capacity
                else _("Tidak diisi."),
                "rows": [_row(line) for line in page.core] if capacity else [],
            },
        ],
        "columns": [_("Standar"), _("Nilai"), _("Catatan unit"), _("Koordinator")],
        "note": _("Tidak ada keterangan tentang laporan di sini."),
        "made": _("Dibuat %(day)s") % {"day": day(timezone.localdate())},
    }


def _facts(page: AssessmentPage) -> Iterator[list[str]]:
    mine = page.assessment
    state = mine.get_state_display() if mine else _("Belum dimulai")
    yield [_("Unit"), page.unit.name]
    for name, until in page.unit.others:
        yield [_("Nama sampai %(day)s") % {"day": day(until)}, name]
    if page.unit.ended_on:
        heirs = ", ".join(name for _code, name in page.unit.heirs) or "–"
        yield [
            _("Unit ini berakhir %(day)s; dilanjutkan oleh") % {"day": day(page.unit.ended_on)},
            heirs,
        ]
    yield [_("Keadaan"), str(state)]
    if mine and mine.submitted_on:
        yield [_("Dikirim"), day(mine.submitted_on)]
    if mine and mine.verified_on:
        yield [_("Diverifikasi"), day(mine.verified_on)]


def _row(line: Line) -> list[str]:
    one = line.answer
    if one is None:
        return [f"{line.number}. {line.title}", "–", "", ""]
    found = ""
    if line.differs:
        found = str(one.found) if one.found is not None else str(one.get_found_met_display())
    files = _("%(n)d berkas bukti") % {"n": line.files} if line.files else ""
    return [
        f"{line.number}. {line.title}",
        answer_words(one),
        "\n".join(filter(None, (one.note, files))),
        ". ".join(filter(None, (found, one.reason))),
    ]


def _year_bar(one: Year) -> Bar:
    points = one.points or readings.points([])
    said_points = _("%(total)d dari %(most)d") % {"total": points.total, "most": points.most}
    share = 100 * points.total / points.most
    return Bar(f"{one.year}, {one.label.lower()}", share, said_points)


def _standards_chart(sent: Sequence[Year]) -> Chart:
    """Return the newest year by standard, beside the one before it."""
    last, before = sent[0], sent[1] if len(sent) > 1 else None
    bars = []
    for one in standards_now()[Answer.View.STANDARD]:
        label = f"{one.body['number']}. {said(one.body, 'title')}"
        value, earlier = last.scores.get(one.key), before.scores.get(one.key) if before else None
        if value is not None:
            told = "" if earlier is None else str(earlier)
            bars.append(Bar(label, value, str(value), before=earlier, before_said=told))
    title = _("Nilai menurut standar, %(year)d") % {"year": last.year}
    names = (str(last.year), str(before.year) if before else "")
    return Chart(title, tuple(bars), most=readings.POINTS, names=names)


def _told(told: dict[str, Any]) -> str:
    if not told:
        return ""
    mark = f" ({_('belum diverifikasi')})" if told["weak"] else ""
    return f"{told['text']}{mark}"


def _source(rules: Iterable[RuleValue]) -> str:
    return "; ".join(dict.fromkeys(one.source for one in rules))
