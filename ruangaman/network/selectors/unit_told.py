"""What the network tells about a unit: who stands ready, until when, and what is lacking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from ruangaman.core.templatetags.dates import day
from ruangaman.network.next_steps import ENDS_SOON
from ruangaman.network.selectors.coverage import State, UnitState, unit_states
from ruangaman.network.unit_facts import NETWORK, Fact, Tone


def network_told(code: str, today: dt.date) -> Iterator[Fact]:
    """Yield how the pair of focal points stands, and the decree."""
    for state in unit_states(today, [code]):
        yield _pair(state)
        yield _decree(state, today)


def _pair(state: UnitState) -> Fact:
    words = str(state.state.label)
    if state.appointed:
        ready = _("%(ready)s dari %(all)s siap menerima") % {
            "ready": state.ready,
            "all": state.appointed,
        }
        words = f"{words}: {ready}"
    if state.lacks:
        words = f"{words}; " + ", ".join(str(lack.label) for lack in state.lacks)
    tone = Tone.GOOD if state.state == State.PAIR else Tone.MISSING
    return Fact(_("Fokal point"), words, tone, reverse("network:people"), NETWORK)


def _decree(state: UnitState, today: dt.date) -> Fact:
    title, where = _("SK penunjukan"), reverse("network:decree_list")
    if state.ends:
        soon = state.ends - today <= ENDS_SOON
        words = _("Berlaku sampai %(day)s") % {"day": day(state.ends)}
        return Fact(title, words, Tone.MISSING if soon else Tone.GOOD, where, NETWORK)
    if state.appointed:
        return Fact(title, _("Berlaku, tanpa hari berakhir"), Tone.GOOD, where, NETWORK)
    if state.waiting:
        words = _("Draf menunggu tanda tangan sejak %(day)s") % {"day": day(state.waiting)}
    elif state.ended:
        words = _("Berakhir %(day)s") % {"day": day(state.ended)}
    else:
        words = _("Belum ada")
    return Fact(title, words, Tone.MISSING, where, NETWORK)
