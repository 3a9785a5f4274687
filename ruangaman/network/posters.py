"""What stands on posters and pocket cards, in the language that is active.

Every unit's poster has the same code to scan: whoever sees where somebody scanned learns nothing
from the address. Dos and don'ts follow the generic terms of reference of focal points (domain
reference 1.8: IASC and network terms of reference) and the Pocket Guide (look, listen, link).
"""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import shorten
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from ruangaman.documents.pdf import pdf_render
from ruangaman.documents.qr import qr_svg
from ruangaman.network.selectors.readiness import Standing

SIZES = ("A4", "A5")
MOST_CONTACTS = 3
"""Contacts that fit on a poster; further ones are found at the address."""

LONGEST_LINE = 90
NUMBER = "129"


def poster_pdf(*, size: str, unit_name: str = "", contacts: Iterable[Standing] = ()) -> bytes:
    """Return a poster of ``SIZES`` in the active language.

    ``unit_name`` stands small at the foot. ``contacts`` are shown as each of them agreed.
    """
    return pdf_render("poster", _shared() | _poster(size, unit_name, contacts))


def card_pdf() -> bytes:
    """Return the pocket card of a focal point in the active language: A6, two sides."""
    return pdf_render("card", _shared() | _card())


def contact(standing: Standing) -> dict[str, str]:
    """Return who can be told and how: the name only if she agreed, else the position."""
    person, appointment = standing.appointment.person, standing.appointment
    who = person.name if person.name_public else appointment.position
    place = ", ".join(filter(None, [appointment.site, appointment.shift]))
    how = " · ".join(filter(None, [person.office_phone, person.hours, place]))
    return {"who": _short(who or gettext("Fokal point")), "how": _short(how)}


def _short(text: str) -> str:
    return shorten(text, LONGEST_LINE, placeholder=" …")


def _shared() -> dict[str, Any]:
    address = settings.PUBLIC_ADDRESS.rstrip("/")
    return {
        "lang": get_language() or settings.LANGUAGE_CODE,
        "publisher": _("Layanan Informasi"),
        "address": address.partition("://")[2],
        "qr": qr_svg(f"{address}/"),
        "qr_alt": _("Kode untuk dipindai: %(address)s") % {"address": address},
        "number": NUMBER,
    }


def _poster(size: str, unit_name: str, contacts: Iterable[Standing]) -> dict[str, Any]:
    reachable = [contact(one) for one in contacts if one.appointment.person.office_phone]
    foot = _("Gratis dan rahasia. Anda yang menentukan langkah berikutnya.")
    return {
        "size": size,
        "title": _("Anda berhak aman di sini"),
        "headline": _("Anda berhak aman di sini."),
        "lead": _(
            "Pelecehan dan kekerasan seksual tidak boleh terjadi: tidak di tempat kerja, tidak saat"
            " Anda mengurus layanan. Bila terjadi, itu bukan salah Anda."
        ),
        "rights_title": _("Hak Anda"),
        "rights": [
            _("Bertanya dulu. Bertanya bukan melapor."),
            _("Tanpa nama. Anda yang memilih siapa yang boleh tahu."),
            _("Didampingi, dan boleh berhenti kapan saja."),
        ],
        "scan_title": _("Cari tahu, bertanya, atau melapor"),
        "scan_text": _(
            "Pakai HP sendiri dan paket data sendiri, bukan WiFi atau komputer kantor."
            " Boleh nanti, di tempat yang aman."
        ),
        "contacts": reachable[:MOST_CONTACTS],
        "contacts_title": _("Fokal point kantor ini"),
        "number_text": _("Telepon SAPA, 24 jam. Bila Anda dalam bahaya, telepon sekarang."),
        "foot": f"{unit_name} · {foot}" if unit_name else foot,
    }


def _card() -> dict[str, Any]:
    return {
        "title": _("Kartu saku fokal point"),
        "do_title": _("Lakukan"),
        "do": [
            _("Cari tempat yang aman dan tenang. Dengarkan. Percayai."),
            _("Jelaskan dulu siapa yang wajib melapor, sebelum ia bercerita."),
            _("Tanya hanya: aman sekarang? perlu dokter? anak? mau apa? bisa dihubungi lewat apa?"),
            _("Ke dokter secepatnya, sebaiknya dalam 72 jam. Lewat dari itu tetap boleh."),
            _("Beri tahu layanan yang ada. Tawarkan menemani. Ia yang memilih."),
            _("Catat sesedikit mungkin, serahkan, lalu kunci."),
            _("Anak: hubungi UPTD PPA hari itu juga."),
            _("Kenal orang-orangnya? Serahkan kepada pengganti atau UPTD PPA."),
        ],
        "say_title": _("Yang dapat Anda katakan:"),
        "say": [
            _("“Terima kasih sudah bercerita. Ini bukan salah Anda.”"),
            _("“Anda yang menentukan langkah berikutnya.”"),
        ],
        "dont_title": _("Jangan"),
        "dont": [
            _("Menyelidiki, bertanya “kenapa”, atau meminta cerita diulang."),
            _("Menjanjikan rahasia mutlak atau hasil."),
            _("Menghubungi terduga pelaku, atasan, keluarga, atau media."),
            _("Mendamaikan, membawa ke adat, atau meminta ia memaafkan atau pindah."),
            _("Menyimpan foto, tangkapan layar, atau catatan di HP sendiri."),
            _("Memberi tahu kepala unit siapa yang datang. Cukup angka kegiatan."),
            _("Mencari-cari penyintas. Tunggu sampai ia datang."),
            _("Menangani sendiri. Anda menghubungkan; Anda juga boleh minta bantuan."),
        ],
        "asked_title": _("Bila ada yang bertanya tentang laporan:"),
        "asked": _("“Maaf, saya tidak boleh menjawab ada atau tidaknya laporan.”"),
        "number_text": _("SAPA, 24 jam"),
    }
