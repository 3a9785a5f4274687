"""What stands on printed papers of training, in the language that is active."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ruangaman.core.pack_content import said
from ruangaman.core.templatetags.dates import day
from ruangaman.documents.qr import qr_svg
from ruangaman.network.models import Unit
from ruangaman.training.induction_links import link_address
from ruangaman.training.models import Content, Event, Session
from ruangaman.training.selectors.participants import ParticipantRow
from ruangaman.training.templatetags.training import clock, event_title, opt_out

DOOR = "pelatihan/ikut/"
"""Where a participant without an account types the own code."""


def invitation_letters(event: Event, rows: Iterable[ParticipantRow]) -> dict[str, Any]:
    """Return the data of ``training_invitation.typ``: one page for each participant."""
    until = "" if event.first == event.last else f" – {day(event.last)}"
    lines = [
        (_("Kapan"), f"{day(event.first)}{until}"),
        (_("Tempat"), event.venue or "–"),
        (_("Penyelenggara"), event.organiser or "–"),
    ]
    support = ""
    if event.support_name:
        support = _("Orang pendukung: %(name)s. %(way)s") % {
            "name": event.support_name,
            "way": event.support_way,
        }
    return {
        "lang": get_language() or settings.LANGUAGE_CODE,
        "publisher": event.organiser or "Ruang Aman",
        "title": _("Undangan pelatihan"),
        "event": event_title(event),
        "lines": [list(one) for one in lines],
        "opt_out": opt_out(event),
        "support": support,
        "code_title": _("Kode peserta Anda"),
        "code_words": _(
            "Dengan kode ini Anda mengisi kehadiran, tes, dan evaluasi tanpa akun. "
            "Kode ini hanya untuk Anda; bawalah surat ini."
        ),
        "address": f"{settings.STAFF_ADDRESS.rstrip('/')}/{DOOR}",
        "people": [[row.name, row.unit, row.code] for row in rows],
    }


WALK_INS = 10
"""Blank lines at the end of a sheet."""
SIGNATURES = 5
"""Columns to sign on one sheet; more sessions make another."""


def attendance_sheet(
    event: Event, sessions: Sequence[Session], rows: Iterable[ParticipantRow]
) -> dict[str, Any]:
    """Return the data of ``training_attendance.typ``: a sheet for each day, at most five columns.

    Lines have the numbers of the page on which they are typed in.
    """
    days: dict[str, list[Session]] = {}
    for one in sessions:
        days.setdefault(day(one.starts_at), []).append(one)
    sheets = [
        [when, [_column(one) for one in found[start : start + SIGNATURES]]]
        for when, found in days.items()
        for start in range(0, len(found), SIGNATURES)
    ]
    return {
        "lang": get_language() or settings.LANGUAGE_CODE,
        "publisher": event.organiser or "Ruang Aman",
        "title": _("Daftar hadir"),
        "event": event_title(event),
        "place": event.venue,
        "sheets": sheets,
        "names": {
            "number": _("No."),
            "name": _("Nama"),
            "unit": _("Unit"),
            "sign": _("Tanda tangan"),
            "trainer": _("Tanda tangan pelatih"),
        },
        "people": [[row.name, row.unit] for row in rows],
        "blank": WALK_INS,
        "walk_ins": _(
            "Belum ada di daftar? Tulis nama dan unit di baris kosong. Koordinator menambahkannya."
        ),
        "opt_out": opt_out(event),
    }


def _column(session: Session) -> str:
    return f"{clock(session.starts_at)} {session.title}"


def induction_sheet(unit: Unit, secret: str, content: Content) -> dict[str, Any]:
    """Return the data of ``induction_sheet.typ``: what hangs in a unit, with its code to scan."""
    address = link_address(secret)
    return {
        "lang": get_language() or settings.LANGUAGE_CODE,
        "publisher": "Ruang Aman",
        "title": str(said(content.body, "title")),
        "lead": _(
            "Untuk semua yang bekerja di sini: pegawai, PPPK, peserta magang, satpam, "
            "petugas kebersihan."
        ),
        "steps": [
            _("Pindai kode ini, atau ketik alamatnya."),
            _("Baca di HP sendiri, sekitar %(minutes)s menit. Boleh berhenti dan melanjutkan.")
            % {"minutes": content.body["minutes"]},
            _("Jawab sepuluh pertanyaan dan nyatakan bahwa Anda sudah membaca."),
        ],
        "private": _("Tanpa akun dan tanpa nama. Yang dihitung hanya jumlah orang per unit."),
        "qr": qr_svg(address),
        "qr_alt": _("Kode untuk dipindai: %(address)s") % {"address": address},
        "address": address.partition("://")[2],
        "unit": unit.name,
        "foot": _("Butuh bantuan? Fokal point mana pun, UPTD PPA, atau SAPA 129 (24 jam)."),
    }
