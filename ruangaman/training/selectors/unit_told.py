"""What training tells about a unit: numbers of what is due, nobody by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ruangaman.network.models import Unit
from ruangaman.network.unit_facts import NETWORK, Fact, Tone
from ruangaman.training.selectors.induction import inductions
from ruangaman.training.selectors.needs import needs


def training_told(code: str, today: dt.date) -> Iterator[Fact]:
    """Yield whose training is due, as numbers, and the induction."""
    due = needs(today, codes=frozenset([code]))
    late = sum(one.due < today for one in due)
    if due:
        words = ngettext(
            "%(number)s pelatihan perlu diikuti", "%(number)s pelatihan perlu diikuti", len(due)
        ) % {"number": len(due)}
    else:
        words = _("Tidak ada yang jatuh tempo")
    if late:
        words += ". " + _("%(late)s lewat waktu") % {"late": late}
    where = reverse("training:needs")
    tone = Tone.MISSING if late else Tone.GOOD
    yield Fact(_("Pelatihan fokal point"), words, tone, where, NETWORK)
    for unit in Unit.objects.filter(code=code, valid_to=None):
        (one,) = inductions([unit])
        words = (
            _("%(number)s orang dalam 12 bulan terakhir") % {"number": one.number}
            if one.number
            else _("Kurang dari 5 orang dalam 12 bulan terakhir")
        )
        where = reverse("training:induction_unit", args=[code])
        yield Fact(_("Pengenalan pegawai"), words, Tone.PLAIN, where, NETWORK)
