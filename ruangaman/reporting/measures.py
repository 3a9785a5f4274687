"""Interim measures at work (tindakan sementara): what is proposed, her yes, and what became of it.

A measure is for the person concerned, not for the survivor, unless she asks. Nothing of it begins
before her own code signed a yes to the very words that stand in it: whoever learns of it at work
must act on it (PP 94/2021, domain 1.9). ISO 37002:2021, 8.4.2.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.reporting.records import Record, records_of
from ruangaman.reporting.selectors.parts import ReadItem

ABOUT = "measure"
KINDS: tuple[tuple[str, Any], ...] = (
    ("tanpa_kontak", _("Tidak boleh menghubungi atau mendekati")),
    ("jadwal", _("Jadwal kerja diubah")),
    ("ruang", _("Ruang atau lokasi kerja diubah")),
    ("cuti", _("Cuti atau dibebaskan dari tugas sementara")),
    ("atasan", _("Atasan atau penilai diganti sementara")),
    ("lain", _("Tindakan lain")),
)
FOR_OTHER, FOR_HER = "orang_itu", "penyintas"
FOR_WHOM: tuple[tuple[str, Any], ...] = (
    (FOR_OTHER, _("Orang yang dilaporkan")),
    (FOR_HER, _("Penyintas, karena ia sendiri yang meminta")),
)
WHO_KNOWS: tuple[tuple[str, Any], ...] = (
    ("atasan", _("Atasan langsung orang itu")),
    ("kepala_unit", _("Kepala kantor")),
    ("bkd", _("BKD (kepegawaian)")),
    ("jadwal", _("Pengatur jadwal atau ruang (tanpa alasannya)")),
)
ENDINGS: tuple[tuple[str, Any], ...] = (
    ("tidak_perlu", _("Tidak diperlukan lagi")),
    ("dicabut", _("Pelapor mencabut izinnya")),
    ("diganti", _("Diganti tindakan lain")),
    ("ditolak", _("Kantor tidak menjalankannya")),
)
ENDINGS_TO_HER = {**dict(ENDINGS), "dicabut": _("Anda mencabut izin")}
TERMS = ("jenis", "untuk", "isi", "tahu")
"""What she reads before her yes, and what the yes is bound to."""

YES, TO, ASKED_BY_HER = "setuju", "atas", "meminta"
"""Hers: True or False; the digest of what she read; that a measure for herself is her own wish."""

STARTED, REVIEW, ENDED, WHY_ENDED = "mulai", "tinjau", "berakhir", "sebab_akhir"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as it stands.

    ``state``: ``asked``, ``refused``, ``agreed`` (may begin), ``running``, ``stop`` (running, and
    she took her yes back), ``ended``. ``digest`` names the words that her yes is bound to.
    """

    thing: uuid.UUID
    state: str
    kind: str
    for_her: bool
    text: str
    knows: tuple[str, ...]
    digest: str
    started_on: dt.date | None
    review_on: dt.date | None
    ended_on: dt.date | None
    why_ended: str

    @property
    def due(self) -> dt.date | None:
        """The day by which somebody must act: a review, and at once for what must stop."""
        if self.state == "stop":
            return timezone.localdate()
        return self.review_on if self.state == "running" else None


def measures_of(needs: Iterable[ReadItem]) -> list[Measure]:
    """Return the measures among the opened needs, in the order they were proposed."""
    return [_measure(one) for one in records_of(needs, ABOUT) if one.first.author == "staff"]


def measure_of(needs: Sequence[ReadItem], thing: uuid.UUID) -> Measure | None:
    """Return one measure, or None."""
    return next((one for one in measures_of(needs) if one.thing == thing), None)


def terms_digest(terms: Mapping[str, Any]) -> str:
    """Return what stands for the words of a measure: another word, another digest."""
    text = json.dumps([terms.get(name) for name in TERMS], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _measure(record: Record) -> Measure:
    said = record.theirs
    digest = terms_digest(said)
    return Measure(
        thing=record.thing,
        state=_state(record, digest),
        kind=str(said.get("jenis", "")),
        for_her=said.get("untuk") == FOR_HER,
        text=str(said.get("isi", "")),
        knows=tuple(str(one) for one in said.get("tahu", ())),
        digest=digest,
        started_on=_day(said.get(STARTED)),
        review_on=_day(said.get(REVIEW)),
        ended_on=_day(said.get(ENDED)),
        why_ended=str(said.get(WHY_ENDED, "")),
    )


def _state(record: Record, digest: str) -> str:
    """Her yes counts for the words she read alone, and for herself only as her own wish."""
    said, hers = record.theirs, record.hers
    if said.get(ENDED):
        return "ended"
    agreed = hers.get(YES) is True and hers.get(TO) == digest
    if said.get("untuk") == FOR_HER:
        agreed = agreed and hers.get(ASKED_BY_HER) is True
    if said.get(STARTED):
        return "running" if agreed else "stop"
    if agreed:
        return "agreed"
    return "refused" if hers.get(YES) is False and hers.get(TO) == digest else "asked"


def _day(text: object) -> dt.date | None:
    return dt.date.fromisoformat(text) if isinstance(text, str) and text else None
