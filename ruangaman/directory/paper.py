"""The list of services on paper: hotlines first, then services by need, each with its check."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ruangaman.core.templatetags.dates import day, short_day
from ruangaman.core.words import words
from ruangaman.directory.entries import POLICE, Entry, service_entries
from ruangaman.directory.guide import area_title, needs
from ruangaman.directory.selectors import hotlines, services_for
from ruangaman.documents.pdf import pdf_render


def services_pdf(today: dt.date) -> bytes:
    """Return the PDF of all services shown, as of ``today``."""
    lines = list(hotlines())
    services = services_for()
    entries = service_entries(services, lines)
    listed = list(zip(services, entries, strict=True))
    data = {
        "title": _("Daftar layanan"),
        "area": area_title(),
        "lang": get_language() or "id",
        "as_of": _("Keadaan %(day)s. Sesudah tiga bulan, cetak lagi.") % {"day": day(today)},
        "hotlines": [{"label": words(line, "label"), "display": line.display} for line in lines],
        "groups": [
            {
                "title": need.title,
                "entries": [_entry(one) for service, one in listed if need.key in service.needs],
            }
            for need in needs()
        ],
    }
    return pdf_render("services", data)


def _entry(entry: Entry) -> dict[str, Any]:
    facts = [f"{label}: {value}" for label, value in entry.facts]
    if entry.duty in ("yes", POLICE):
        facts.append(_("Wajib memberi tahu polisi: ya"))
    return {
        "name": entry.name,
        "what": entry.what,
        "contact": _contact(entry),
        "facts": "; ".join(facts),
        "checked": _checked(entry),
    }


def _contact(entry: Entry) -> str:
    ways = [entry.phone, entry.address]
    if entry.hotline:
        ways.append(_("lewat %(number)s") % {"number": entry.hotline.display})
    return " · ".join(filter(None, ways)) or _("belum diketahui")


def _checked(entry: Entry) -> str:
    if entry.mark.verified_on is None:
        return _("belum diverifikasi")
    said = _("diperiksa %(day)s") % {"day": short_day(entry.mark.verified_on)}
    return f"{said}; {_('perlu diperiksa lagi')}" if entry.stale else said
