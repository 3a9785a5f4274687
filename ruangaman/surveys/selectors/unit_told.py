"""What work culture tells about a unit: whom briefings reached, as numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from ruangaman.core.templatetags.dates import day
from ruangaman.network.unit_facts import Fact, Tone
from ruangaman.surveys.selectors.reach import Reach, reach


def surveys_told(code: str, today: dt.date) -> Iterator[Fact]:
    """Yield the reach of briefings in the last twelve months (T3)."""
    found = reach([code], today).get(code) or Reach()
    where = reverse("surveys:briefing_unit", args=[code])
    if not found.briefings or found.last is None:
        words = _("Belum ada dalam 12 bulan terakhir")
        yield Fact(_("Sosialisasi"), words, Tone.MISSING, where)
        return
    words = _("%(number)s orang dijangkau, terakhir %(day)s") % {
        "number": found.briefed,
        "day": day(found.last),
    }
    yield Fact(_("Sosialisasi"), words, Tone.GOOD, where)
