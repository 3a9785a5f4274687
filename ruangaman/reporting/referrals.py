"""Referrals (rujukan): what is proposed, what she signed, what became of it. No query here.

A referral is a record of the needs (``reporting.records``) about one service and one kind of
consent (GBVIMS practice: consents apart for security, psychosocial, health, safe house, legal,
protection, livelihoods, other). Only what her own code signed is a consent, and only what she
named there may be sent: a letter is made from her words, never from a worker's.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from ruangaman.reporting.labels import CHOICES
from ruangaman.reporting.records import Record, records_of
from ruangaman.reporting.selectors.parts import ReadItem

ABOUT, PART = "referral", "needs"
YES, NO, RECALL = "ya", "tidak", "cabut"
CHECKS = ("referral_check_1", "referral_check_2", "referral_check_3")

CONSENTS: Mapping[str, Any] = {
    "keamanan": _("Keamanan"),
    "kesehatan": _("Kesehatan"),
    "psikososial": _("Dukungan batin (psikososial)"),
    "rumah_aman": _("Tempat aman"),
    "hukum": _("Bantuan hukum"),
    "pelindungan": _("Pelindungan"),
    "penghidupan": _("Penghidupan dan pekerjaan"),
    "lain": _("Lainnya"),
}
Choices = tuple[tuple[str, Any], ...]
HELP: Choices = (
    ("periksa", _("Pemeriksaan dan pengobatan")),
    ("konseling", _("Konseling")),
    ("tempat", _("Tempat tinggal sementara")),
    ("nasihat", _("Nasihat hukum")),
    ("dampingi", _("Pendampingan ke polisi atau pengadilan")),
    ("lindungi", _("Pelindungan dari ancaman")),
    ("kerja", _("Bantuan kerja atau biaya hidup")),
    ("lain", _("Bantuan lain")),
)
FIRST: Choices = (
    ("datang", _("Ia datang sendiri dengan surat ini")),
    ("ditemani", _("Ia datang ditemani petugas kami")),
    ("petugas", _("Hubungi dulu petugas kami; petugas kami yang menyapanya")),
)
AGE: Choices = (("dewasa", _("18 tahun ke atas")), ("anak", _("Di bawah 18 tahun")))
EASE: Choices = (
    ("perempuan", _("Dilayani petugas perempuan")),
    ("laki", _("Dilayani petugas laki-laki")),
    ("isyarat", _("Juru bahasa isyarat")),
    ("kursi_roda", _("Jalan masuk untuk kursi roda")),
    ("bahasa", _("Penerjemah bahasa daerah")),
)
INFO: Mapping[str, tuple[Any, Choices]] = {
    "bantuan": (_("Bantuan yang dibutuhkan"), HELP),
    "cara": (_("Pertemuan pertama"), FIRST),
    "waktu": (_("Kapan terakhir terjadi"), CHOICES["kapan"][:-1]),
    "umur": (_("Umur"), AGE),
    "kemudahan": (_("Yang memudahkan"), EASE),
}
"""The kinds of information that may be sent, each a few codes; never a story, name or number."""

OUTCOMES: Mapping[str, Any] = {
    "accepted": _("Diterima layanan"),
    "started": _("Bantuan dimulai"),
    "completed": _("Bantuan selesai"),
    "refused": _("Ditolak layanan"),
    "no_capacity": _("Layanan penuh"),
}
REACHED: Mapping[str, Any] = {
    "sudah": _("Ya, sudah sampai"),
    "belum": _("Belum"),
    "tidak_jadi": _("Tidak jadi ke sana"),
}
HANDOVERS: Mapping[str, Any] = {
    "ditemani": _("Kami menemaninya ke sana"),
    "diperkenalkan": _("Kami memperkenalkannya lewat telepon, ia ikut mendengar"),
    "ditelepon": _("Kami menelepon layanan dengan izinnya"),
}


_NO_MORE = ("sudah", "tidak_jadi")
"""Answers after which she is not asked again."""


class State(models.TextChoices):
    """How far a referral is; the outcomes are the service's."""

    PROPOSED = "proposed", _("Menunggu jawaban penyintas")
    CONSENTED = "consented", _("Diizinkan, belum dikirim")
    SENT = "sent", _("Dikirim, menunggu layanan")
    ACCEPTED = "accepted", OUTCOMES["accepted"]
    STARTED = "started", OUTCOMES["started"]
    COMPLETED = "completed", OUTCOMES["completed"]
    REFUSED = "refused", OUTCOMES["refused"]
    NO_CAPACITY = "no_capacity", OUTCOMES["no_capacity"]
    DECLINED = "declined", _("Tidak dimaui penyintas")
    RECALLED = "recalled", _("Izin dicabut penyintas")
    CANCELLED = "cancelled", _("Usulan dibatalkan")


ENDED = frozenset(
    {
        State.COMPLETED,
        State.REFUSED,
        State.NO_CAPACITY,
        State.DECLINED,
        State.RECALLED,
        State.CANCELLED,
    }
)
_ALLOWED = frozenset(
    {State.CONSENTED, State.SENT, State.ACCEPTED, State.STARTED, State.REFUSED, State.NO_CAPACITY}
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A word of the service: through the code of a letter, else as a worker heard it."""

    outcome: str
    text: str
    at: dt.datetime
    through_letter: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A kind of information and its words."""

    key: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral as it stands.

    ``proposed`` is what a worker would send, ``sent`` what she signed that may be sent, both
    codes by kind of information. ``terms`` names exactly what was proposed. ``sent_at`` is when
    it was first sent or told; ``answer`` the newest word of the service.
    """

    record: Record
    state: State
    service: str
    name: str
    consent: str
    proposed: Mapping[str, Sequence[str]]
    sent: Mapping[str, Sequence[str]]
    terms: str
    sent_at: dt.datetime | None
    answer: Answer | None

    @property
    def thing(self) -> uuid.UUID:
        """Which referral it is."""
        return self.record.thing

    @property
    def allowed(self) -> bool:
        """Whether something may be sent or told now: she said yes and has not taken it back."""
        return self.state in _ALLOWED

    @property
    def consent_label(self) -> str:
        """The kind of consent in words."""
        return str(CONSENTS.get(self.consent, "–"))

    @property
    def must_tell(self) -> bool:
        """Whether the service still has to be told that she took her consent back."""
        told = self.record.theirs.get("told")
        return self.state == State.RECALLED and self.sent_at is not None and not told

    @property
    def reached(self) -> str:
        """Whether she reached the service: by her own word, else by what a worker heard."""
        return str(self.record.hers.get("reached") or self.record.theirs.get("reached") or "")


def referrals_of(
    items: Iterable[ReadItem], answers: Mapping[uuid.UUID, Sequence[Answer]] | None = None
) -> list[Referral]:
    """Return the referrals among the items of the needs; ``answers`` by letter."""
    return [referral_of(one, answers or {}) for one in records_of(items, ABOUT)]


def referral_of(record: Record, answers: Mapping[uuid.UUID, Sequence[Answer]]) -> Referral:
    """Return a record as a referral; a consent is read from what she signed alone."""
    hers, theirs = record.hers, record.theirs
    said = _answered(record, answers)
    sent_at = _first(record, ("letter", "handover"))
    return Referral(
        record=record,
        state=_state(hers.get("answer"), theirs, sent_at, said),
        service=str(hers.get("service") or theirs.get("service") or ""),
        name=str(hers.get("name") or theirs.get("name") or ""),
        consent=str(hers.get("consent") or theirs.get("consent") or ""),
        proposed=_codes(theirs.get("info")),
        sent=_codes(hers.get("sent")),
        terms=terms_of(theirs),
        sent_at=sent_at,
        answer=said,
    )


def terms_of(proposal: Mapping[str, Any]) -> str:
    """Return what stands for exactly this proposal: her yes to another one counts for nothing."""
    said = {name: proposal.get(name) for name in ("service", "name", "consent", "info")}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def lines_of(info: Mapping[str, Sequence[str]]) -> list[Line]:
    """Return kinds of information in words, in their order; unknown codes say nothing."""
    lines = []
    for key, (label, choices) in INFO.items():
        known = dict(choices)
        words = [str(known[code]) for code in info.get(key, ()) if code in known]
        if words:
            lines.append(Line(key, str(label), ", ".join(words)))
    return lines


def letters_of(record: Record) -> dict[uuid.UUID, str]:
    """Return the letters that workers signed for, with the digest of the key of each answer."""
    found: dict[uuid.UUID, str] = {}
    for item in record.history:
        letter = item.body["set"].get("letter")
        if item.author == "staff" and isinstance(letter, dict):
            found[uuid.UUID(str(letter["id"]))] = str(letter["key"])
    return found


def check_due(referral: Referral, days: Sequence[int], now: dt.datetime) -> bool:
    """Say whether to ask again if she reached the service, after each of ``days``."""
    if referral.sent_at is None or referral.state in ENDED or referral.reached in _NO_MORE:
        return False
    passed = [
        due for day in sorted(days) if (due := referral.sent_at + dt.timedelta(days=day)) <= now
    ]
    asked = _last(referral.record, "reached")
    return bool(passed) and (asked is None or asked < passed[-1])


def _state(
    answer: Any, theirs: Mapping[str, Any], sent_at: dt.datetime | None, said: Answer | None
) -> State:
    if answer == NO:
        return State.DECLINED
    if answer == RECALL:
        return State.RECALLED
    if answer != YES:
        return State.CANCELLED if theirs.get("cancelled") else State.PROPOSED
    if said is not None and said.outcome in OUTCOMES:
        return State(said.outcome)
    return State.SENT if sent_at else State.CONSENTED


def _answered(record: Record, answers: Mapping[uuid.UUID, Sequence[Answer]]) -> Answer | None:
    """Return the newest word about the service: through a letter, or as a worker heard it."""
    found = [one for letter in letters_of(record) for one in answers.get(letter, ())]
    for item in record.history:
        outcome = item.body["set"].get("outcome")
        if item.author == "staff" and outcome in OUTCOMES and item.at:
            found.append(Answer(outcome, "", item.at, through_letter=False))
    return sorted(found, key=lambda one: one.at)[-1] if found else None


def _first(record: Record, names: Sequence[str]) -> dt.datetime | None:
    """Return when a worker first wrote one of ``names``, after her yes."""
    yes = False
    for item in record.history:
        values = item.body["set"]
        yes = yes or (item.author == "reporter" and values.get("answer") == YES)
        if yes and item.author == "staff" and any(values.get(name) for name in names):
            return item.at
    return None


def _last(record: Record, name: str) -> dt.datetime | None:
    times = [item.at for item in record.history if item.at and name in item.body["set"]]
    return max(times, default=None)


def _codes(info: Any) -> Mapping[str, Sequence[str]]:
    if not isinstance(info, dict):
        return {}
    return {key: list(codes) for key, codes in info.items() if key in INFO and codes}
