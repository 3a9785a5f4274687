"""What the province has to do next: tasks in a fixed order, never units in one.

First what waits for somebody's decision, then what units lack, from the network to the work
culture. Each says how much there is to do and leads to the page where it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from ruangaman.network.models import Decree
from ruangaman.oversight.judging import LACKS, Judged
from ruangaman.oversight.models import Figure
from ruangaman.oversight.selectors.province import Standing
from ruangaman.policy.selectors.overview import waiting as assessments_waiting

MOST = 5
_N = "n"


@dataclass(frozen=True, slots=True)
class Thing:
    """A task: what there is to do in a sentence, the page where it is done, and its name.

    ``seen`` is where those see it who do not do it themselves.
    """

    text: str
    done: str
    label: str
    seen: str = ""


@dataclass(frozen=True, slots=True)
class _Lack:
    """What many units lack, for one indicator: a sentence, and where something is done about it."""

    text: Any
    page: str
    label: Callable[[], str]


_LACKS: Mapping[str, _Lack] = {
    "C1": _Lack(
        ngettext_lazy(
            "%(n)d unit belum punya SK dengan fokal point utama dan pengganti.",
            "%(n)d unit belum punya SK dengan fokal point utama dan pengganti.",
            _N,
        ),
        "network:coverage",
        lambda: _("Buka jejaring"),
    ),
    "C2": _Lack(
        ngettext_lazy(
            "%(n)d unit belum punya fokal point bersertifikat.",
            "%(n)d unit belum punya fokal point bersertifikat.",
            _N,
        ),
        "training:needs",
        lambda: _("Lihat siapa perlu pelatihan apa"),
    ),
    "P1": _Lack(
        ngettext_lazy(
            "%(n)d unit belum lengkap kebijakan, poster, dan tanda tangannya.",
            "%(n)d unit belum lengkap kebijakan, poster, dan tanda tangannya.",
            _N,
        ),
        "policy:register",
        lambda: _("Buka register kebijakan"),
    ),
    "P2": _Lack(
        ngettext_lazy(
            "%(n)d unit belum punya penilaian mandiri yang diverifikasi.",
            "%(n)d unit belum punya penilaian mandiri yang diverifikasi.",
            _N,
        ),
        "policy:assessments",
        lambda: _("Buka penilaian mandiri"),
    ),
    "T3": _Lack(
        ngettext_lazy(
            "%(n)d unit belum cukup menyosialisasikan kepada pegawainya.",
            "%(n)d unit belum cukup menyosialisasikan kepada pegawainya.",
            _N,
        ),
        "surveys:reach",
        lambda: _("Buka jangkauan sosialisasi"),
    ),
}


def next_things(
    columns: Sequence[Judged], standings: Sequence[Standing], figures: Mapping[str, Figure]
) -> list[Thing]:
    """Return the first of what there is to do; fewer where there is less. Three queries."""
    found = [*_waiting(), *_lacking(columns, standings), *_of_province(figures)]
    return found[:MOST]


def _waiting() -> list[Thing]:
    """Return what waits for a decision or a signature."""
    asked = Decree.objects.filter(state=Decree.State.ISSUED).exclude(asked_at=None).count()
    signing = Decree.objects.filter(state=Decree.State.SUBMITTED).count()
    verifying = assessments_waiting().count()
    decrees, assessments = reverse("network:decree_list"), reverse("policy:assessments")
    things = (
        (asked, _ASKED, decrees, _("Periksa permintaan"), ""),
        (verifying, _VERIFY, f"{assessments}?keadaan=submitted", _("Periksa penilaian"), "P2"),
        (signing, _SIGN, decrees, _("Lihat draf SK"), "C1"),
    )
    return [
        Thing(text % {_N: number}, page, label, seen_page(code) if code else "")
        for number, text, page, label, code in things
        if number
    ]


def _lacking(columns: Sequence[Judged], standings: Sequence[Standing]) -> list[Thing]:
    places = {one.code: place for place, one in enumerate(columns)}
    found = []
    for code, lack in _LACKS.items():
        place = places.get(code)
        if place is None:
            continue
        marks = [one.marks[place] for one in standings]
        if number := sum(map(marks.count, LACKS)):
            page = reverse(lack.page)
            found.append(Thing(lack.text % {_N: number}, page, lack.label(), seen_page(code)))
    return found


def _of_province(figures: Mapping[str, Figure]) -> list[Thing]:
    """Return what the figures of the province ask for: services to call, staff to be counted."""
    found, services = [], figures.get("D1")
    late = (services.denominator or 0) - (services.numerator or 0) if services else 0
    if late > 0:
        found.append(
            Thing(_SERVICES % {_N: late}, reverse("directory:calls"), _("Telepon layanan"))
        )
    for code, why, text, page, label in _WITHOUT:
        figure = figures.get(code)
        if figure and figure.why == why:
            found.append(Thing(str(text()), reverse(page), str(label())))
    return found


def seen_page(code: str) -> str:
    """Return the picture of the units that have not reached an indicator."""
    return f"{reverse('oversight:home')}?{urlencode({'belum': code})}#peta"


_ASKED = ngettext_lazy(
    "%(n)d permintaan pencabutan SK menunggu pemeriksaan.",
    "%(n)d permintaan pencabutan SK menunggu pemeriksaan.",
    _N,
)
_VERIFY = ngettext_lazy(
    "%(n)d penilaian mandiri menunggu diperiksa.",
    "%(n)d penilaian mandiri menunggu diperiksa.",
    _N,
)
_SIGN = ngettext_lazy(
    "%(n)d draf SK menunggu tanda tangan kepala unit.",
    "%(n)d draf SK menunggu tanda tangan kepala unit.",
    _N,
)
_SERVICES = ngettext_lazy(
    "%(n)d layanan rujukan perlu ditelepon lagi: datanya sudah lama tidak diperiksa.",
    "%(n)d layanan rujukan perlu ditelepon lagi: datanya sudah lama tidak diperiksa.",
    _N,
)
_WITHOUT: tuple[tuple[str, str, Callable[[], str], str, Callable[[], str]], ...] = (
    (
        "C5",
        "no_staff",
        lambda: _("Jumlah pegawai belum diisi, jadi rasio fokal point tidak dapat dihitung."),
        "network:units",
        lambda: _("Isi jumlah pegawai"),
    ),
    (
        "A1",
        "no_survey",
        lambda: _("Belum ada survei pegawai yang ditutup."),
        "surveys:home",
        lambda: _("Rencanakan survei"),
    ),
)
