"""What oversight tells about a unit: how many duties it kept up, and which gaps are open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from ruangaman.core.words import words
from ruangaman.network.unit_facts import Fact, Tone
from ruangaman.oversight.selectors.strips import duties_named, newest_month, told_of, year_until
from ruangaman.oversight.strips import Box
from ruangaman.people.models import Role

_OPENS = frozenset({Role.COORDINATOR.value, Role.HEAD_OF_DINAS.value, Role.HEAD_OF_UNIT.value})


def consistency_told(code: str, _today: dt.date) -> Iterator[Fact]:
    """Yield how many duties were kept up in the newest month, and which were not."""
    newest = newest_month()
    duties = duties_named()
    told = told_of([code], year_until(newest), newest)
    boxes = [(duty, told.box(code, newest, duty.key)[0]) for duty in duties]
    kept = sum(box == Box.KEPT for _duty, box in boxes)
    gaps = [words(duty.body, "short") for duty, box in boxes if box == Box.GAP]
    if not kept and not gaps:
        return
    said = _("%(month)s: %(kept)s dari %(known)s tugas terpenuhi") % {
        "month": format_date(newest, "F Y"),
        "kept": kept,
        "known": kept + len(gaps),
    }
    if gaps:
        said += ". " + _("Celah: %(names)s") % {"names": ", ".join(gaps)}
    where = reverse("oversight:unit", args=[code])
    yield Fact(_("Konsistensi"), said, Tone.MISSING if gaps else Tone.GOOD, where, _OPENS)
