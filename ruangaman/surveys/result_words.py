"""What the figures of a survey mean, in sentences, and as charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ruangaman.core.charts import Bar, Chart
from ruangaman.lib.estimates import Estimate, privacy_epsilon
from ruangaman.lib.questionnaire import Item, Kind
from ruangaman.lib.survey_sample import CROSSWISE_LEAST
from ruangaman.surveys.selectors.results import CodeShare, Direct, Hidden, Results
from ruangaman.surveys.words import answer_words, told

_NARROW = "\N{NO-BREAK SPACE}"
UNVERIFIED = ("K-m", "K-l")
"""Marks of a known share that nobody has looked into."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A share on the page: what it is of, as a percentage, its range, and as a sentence."""

    title: str
    percent: str
    between: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Told:
    """An item on the page. ``counts`` says which answers the figure counts."""

    key: str
    text: str
    counts: str
    figure: Figure | None
    few: bool
    answers: str
    chart: Chart | None
    apart: bool


@dataclass(frozen=True, slots=True)
class HiddenTold:
    """A crosswise item on the page: both figures, and how many read what they answered."""

    statement: str
    naive: Figure
    corrected: Figure | None
    attention: str
    warnings: tuple[str, ...]
    answers: str
    protection: str
    harmless: str
    unverified: bool


def percent(share: float, digits: int = 1) -> str:
    """Return a share as Indonesians write it: ``6,3 %``; below nothing ``−1,2 %``."""
    return f"{_number(share, digits)}{_NARROW}%"


def between(found: Estimate, digits: int = 1) -> str:
    """Return the 95 % range: ``5,1–7,8 %``; below nothing ``−1,2 – 7,8 %``."""
    dash = f"{_NARROW}–{_NARROW}" if found.low < 0 else "–"
    return f"{_number(found.low, digits)}{dash}{percent(found.high, digits)}"


def figure(title: str, found: Estimate) -> Figure:
    """Return a share with its range and its sentence."""
    return Figure(title, percent(found.value), between(found), sentence(found))


def sentence(found: Estimate) -> str:
    """Say a share in people, as somebody would who does not work with figures."""
    low, value, high = (round(one * 100) for one in found.shown)
    if low == high:
        return _("Dari 100 pegawai, kira-kira %(value)d orang.") % {"value": value}
    return _(
        "Dari 100 pegawai, kira-kira %(value)d orang; angka sebenarnya mungkin antara %(low)d dan "
        "%(high)d."
    ) % {"value": value, "low": low, "high": high}


def direct_told(said: Direct, results: Results) -> Told:
    """Return an item that was asked directly, as the page says it."""
    item = said.item
    title = counted_words(item)
    return Told(
        key=item.key,
        text=told(item, "text"),
        counts=title,
        figure=figure(title, said.counted) if said.counted else None,
        few=said.few,
        answers=answers_words(said.answers),
        chart=_chart(said),
        apart=results.apart and said.counted is not None,
    )


def hidden_told(said: Hidden) -> HiddenTold:
    """Return a crosswise item as the page says it."""
    fixed = said.corrected
    best = fixed.estimate if fixed else None
    return HiddenTold(
        statement=told(said.item, "statement"),
        naive=_unclipped(_("Dihitung apa adanya"), said.naive),
        corrected=_unclipped(_("Dikoreksi dengan pertanyaan jangkar"), best) if best else None,
        attention=_attention(fixed.attention) if fixed else "",
        warnings=tuple(_warnings(said)),
        answers=answers_words(said.answers),
        protection=_protection(said.item),
        harmless=_harmless(said.item),
        unverified=said.item.p_mark in UNVERIFIED,
    )


def counted_words(item: Item) -> str:
    """Say which answers the figure of an item counts."""
    if item.kind == Kind.AGREE:
        return _("Setuju atau sangat setuju")
    if item.kind == Kind.BEHAVIOUR:
        return _("Sedikitnya satu kali")
    return _join([answer_words(item, code) for code in item.positive])


def answers_words(answers: int | None) -> str:
    """Say how many answered an item; not exactly where the rest would be a few people."""
    if answers is None:
        return _("Hampir semua penjawab survei menjawab pertanyaan ini.")
    return ngettext("%(count)s jawaban.", "%(count)s jawaban.", answers) % {
        "count": number_format(answers, use_l10n=True, force_grouping=True)
    }


def codes_words(item: Item, codes: Sequence[str]) -> str:
    """Return the words of one answer, or of several told together."""
    words = _join([answer_words(item, code) for code in codes])
    return words if len(codes) == 1 else _("Digabung: %(answers)s") % {"answers": words}


def _chart(said: Direct) -> Chart | None:
    if not said.codes:
        return None
    return Chart(
        _("Semua jawaban"),
        tuple(_bar(said.item, one) for one in said.codes),
        names=(_("Bagian"), ""),
    )


def _bar(item: Item, one: CodeShare) -> Bar:
    low, value, high = one.estimate.shown
    return Bar(
        codes_words(item, one.codes),
        value * 100,
        percent(one.estimate.value),
        ends=(low * 100, high * 100),
        ends_said=between(one.estimate),
    )


def _unclipped(title: str, found: Estimate) -> Figure:
    """Return a crosswise figure: not cut off, and said in people only where it is a share."""
    if found.beyond:
        words = _(
            "Angka di bawah 0 atau di atas 100 persen tidak mungkin benar, tetapi bisa muncul "
            "karena kebetulan. Lihat rentangnya."
        )
        return Figure(title, percent(found.value), between(found), words)
    return figure(title, found)


def _attention(found: Estimate) -> str:
    share = min(max(round(found.value * 100), 0), 100)
    return _(
        "Menurut pertanyaan jangkar, kira-kira %(share)d dari 100 penjawab membaca kedua kalimat "
        "dengan teliti (%(between)s); selebihnya menjawab asal."
    ) % {"share": share, "between": between(found, 0)}


def _warnings(said: Hidden) -> list[str]:
    found = []
    if said.naive.answers < CROSSWISE_LEAST:
        found.append(
            _("Kurang dari %(least)s jawaban: rentangnya terlalu lebar untuk diambil kesimpulan.")
            % {"least": number_format(CROSSWISE_LEAST, force_grouping=True)}
        )
    if said.corrected and said.corrected.estimate is None:
        found.append(
            _(
                "Terlalu banyak yang menjawab asal, jadi angkanya tidak dapat dikoreksi. Jangan "
                "pakai angka apa adanya."
            )
        )
    elif said.corrected and said.corrected.weak:
        found.append(
            _(
                "Lebih dari seperempat penjawab menjawab asal. Angka yang dikoreksi pun lemah; "
                "jangan bandingkan dengan angka lain."
            )
        )
    return found


def _protection(item: Item) -> str:
    most = max(item.p, 1 - item.p) / min(item.p, 1 - item.p)
    return _(
        "Perlindungan penjawab: satu jawaban mengubah dugaan orang lain paling banyak %(times)s "
        "kali (epsilon %(epsilon)s)."
    ) % {
        "times": number_format(round(most, 1), 1),
        "epsilon": number_format(round(privacy_epsilon(item.p), 2), 2),
    }


def _harmless(item: Item) -> str:
    words = _("“%(sentence)s” dihitung benar bagi %(share)s orang.") % {
        "sentence": told(item, "harmless"),
        "share": percent(item.p),
    }
    source = _("Sumber: %(source)s.") % {"source": item.p_source.rstrip(".")}
    return f"{words} {source}" if item.p_source else words


def _number(share: float, digits: int) -> str:
    value = round(share * 100, digits)
    sign = "−" if value < 0 else ""
    return f"{sign}{number_format(abs(value), digits)}"


def _join(words: Sequence[str]) -> str:
    return "; ".join(words)
