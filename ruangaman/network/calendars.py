"""A calendar as iCalendar (RFC 5545): ends of terms and certificates, and refreshers.

Calendars are copied to phones and strangers' servers. So no title tells the subject, no person
stands in one, and a unit's short name stands only in the coordinator's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.network.selectors.dates import Entry

PRODUCT = "-//Layanan Informasi//Kalender//ID"


def calendar_bytes(entries: Iterable[Entry]) -> bytes:
    """Return a calendar of whole days, each known by the same UID whenever it is asked for."""
    from icalendar import Calendar, Event  # read with the first calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Jadwal"))
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", timezone.now())
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + dt.timedelta(days=1))
        event.add("summary", entry.title)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
