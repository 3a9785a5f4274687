"""What the results of an evaluation mean, in sentences, and as charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.core.charts import Bar, Chart
from ruangaman.training.selectors.evaluation_form import Option
from ruangaman.training.selectors.evaluation_results import MomentResults, OfModules, Said

LEVELS = {
    1: (
        gettext_lazy("Tingkat 1: tanggapan"),
        gettext_lazy(
            "Bagaimana peserta menilai acaranya. Nilai tinggi berarti acaranya diterima baik; "
            "belum berarti peserta sudah mampu."
        ),
    ),
    2: (
        gettext_lazy("Tingkat 2: belajar"),
        gettext_lazy(
            "Apa yang menurut peserta sendiri sudah mereka kuasai. Bandingkan dengan hasil tes: "
            "yakin tetapi salah perlu perhatian lebih dulu."
        ),
    ),
    3: (
        gettext_lazy("Tingkat 3: perilaku di tempat kerja"),
        gettext_lazy(
            "Apa yang sungguh dilakukan tiga bulan kemudian. Bila rendah, cari hambatannya: "
            "waktu, tempat, pimpinan; bukan orangnya."
        ),
    ),
    4: (
        gettext_lazy("Tingkat 4: hasil di unit"),
        gettext_lazy(
            "Apa yang berubah di unit: kebijakan, poster, penyuluhan. Tidak ada pertanyaan tentang "
            "laporan, dan lebih banyak laporan bukan tanda buruk."
        ),
    ),
}
"""Kirkpatrick's levels: what each is called, and how to read it."""


@dataclass(slots=True)
class Told:
    """A question told: the sentence and the chart."""

    sentence: str
    chart: Chart


@dataclass(slots=True)
class Level:
    """All questions of a level."""

    title: str
    meaning: str
    told: list[Told] = field(default_factory=list)


def levels_told(moments: Sequence[MomentResults], titles: dict[int, str]) -> list[Level]:
    """Return the results that may be seen, by level."""
    found: dict[int, Level] = {}
    for moment in moments:
        for said in moment.said:
            _level(found, said.question.level).told.append(told(said))
        before: OfModules | None = None
        for one in moment.of_modules:
            if _is_before(one, moment.of_modules):
                before = one
                continue
            level = _level(found, one.question.level)
            level.told.append(told_of_modules(one, titles, before if _confident(one) else None))
    return [found[number] for number in sorted(found)]


def told(said: Said) -> Told:
    """Return the sentence and the chart of a question."""
    bars = tuple(
        Bar(one.text, said.share(one.key), _percent(said.share(one.key)))
        for one in said.question.options
    )
    return Told(_sentence(said), Chart(said.question.text, bars))


def told_of_modules(one: OfModules, titles: dict[int, str], before: OfModules | None) -> Told:
    """Return the sentence and the chart of a question that was asked for each module."""
    steps = any(said.mean is not None for said in one.modules.values())
    first = one.question.options[0]
    bars = []
    for number, said in one.modules.items():
        value = (said.mean or 0.0) if steps else said.share(first.key)
        earlier = before.modules.get(number) if before else None
        bars.append(
            Bar(
                f"{number}. {titles.get(number, '')}",
                value,
                _step(value) if steps else _percent(value),
                earlier.mean if earlier else None,
                _step(earlier.mean or 0.0) if earlier else "",
            )
        )
    names = (_("Sesudah"), _("Sebelum")) if before else ("", "")
    chart = Chart(one.question.text, tuple(bars), 5 if steps else 100, names)
    return Told(_modules_sentence(bars, first, steps=steps), chart)


def _sentence(said: Said) -> str:
    options = {one.key: one.text for one in said.question.options}
    if said.mean is not None:
        return _("Rata-rata %(mean)s dari 5; %(agree)s setuju. Yang menjawab: %(n)s orang.") % {
            "mean": _step(said.mean),
            "agree": _percent(said.agree),
            "n": said.answered,
        }
    return _("Paling banyak: %(most)s (%(share)s). Yang menjawab: %(n)s orang.") % {
        "most": options[said.most].rstrip("."),
        "share": _percent(said.share(said.most)),
        "n": said.answered,
    }


def _modules_sentence(bars: Sequence[Bar], first: Option, *, steps: bool) -> str:
    if not bars:
        return _("Jawaban untuk tiap modul masih terlalu sedikit.")
    if not steps:
        top = max(bars, key=lambda bar: bar.value)
        return _("“%(answer)s” paling sering untuk modul %(module)s (%(share)s).") % {
            "answer": first.text,
            "module": top.label,
            "share": top.said,
        }
    low = min(bars, key=lambda bar: bar.value)
    risen = [bar.value - bar.before for bar in bars if bar.before is not None]
    lowest = _("Keyakinan paling rendah: modul %(module)s (%(mean)s dari 5).") % {
        "module": low.label,
        "mean": low.said,
    }
    if not risen:
        return lowest
    rise = sum(risen) / len(risen)
    return (
        _("Rata-rata keyakinan berubah %(rise)s langkah.")
        % {"rise": f"{'+' if rise >= 0 else '−'}{_step(abs(rise))}"}
        + " "
        + lowest
    )


def _confident(one: OfModules) -> bool:
    return any(said.mean is not None for said in one.modules.values())


def _is_before(one: OfModules, all_: Sequence[OfModules]) -> bool:
    """Say whether a question is the earlier half of a pair, drawn with the later one."""
    key = one.question.key
    return key.endswith("-before") and any(
        other.question.key == f"{key.removesuffix('-before')}-after" for other in all_
    )


def _level(found: dict[int, Level], number: int) -> Level:
    title, meaning = LEVELS.get(number, LEVELS[1])
    return found.setdefault(number, Level(str(title), str(meaning)))


def _percent(value: float) -> str:
    return f"{number_format(round(value))} %"


def _step(value: float) -> str:
    return str(number_format(value, 1))
