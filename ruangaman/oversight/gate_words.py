"""Why a step of the gate cannot be taken now, and what happens next: a sentence for each state."""

from __future__ import annotations

from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.templatetags.dates import day
from ruangaman.oversight.models import Draft
from ruangaman.oversight.selectors.drafts import Standing
from ruangaman.people.models import User

State = Draft.State
GIVE, PROPOSE, DISCARD, RETURN, PUBLISH = "give", "propose", "discard", "return", "publish"
_OPEN = {
    GIVE: (State.HALVES, State.FAILED),
    PROPOSE: (State.READY,),
    DISCARD: (State.HALVES, State.FAILED, State.READY),
    RETURN: (State.PROPOSED,),
    PUBLISH: (State.PROPOSED,),
}
"""In which states of a draft a step is taken."""


class Closed(NamedTuple):
    """How the semester stands, and what whoever wanted this step can do."""

    why: str
    then: str


def closed(standing: Standing, step: str, user: User) -> Closed | None:
    """Return why this person cannot take a step now; None where she can."""
    draft = standing.draft
    if standing.release:
        return Closed(
            _("Semester ini sudah dirilis. Satu semester dirilis satu kali."),
            _("Tidak ada langkah lagi. Angkanya dapat dibaca di halaman semester ini."),
        )
    if draft is None:
        return None if step == GIVE and standing.may_open else _unopened(standing)
    if draft.state not in _OPEN[step]:
        return _stands(draft, step)
    if step == PUBLISH and draft.proposed_by == user:
        return Closed(
            _("Anda yang mengusulkan rilis ini."),
            _("Mintalah orang lain yang memimpin Dinas untuk membaca dan merilisnya."),
        )
    return None


def _unopened(standing: Standing) -> Closed:
    if timezone.localdate() < standing.opens_on:
        return Closed(
            _("Semester ini belum boleh dibuka: satuan kerja masih melengkapi catatan."),
            _("Datanglah lagi mulai %(when)s.") % {"when": day(standing.opens_on)},
        )
    return Closed(
        _("Semester ini belum dibuka, jadi belum ada angka."),
        _("Mintalah kedua pemegang kunci statistik memberi bagiannya."),
    )


def _stands(draft: Draft, step: str) -> Closed:
    if draft.state == State.HALVES:
        return Closed(
            _("Belum ada angka: belum kedua bagian kunci statistik diberikan."),
            _("Mintalah pemegang kunci yang belum memberi untuk memberi bagiannya."),
        )
    if draft.state == State.FAILED:
        return Closed(
            _("Belum ada angka: penghitungannya berhenti karena kesalahan."),
            _("Beri tahu administrator. Sesudah itu kedua pemegang kunci memberi bagiannya lagi."),
        )
    if draft.state == State.READY:
        return _ready(step)
    if draft.state == State.PROPOSED:
        return _proposed(draft, step)
    return Closed(
        _("Angkanya sedang dihitung."),
        _("Tunggu sampai selesai. Halaman semester ini memeriksanya sendiri."),
    )


def _ready(step: str) -> Closed:
    if step == GIVE:
        return Closed(
            _("Kedua bagian sudah dipakai dan angkanya sudah dihitung."),
            _("Sekarang koordinator membacanya dan mengusulkan rilisnya."),
        )
    return Closed(
        _("Angkanya sudah dihitung, tetapi belum diusulkan."),
        _("Mintalah koordinator membaca tabelnya dan mengusulkan rilisnya."),
    )


def _proposed(draft: Draft, step: str) -> Closed:
    said = {"name": draft.proposed_by.name if draft.proposed_by else "–"}
    why = _("Rilis ini sudah diusulkan oleh %(name)s dan menunggu kepala Dinas.") % said
    if step == DISCARD:
        return Closed(why, _("Mintalah kepala Dinas mengembalikannya. Sesudah itu dapat dibuang."))
    then = _("Sekarang kepala Dinas membaca tabelnya, lalu merilis atau mengembalikannya.")
    return Closed(why, then)
