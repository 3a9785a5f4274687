"""Days and hours as Indonesians write them; English beside it. Times in the zone of the house."""

from __future__ import annotations

import datetime as dt

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language

register = template.Library()

_ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
_DAY = {"id": "l, j F Y", "en": "l j F Y"}
_HOUR = {"id": r", \p\u\k\u\l H.i", "en": ", H:i"}

Moment = dt.datetime | dt.date | str | None


@register.filter
def day(when: Moment) -> str:
    """``Kamis, 26 November 2026``; in English ``Thursday 26 November 2026``."""
    return _write(when, _DAY[_language()])


@register.filter
def day_hour(when: Moment) -> str:
    """``Kamis, 26 November 2026, pukul 15.00 WITA``; a date without an hour is written as a day."""
    moment = _local(when)
    if not isinstance(moment, dt.datetime):
        return day(moment)
    language = _language()
    return f"{_write(moment, _DAY[language] + _HOUR[language])} {zone_label(moment)}"


@register.filter
def short_day(when: Moment) -> str:
    """``26 Nov 2026``."""
    return _write(when, "j M Y")


def zone_label(moment: dt.datetime) -> str:
    """Return what the zone is called in Indonesia: WIB, WITA or WIT."""
    return _ZONES.get(settings.TIME_ZONE) or moment.strftime("%Z")


def _write(when: Moment, form: str) -> str:
    moment = _local(when)
    return format_date(moment, form) if moment else ""


def _local(when: Moment) -> dt.datetime | dt.date | None:
    """Read ISO text too (``2026-11-26T07:00+00:00``); a naive time is taken as local."""
    if isinstance(when, str):
        when = _read(when)
    if not isinstance(when, dt.datetime):
        return when
    return timezone.localtime(when) if timezone.is_aware(when) else timezone.make_aware(when)


def _read(text: str) -> dt.datetime | dt.date | None:
    try:
        return dt.date.fromisoformat(text) if len(text) == 10 else dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "id"
