"""An opened case in plain words. Lives for one response; nothing of it is kept."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.lib.boxes import PARTS
from ruangaman.reporting.answers import UNSURE
from ruangaman.reporting.attached import files_in
from ruangaman.reporting.file_words import file_rows
from ruangaman.reporting.labels import (
    PART_NAMES,
    label,
    reason_words,
)
from ruangaman.reporting.selectors.conflicts import STEPPED
from ruangaman.reporting.selectors.parts import ReadItem
from ruangaman.reporting.selectors.purpose import Purpose, purpose_of

Opened = Mapping[str, Sequence[ReadItem]]

LABELS: Mapping[str, Any] = {
    "aman": gettext_lazy("Aman sekarang?"),
    "tentang": gettext_lazy("Tentang"),
    "di_sini": gettext_lazy("Di sini sebagai"),
    "tahu": gettext_lazy("Ia tahu hal ini ditulis?"),
    "kapan": gettext_lazy("Terakhir terjadi"),
    "butuh": gettext_lazy("Yang dibutuhkan"),
    "dewasa": gettext_lazy("Orang dewasa yang aman"),
    "balas": gettext_lazy("Cara menjawab"),
    "lewat": gettext_lazy("Cara mengirim"),
    "apa": gettext_lazy("Yang terjadi"),
    "di_mana": gettext_lazy("Di mana"),
    "posisi": gettext_lazy("Orang itu bagi pelapor"),
    "nomor": gettext_lazy("Nomor"),
    "jam": gettext_lazy("Jam yang aman"),
}
_ABOUT: Mapping[str, Any] = {
    "saya": gettext_lazy("Pelapor sendiri, 18 tahun ke atas"),
    "saya_anak": gettext_lazy("Pelapor sendiri, di bawah 18 tahun"),
    "lain": gettext_lazy("Orang dewasa lain"),
    "anak_lain": gettext_lazy("Anak lain, di bawah 18 tahun"),
    "saya_ragu": gettext_lazy("Pelapor sendiri, umur tidak diketahui: perlakukan sebagai anak"),
    "ragu_lain": gettext_lazy("Orang lain, umur tidak diketahui: perlakukan sebagai anak"),
}
_EVENTS: Mapping[str, Any] = {
    "question": gettext_lazy("pertanyaan"),
    "closing": gettext_lazy("kasus ditutup"),
    "reopened": gettext_lazy("kasus dibuka kembali"),
    "moved": gettext_lazy("keadaan kasus"),
    "turned": gettext_lazy("pertanyaan menjadi laporan"),
    "decision": gettext_lazy("keputusan tentang pembaca lain"),
    "withdrawn": gettext_lazy("laporan ditarik"),
    "handover": gettext_lazy("kasus diserahkan"),
    "refusal": gettext_lazy("keputusan tentang permintaan petugas"),
    "agreed": gettext_lazy("keputusan tentang permintaan petugas"),
    "deletion": gettext_lazy("permintaan menghapus"),
    "checkin": gettext_lazy("kabar sesudah menulis"),
    "feedback": gettext_lazy("pertanyaan penutup"),
}
_DECIDED: Mapping[str, Any] = {
    "handover": gettext_lazy("Pelapor menyerahkan pendampingan kepada: %(who)s."),
    "refusal": gettext_lazy("Pelapor tidak menyetujui permintaan petugas. %(who)s"),
    "agreed": gettext_lazy("Pelapor menyetujui permintaan petugas."),
}
_SAYINGS: Mapping[str, Any] = {
    "turned": gettext_lazy("Pelapor mengubah pertanyaannya menjadi laporan."),
    "checkin": gettext_lazy("Pelapor menjawab pertanyaan berkala."),
    "feedback": gettext_lazy("Pelapor menjawab. Jawabannya bukan untuk dibaca di sini."),
    "deletion": gettext_lazy(
        "Pelapor meminta supaya laporannya dihapus. Lihat halaman Penghapusan."
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """An answer: what was asked, in the desk's words, and what was answered."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message or an event; ``readable`` is False when its seal or signature does not fit."""

    author: str
    at: dt.datetime | None
    text: str
    own: bool
    readable: bool = True
    files: tuple[Mapping[str, Any], ...] = ()


@dataclass(slots=True)
class Content:
    """What was opened; a part that was not opened is None."""

    purpose: Purpose = field(default_factory=lambda: purpose_of(()))
    unsafe: bool = False
    conflicts: list[str] = field(default_factory=list)
    positions: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    adults: str = ""
    needs: list[Line] | None = None
    account: list[Line] | None = None
    story: str = ""
    identity: list[Line] | None = None
    bubbles: list[Bubble] | None = None
    damaged: bool = False

    @property
    def conflict_names(self) -> str:
        """Where the person concerned works, as she said."""
        return label("konflik", self.conflicts)

    @property
    def is_question(self) -> bool:
        """Whether she only asks: nobody but she may turn it into a report."""
        return self.purpose.is_question

    @property
    def is_alert(self) -> bool:
        """Whether a witness writes about an adult: there is no case of the survivor's."""
        return self.purpose.is_alert

    @property
    def is_child(self) -> bool:
        """Whether it is about a person under 18."""
        return self.purpose.is_child

    @property
    def age_unknown(self) -> bool:
        """Whether it goes a child's way because nobody knows the age."""
        return self.purpose.about in UNSURE

    @property
    def is_other_person(self) -> bool:
        """Whether someone else than the survivor writes."""
        return self.purpose.is_other_person


def content(opened: Opened, *, reader: uuid.UUID) -> Content:
    """Put opened items into words; ``reader`` is the key of who reads."""
    shown = Content()
    _needs(shown, opened.get("needs"))
    if "account" in opened:
        shown.account, shown.story = _account(opened["account"])
    if "identity" in opened:
        shown.identity = _lines(_answers(opened["identity"], "identity"), ("nomor", "jam"))
    if "messages" in opened:
        told = [item for item in opened["messages"] if item.kind != "start"]
        shown.bubbles = [_bubble(item, reader) for item in told]
    others = [item for part, items in opened.items() if part != "messages" for item in items]
    shown.damaged = any(item.author == "unreadable" for item in others)
    return shown


def marks(allowed: Sequence[str]) -> list[tuple[str, bool]]:
    """Return each part's name and whether this reader may open it."""
    return [(str(PART_NAMES[part]), part in allowed) for part in PARTS]


def _needs(shown: Content, items: Sequence[ReadItem] | None) -> None:
    if items is None:
        return
    purpose = purpose_of(items)
    answers = purpose.answers
    shown.purpose = purpose
    shown.unsafe = answers.get("aman") == "tidak"
    declared = [one for one in items if one.kind in ("needs", "conflict")]
    hers = [one.body for one in declared if one.author == "reporter"]
    shown.conflicts = [str(one) for one in (hers[-1] if hers else {}).get("conflicts", ())]
    shown.positions = [str(body["words"]) for body in hers if body.get("words")]
    shown.asides = [str(one.body.get("role", "")) for one in items if one.kind == STEPPED]
    shown.adults = str(answers.get("dewasa", ""))
    shown.needs = _lines(answers, tuple(LABELS))


def _account(items: Sequence[ReadItem]) -> tuple[list[Line], str]:
    answers = _answers(items, "account")
    return _lines(answers, ("apa", "di_mana", "posisi")), str(answers.get("cerita", ""))


def _answers(items: Sequence[ReadItem], kind: str) -> Mapping[str, Any]:
    return next((item.body.get("answers", {}) for item in items if item.kind == kind), {})


def _lines(answers: Mapping[str, Any], names: Sequence[str]) -> list[Line]:
    return [
        Line(str(LABELS[name]), answer_words(name, answers[name]))
        for name in names
        if answers.get(name)
    ]


def answer_words(name: str, value: object) -> str:
    """Return an answer in the desk's words; empty for none."""
    if not value:
        return ""
    return str(_ABOUT.get(str(value), value) if name == "tentang" else label(name, value))


def _bubble(item: ReadItem, reader: uuid.UUID) -> Bubble:
    if item.author == "unreadable":
        text = _("Pesan ini tidak dapat dibaca: segel atau tanda tangannya tidak cocok.")
        return Bubble(_("Tidak dikenal"), item.at, text, own=False, readable=False)
    own = item.author == "staff"
    author = _("Pelapor")
    if own:
        author = _("Anda") if item.author_id == reader else str(item.body.get("role", ""))
    event = _EVENTS.get(item.kind)
    files = tuple(file_rows(files_in(item.body)))
    title = f"{author} · {event}" if event else author
    return Bubble(title, item.at, _text(item), own=own, files=files)


def _text(item: ReadItem) -> str:
    body = item.body
    if reason := reason_words(item.kind, body):
        return f"{reason}\n{body.get('text', '')}".strip()
    if item.kind == "decision":
        parts = ", ".join(str(PART_NAMES.get(part, part)) for part in body.get("parts", ()))
        answer = _("Ya: %(who)s boleh membaca %(parts)s.")
        if not body.get("yes"):
            answer = _("Tidak: %(who)s tidak membaca %(parts)s.")
        return answer % {"who": body.get("who", ""), "parts": parts}
    if item.kind in _DECIDED and item.author == "reporter":
        return str(_DECIDED[item.kind]) % {"who": body.get("who", "")}
    return str(_SAYINGS.get(item.kind) or body.get("text", ""))
