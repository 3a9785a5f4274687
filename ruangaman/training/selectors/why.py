"""Why somebody gets no certificate, in words with the figure.

Results are private to the person and the trainers: the coordinator reads that a test or a role-play
was not passed, and the person reads by how much.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from ruangaman.core.templatetags.dates import day as day_shown


class Why(StrEnum):
    """The one rule that was not met."""

    CANCELLED = "cancelled"
    NOT_OVER = "not_over"
    NO_COURSE = "no_course"
    RULE = "rule"
    OWN = "own"
    NO_SESSIONS = "no_sessions"
    ATTENDANCE = "attendance"
    NO_TEST = "no_test"
    NOT_SAT = "not_sat"
    TEST_UNREVIEWED = "test_unreviewed"
    SCORE = "score"
    MUST = "must_items"
    NO_ROLE_PLAY = "no_role_play"
    ROLE_PLAY = "role_play"
    CHECKLIST_UNREVIEWED = "checklist_unreviewed"
    STUDY = "study"
    NO_EARLIER = "no_earlier"
    GAP = "gap"
    GAP_SERVED = "gap_served"
    BASIC_FIRST = "basic_first"
    OVER = "over"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Refusal:
    """A rule that was not met, and its figures."""

    why: Why
    figures: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the sentence for the coordinator, in the language of the page."""
        return self._said(_sentences() | _guarded())

    @property
    def told(self) -> str:
        """Return the sentence for the person herself, with the figures of her results."""
        return self._said(_sentences())

    def _said(self, sentences: Mapping[Why, str]) -> str:
        shown = {name: _shown(value) for name, value in self.figures.items()}
        return sentences[self.why] % shown


def _shown(value: Any) -> Any:
    if isinstance(value, dt.date):
        return day_shown(value)
    if isinstance(value, tuple):
        return ", ".join(subject_label(one) for one in value)
    return value


def subject_label(key: str) -> str:
    """Return what a must-pass subject is called."""
    names = {
        "confidentiality": _("kerahasiaan"),
        "no-investigation": _("tidak menyelidiki"),
        "child": _("anak"),
        "consent": _("persetujuan"),
    }
    return names.get(key, key)


def _guarded() -> dict[Why, str]:
    return {
        Why.SCORE: _("Tes akhir belum lulus; perlu %(least)s persen."),
        Why.MUST: _("Tes akhir belum lulus: semua soal wajib harus benar."),
        Why.ROLE_PLAY: _("Bermain peran belum lulus."),
    }


def _sentences() -> dict[Why, str]:
    return {
        Why.CANCELLED: _("Acara ini dibatalkan."),
        Why.NOT_OVER: _("Acara belum selesai: hari terakhirnya %(last)s."),
        Why.NO_COURSE: _("Acara ini tidak memberi sertifikat."),
        Why.RULE: _("Paket data tidak punya aturan %(key)s."),
        Why.OWN: _("Sertifikat Anda sendiri diterbitkan koordinator lain."),
        Why.NO_SESSIONS: _("Acara ini belum punya sesi dengan jam pelajaran (JP)."),
        Why.ATTENDANCE: _(
            "Hadir %(jp)s dari %(total)s JP (%(percent)s persen); perlu %(least)s persen."
        ),
        Why.NO_TEST: _("Acara ini tidak punya tes akhir."),
        Why.NOT_SAT: _("Belum menyelesaikan tes akhir."),
        Why.TEST_UNREVIEWED: _(
            "Soal tes akhir belum ditelaah ahli, jadi hasilnya tidak menentukan sertifikat."
        ),
        Why.SCORE: _(
            "Tes akhir: %(right)s dari %(total)s benar (%(percent)s persen);"
            " perlu %(least)s persen."
        ),
        Why.MUST: _("Soal wajib belum benar: %(subjects)s."),
        Why.NO_ROLE_PLAY: _("Belum bermain peran yang diamati dengan lembar pengamatan."),
        Why.ROLE_PLAY: _(
            "Bermain peran belum lulus: %(shown)s perilaku tampak, %(errors)s kesalahan berat."
        ),
        Why.CHECKLIST_UNREVIEWED: _(
            "Lembar pengamatan atau percakapannya belum ditelaah ahli, jadi bermain peran ini tidak"
            " menentukan sertifikat."
        ),
        Why.STUDY: _("Belajar mandiri %(jp)s JP; perlu %(least)s JP."),
        Why.NO_EARLIER: _("Belum punya sertifikat yang dapat diperpanjang."),
        Why.GAP: _(
            "Belum pernah ditunjuk sebagai fokal point, dan sertifikat sebelumnya berakhir"
            " %(until)s, lebih dari %(months)s bulan sebelum acara: perlu sertifikasi ulang."
        ),
        Why.GAP_SERVED: _(
            "Dari %(since)s sampai %(until)s tidak bertugas sebagai fokal point dan tidak"
            " disertifikasi, lebih dari %(months)s bulan: perlu sertifikasi ulang."
        ),
        Why.BASIC_FIRST: _("Belum bersertifikat dasar."),
        Why.REVOKED: _("Sertifikatnya dari acara ini dicabut %(day)s."),
        Why.OVER: _("Masa berlakunya sudah lewat: sampai %(until)s."),
    }
