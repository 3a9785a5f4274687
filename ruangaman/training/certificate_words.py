"""What a certificate says: as a signed credential (always Indonesian) and as a page to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from ruangaman.core.rules import rules_in_force, weak
from ruangaman.documents.pdf import pdf_render
from ruangaman.documents.qr import qr_svg
from ruangaman.lib.badges import Badge
from ruangaman.training.labels import band_shown, course_shown
from ruangaman.training.models import Certificate, Content
from ruangaman.training.selectors.content import contents

LANGUAGES = ("id", "en")


def public_site() -> str:
    """Return the beginning of all public addresses."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}/"


def public_address(certificate: Certificate) -> str:
    """Return the address of the page that says whether a certificate is valid."""
    return f"{public_site()}sertifikat/{certificate.pk}/"


def module_titles() -> dict[int, dict[str, str]]:
    """Return what each module is called now, by its number and language."""
    return {
        int(one.body["number"]): {
            name: str(one.body.get(f"title_{name}", "")) for name in LANGUAGES
        }
        for one in contents(Content.Kind.MODULE)
        if one.body.get("number")
    }


def badge_of(certificate: Certificate, titles: Mapping[int, Mapping[str, str]]) -> Badge:
    """Return what is signed of a certificate."""
    with translation.override("id"):
        return Badge(
            address=public_address(certificate),
            site=public_site(),
            number=certificate.number,
            name=certificate.name,
            course=certificate.course,
            title=course_shown(certificate.course),
            description=_sentence(certificate),
            criteria=_criteria(certificate),
            issuer=issuer_name(certificate),
            hours=_hours(certificate, titles, "id"),
            band=certificate.band,
            band_label=_("Rentang nilai tes akhir, dalam persen"),
            first=certificate.issued_on,
            last=certificate.valid_until,
            zone=timezone.get_default_timezone(),
        )


def issuer_name(certificate: Certificate) -> str:
    """Return who gives it: the organiser of the event, else the network."""
    organiser = certificate.event.organiser if certificate.event else ""
    return organiser or _("Jejaring fokal point PSEAH")


def certificate_pdf(
    certificate: Certificate, *, language: str, titles: Mapping[int, Mapping[str, str]]
) -> bytes:
    """Return the page to print, in a language of ``LANGUAGES``."""
    with translation.override(language):
        return pdf_render("certificate", _page(certificate, language, titles))


def _page(
    certificate: Certificate, language: str, titles: Mapping[int, Mapping[str, str]]
) -> dict[str, Any]:
    address = public_address(certificate)
    return {
        "lang": language,
        "title": _("Sertifikat"),
        "number": certificate.number,
        "number_label": _("Nomor"),
        "issuer": issuer_name(certificate),
        "given": _("diberikan kepada"),
        "name": certificate.name,
        "course": course_shown(certificate.course),
        "sentence": _sentence(certificate),
        "hours_title": _("Jam pelajaran"),
        "columns": [_("Modul"), _("JP")],
        "hours": _hours(certificate, titles, language),
        "total": _("Jumlah %(jp)s JP (1 JP = 45 menit)") % {"jp": certificate.jp},
        "band": band_shown(certificate.band),
        "issued_label": _("Diterbitkan"),
        "issued": _day(certificate.issued_on),
        "until_label": _("Berlaku sampai"),
        "until": _day(certificate.valid_until),
        "note": _note(),
        "qr": qr_svg(address),
        "qr_alt": _("Kode untuk dipindai: %(address)s") % {"address": address},
        "check_title": _("Periksa sertifikat ini"),
        "check_text": _(
            "Pindai kode ini. Halaman resmi mengatakan apakah sertifikat ini berlaku."
            " Cocokkan nomornya."
        ),
        "address": address.partition("://")[2],
    }


def _day(when: dt.date) -> str:
    return format_date(when, "j F Y")


def _days(first: dt.date, last: dt.date) -> str:
    """Return the days of an event, month and year once where they are the same."""
    if first == last:
        return _day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    return f"{_day(first)} – {_day(last)}"


def _sentence(certificate: Certificate) -> str:
    event = certificate.event
    if event is None:
        return _("Telah memenuhi semua syarat.")
    english = translation.get_language() == "en" and event.title_en
    said = {"event": english or event.title, "days": _days(event.first, event.last)}
    return _("Telah memenuhi semua syarat dalam acara %(event)s, %(days)s.") % said


def _criteria(certificate: Certificate) -> str:
    if certificate.band:
        return _(
            "Hadir dalam sesi, lulus tes akhir termasuk semua soal wajib, dan memenuhi syarat"
            " acaranya."
        )
    return _("Ikut acaranya, belajar mandiri, dan bermain peran yang diamati.")


def _hours(
    certificate: Certificate, titles: Mapping[int, Mapping[str, str]], language: str
) -> tuple[tuple[str, int], ...]:
    return tuple((_module(module, titles, language), jp) for module, jp in certificate.hours)


def _module(number: int | None, titles: Mapping[int, Mapping[str, str]], language: str) -> str:
    if number is None:
        return _("Sesi lain")
    return titles.get(number, {}).get(language) or _("Modul %(number)s") % {"number": number}


def _note() -> str:
    """Say that the length of validity is unconfirmed, where it is (CONTRIBUTING)."""
    term = rules_in_force().get("certificate_term")
    signed = _("Ditandatangani secara elektronik (Open Badges 3.0, Ed25519).")
    if term is None or not weak(term):
        return signed
    return signed + " " + _("Lama masa berlaku: belum diverifikasi.")
