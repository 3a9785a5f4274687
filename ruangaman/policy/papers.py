"""What stands on printed papers of policy, in the language that is active."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ruangaman.core.pack_content import said
from ruangaman.core.templatetags.dates import day
from ruangaman.documents.qr import qr_svg
from ruangaman.network.models import Unit
from ruangaman.policy.models import Content
from ruangaman.policy.pledge_links import LINKS

BLANK = 6
"""Lines of a sheet to sign for whoever is not on the list yet."""


def pledge_sheet(unit: Unit, secret: str, content: Content) -> dict[str, Any]:
    """Return the data of ``induction_sheet.typ``: what hangs in a unit, with its code to scan."""
    address = LINKS.address(secret)
    return {
        "lang": get_language() or settings.LANGUAGE_CODE,
        "publisher": "Ruang Aman",
        "title": str(said(content.body, "title")),
        "lead": _(
            "Untuk semua yang bekerja di sini: pegawai, honorer, peserta magang, penyedia, satpam, "
            "petugas kebersihan."
        ),
        "steps": [
            _("Pindai kode ini, atau ketik alamatnya."),
            _("Baca ringkasannya, sekitar %(minutes)s menit.")
            % {"minutes": content.body["minutes"]},
            _("Jawab tiga pertanyaan, lalu nyatakan bahwa Anda sudah tahu."),
        ],
        "private": _("Tanpa akun. Nama Anda hanya dibaca kepala unit dan fokal point unit ini."),
        "qr": qr_svg(address),
        "qr_alt": _("Kode untuk dipindai: %(address)s") % {"address": address},
        "address": address.partition("://")[2],
        "unit": unit.name,
        "foot": _("Butuh bantuan? Fokal point mana pun, UPTD PPA, atau SAPA 129 (24 jam)."),
    }


def signing_sheet(
    unit: Unit, content: Content, people: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    """Return the data of ``training_attendance.typ``: who has not signed, with a place to sign."""
    return {
        "lang": get_language() or settings.LANGUAGE_CODE,
        "publisher": unit.name,
        "title": _("Pernyataan"),
        "event": str(said(content.body, "title")),
        "place": unit.name,
        "sheets": [[day(timezone.localdate()), [_("Saya sudah membaca dan menyatakan ini")]]],
        "names": {
            "number": _("No."),
            "name": _("Nama"),
            "unit": _("Kelompok"),
            "sign": _("Tanda tangan dan hari"),
            "trainer": _("Fokal point"),
        },
        "people": [list(one) for one in people],
        "blank": BLANK,
        "walk_ins": str(said(content.body, "acknowledgement")),
        "opt_out": _("Ringkasannya terpasang di unit, atau minta kepada fokal point."),
    }
