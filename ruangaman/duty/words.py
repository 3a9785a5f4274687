"""The two texts that are ever sent. Neither says what for; each has one length in a language.

Whoever holds the phone, the provider of mail or SMS, and anybody who looks at the screen read
them, so nothing of a report can stand in them: they are made of a kind, a language, a code.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from ruangaman.duty.models import MonthlyTest, Notice
from ruangaman.lib.sealing import derive

CODE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and text."""

    subject: str
    text: str


def task_words(language: str) -> Words:
    """Return the notice: the same at every hour, whether something came or not."""
    with translation.override(language):
        return Words(
            _("Ada tugas baru"), _("Ada tugas baru. Silakan masuk ke halaman kerja Anda hari ini.")
        )


def monthly_words(language: str, code: str) -> Words:
    """Return the test message: its receiver opens the page, or types the code there."""
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    link = f"{settings.STAFF_ADDRESS.rstrip('/')}{prefix}/uji/{code}/"
    with translation.override(language):
        text = _(
            "Pesan uji bulanan. Masuk ke halaman kerja Anda dan ketik kode %(code)s, "
            "atau buka %(link)s"
        )
        return Words(_("Pesan uji"), text % {"code": code, "link": link})


def monthly_code(test: MonthlyTest, channel: str) -> str:
    """Return the six digits by which the receiver shows that this channel reached her.

    Nothing is stored: they come from the server's secret. They let nobody in.
    """
    key = derive(settings.SEAL_SECRET, "ruangaman test message 1")
    digest = hmac.digest(key, test.pk.bytes + channel.encode(), "sha256")
    return f"{int.from_bytes(digest[:8], 'big') % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def words_for(kind: str, language: str, code: str) -> Words:
    """Return the text of a kind of notice."""
    return monthly_words(language, code) if kind == Notice.Kind.TEST else task_words(language)
