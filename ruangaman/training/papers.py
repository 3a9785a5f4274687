"""What stands on printed papers of training, in the language that is active."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ruangaman.core.templatetags.dates import day
from ruangaman.training.models import Event
from ruangaman.training.selectors.participants import ParticipantRow
from ruangaman.training.templatetags.training import event_title, opt_out

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
