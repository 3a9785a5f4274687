"""Services as the help page shows them: what is known, what is not, and how to reach them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.core.templatetags.dates import zone_label
from ruangaman.core.words import words
from ruangaman.directory.freshness import oldest_check
from ruangaman.directory.marks import Mark, mark_of
from ruangaman.directory.models import Hotline, Service

POLICE = "polisi"
_COSTS = {
    "free": gettext_lazy("gratis"),
    "partly": gettext_lazy("sebagian gratis"),
    "paid": gettext_lazy("berbayar"),
}
_ANSWERS = {
    "yes": gettext_lazy("ya"),
    "partly": gettext_lazy("sebagian"),
    "no": gettext_lazy("tidak"),
}
_LANGUAGES = {"id": gettext_lazy("Bahasa Indonesia"), "en": gettext_lazy("Bahasa Inggris")}
_DAYS = (
    gettext_lazy("Senin"), gettext_lazy("Selasa"), gettext_lazy("Rabu"), gettext_lazy("Kamis"),
    gettext_lazy("Jumat"), gettext_lazy("Sabtu"), gettext_lazy("Minggu"),
)  # fmt: skip
_OPENING = re.compile(r"([1-7])(?:-([1-7]))? (\d\d):(\d\d)-(\d\d):(\d\d)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A service on the page.

    ``duty`` says whom it must tell: ``polisi`` (it is the police), ``yes`` (the police, UU 12/2022
    Art. 41(2)-(3)), ``partly`` (UPTD PPA or another service, Art. 39), ``no`` or ``unknown``.
    ``facts`` are (label, value); the attribute ``unknown`` names what nobody has told us yet.
    ``stale`` is a check older than the rule allows. ``phone`` is the office's own number, shown
    only while somebody has checked it.
    """

    name: str
    what: str
    duty: str
    facts: list[tuple[str, str]]
    unknown: str
    contact_kind: str
    address: str
    phone: str
    hotline: Hotline | None
    mark: Mark
    stale: bool


def service_entries(services: Iterable[Service], hotlines: Iterable[Hotline]) -> list[Entry]:
    """Return ``services`` ready to be shown, in their order, in one query."""
    lines = {line.code: line for line in hotlines}
    oldest = oldest_check()
    return [_entry(service, lines, oldest) for service in services]


def opening_hours(text: str) -> str:
    """Say ``24/7`` or ``1-5 08:00-16:00`` (ISO weekdays, local time) in words; empty if unknown."""
    if text == "24/7":
        return _("24 jam, setiap hari")
    found = _OPENING.fullmatch(text)
    if found is None:
        return text
    first, last, *clock = found.groups()
    days = str(_DAYS[int(first) - 1])
    if last:
        days = _("%(first)s sampai %(last)s") % {"first": days, "last": _DAYS[int(last) - 1]}
    hours = "{}.{}–{}.{}".format(*clock)
    return f"{days}, {hours} {zone_label(timezone.now())}"


def _entry(service: Service, lines: Mapping[str, Hotline], oldest: dt.date) -> Entry:
    facts, unknown = _facts(service)
    mark = mark_of(service)
    is_address = service.contact_kind == "address"
    return Entry(
        name=service.name,
        what=words(service, "what"),
        duty=POLICE if POLICE in service.needs else service.must_report or "unknown",
        facts=facts,
        unknown=", ".join(unknown),
        contact_kind=service.contact_kind,
        address=service.contact if is_address else "",
        phone=service.phone if mark.verified_on else "",
        hotline=None if is_address else lines.get(service.contact),
        mark=mark,
        stale=mark.verified_on is not None and mark.verified_on < oldest,
    )


def _facts(service: Service) -> tuple[list[tuple[str, str]], list[str]]:
    """Part what is known of a service, as (label, value), from the labels of what is not."""
    languages = ", ".join(str(_LANGUAGES.get(code, code)) for code in service.languages)
    rows = [
        (_("Biaya"), _cost(service)),
        (_("Jam buka"), opening_hours(service.hours)),
        (_("Bahasa"), languages),
        (_("Akses disabilitas"), _ANSWERS.get(service.disability_access, "")),
        (_("Melayani laki-laki"), _ANSWERS.get(service.men, "")),
        (_("Melayani anak"), _ANSWERS.get(service.children, "")),
    ]
    known = [(label, str(value)) for label, value in rows if value]
    return known, [label.lower() for label, value in rows if not value]


def _cost(service: Service) -> str:
    """Say what a service costs; what nobody asked the service itself is not certain."""
    said = str(_COSTS.get(service.cost, ""))
    if not said or service.cost_asked_on:
        return said
    return _("%(cost)s (belum dipastikan)") % {"cost": said}
