"""What is to be done next for a unit, and on which page: one sentence and one link."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.core.templatetags.dates import short_day
from ruangaman.network.selectors.coverage import State, UnitState
from ruangaman.network.selectors.readiness import Lack

ENDS_SOON = dt.timedelta(days=60)
"""From when on a decree's end is something to do (the first reminder comes then)."""

_DECREE, _PERSON, _UNIT = "network:decree_new", "network:person_add", "network:unit"

_STEPS: Mapping[State, tuple[Any, Any, str]] = {
    State.ONE: (
        gettext_lazy("Satu fokal point siap. Lengkapi pasangannya."),
        gettext_lazy("Usulkan pengganti"),
        _DECREE,
    ),
    State.WAITING: (
        gettext_lazy("Draf SK menunggu tanda tangan kepala unit."),
        gettext_lazy("Lihat draf"),
        "network:decree_list",
    ),
    State.EXPIRED: (
        gettext_lazy("SK berakhir. Tidak ada yang ditunjuk lagi."),
        gettext_lazy("Perbarui SK"),
        _DECREE,
    ),
    State.TRAINED: (
        gettext_lazy("Ada yang sudah terlatih, tetapi belum ditunjuk."),
        gettext_lazy("Usulkan SK"),
        _DECREE,
    ),
    State.VACANT: (
        gettext_lazy("Belum ada orang. Catat siapa yang ikut pelatihan, lalu usulkan SK."),
        gettext_lazy("Catat orang"),
        _PERSON,
    ),
}
_EMPTY = frozenset({State.VACANT, State.TRAINED})
_LACKS: Mapping[Lack, Any] = {
    Lack.MOVED: gettext_lazy("Ada yang sudah pindah tugas. Tunjuk penggantinya."),
    Lack.CERTIFICATE: gettext_lazy("Ada yang belum bersertifikat. Daftarkan ke pelatihan."),
    Lack.ACCOUNT: gettext_lazy("Ada yang akun atau kuncinya belum siap. Bantu ia menyiapkannya."),
    Lack.LEAVE: gettext_lazy("Ada yang sedang cuti. Pastikan yang lain dapat menerima."),
    Lack.TEST: gettext_lazy("Ada yang belum membuka pesan uji. Ingatkan."),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """A sentence, and the page where it is done; ``url`` is empty where there is none."""

    text: str
    label: str = ""
    url: str = ""


def next_step(state: UnitState) -> NextStep:
    """Return what to do next for a unit."""
    code = state.unit.code
    if state.state == State.PAIR:
        return _for_a_pair(state)
    if state.state == State.NOT_READY and state.lacks:
        return NextStep(str(_LACKS[state.lacks[0]]), _("Lihat unit"), page(_UNIT, code))
    if state.state in _EMPTY and (Lack.MOVED in state.lacks or state.ended):
        return NextStep(_vacant(state), _("Usulkan pengganti"), page(_DECREE, code))
    if state.draft and state.state != State.WAITING:
        return NextStep(
            _("Draf SK sedang ditulis."), _("Lanjutkan draf"), page("network:decree_list", code)
        )
    text, label, name = _STEPS[state.state]
    return NextStep(str(text), str(label), page(name, code))


def _for_a_pair(state: UnitState) -> NextStep:
    today = timezone.localdate()
    if state.ends and state.ends <= today + ENDS_SOON:
        text = _("SK berakhir %(day)s. Siapkan yang baru.") % {"day": short_day(state.ends)}
        return NextStep(text, _("Perbarui SK"), page(_DECREE, state.unit.code))
    return NextStep(_("Pasangan ini siap. Tidak ada yang perlu dilakukan."))


def _vacant(state: UnitState) -> str:
    if Lack.MOVED in state.lacks:
        return _("Fokal point pindah tugas. Tunjuk penggantinya.")
    return _("Kosong sejak %(day)s. Tunjuk penggantinya.") % {"day": short_day(state.ended)}


def page(name: str, code: str) -> str:
    """Return the address of a page about a unit; nothing where the installation has none."""
    if name == _UNIT:
        return reverse(name, args=[code])
    address = page_of(name)
    return f"{address}?{urlencode({'unit': code})}" if address else ""


def page_of(name: str) -> str:
    """Return the address of a page; nothing where the installation has none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
