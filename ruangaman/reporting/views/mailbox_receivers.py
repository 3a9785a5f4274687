"""What the mailbox shows when a focal point stopped: who it was, and whom she may choose."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.core.rules import RuleMissing, rule, verified
from ruangaman.directory.guide import police_notice
from ruangaman.people.models import Team
from ruangaman.reporting.fields import plain_text
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.stopped import Offer, offer_of, stopped_of

CHOICE, SOUGHT, WAIT = "penerima_baru", "cari_penerima", "tunggu"
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Option:
    """A choice as the page shows it; ``hint`` says what it brings. A name is in Indonesian."""

    value: str
    label: str
    hint: Any
    is_name: bool = True


def sought_in(data: Mapping[str, Any]) -> str:
    """Return the office that was typed into the search, as it is kept."""
    return plain_text(str(data.get(SOUGHT, "")))[:_LONGEST]


def team_in(data: Mapping[str, Any]) -> tuple[bool, uuid.UUID | None]:
    """Return whether something was chosen, and which team: None is to wait."""
    value = str(data.get(CHOICE, ""))
    if value == WAIT:
        return True, None
    try:
        return True, uuid.UUID(value)
    except ValueError:
        return False, None


def receivers_context(mailbox: Mailbox, *, sought: str) -> dict[str, Any] | None:
    """Return what the block needs, or None when nobody stopped."""
    stopped = stopped_of(mailbox)
    if stopped is None:
        return None
    offer = offer_of(mailbox, stopped, sought=sought)
    told = mailbox.kind == "lapor" and bool(offer.uptd)
    return {
        "who": ", ".join(team.name for team in stopped.teams),
        "options": _options(offer),
        "answered": stopped.answered and not sought,
        "sought": sought,
        "nothing_found": bool(sought) and not offer.others,
        "police": police_words() if told else None,
    }


def _options(offer: Offer) -> list[Option]:
    same = gettext_lazy("Ini kantor yang sama, tetapi orang lain. Ia mungkin mengenal Anda.")
    bridge = gettext_lazy("Ia tidak melihat nama atau cerita Anda.")
    uptd = gettext_lazy("UPTD PPA melihat kebutuhan dan pesan Anda, bukan cerita.")
    wait = gettext_lazy("Tidak ada orang baru yang diberi akses. Anda bisa memilih lagi nanti.")
    return [
        *(_option(team, same) for team in offer.alternates),
        *(_option(team, bridge) for team in offer.others),
        *(_option(team, uptd) for team in offer.uptd),
        Option(WAIT, _("Tunggu dulu"), wait, is_name=False),
    ]


def _option(team: Team, hint: Any) -> Option:
    return Option(str(team.pk), team.name, hint)


def police_words() -> dict[str, Any] | None:
    """Return the source of what UPTD PPA must do with a report, None where no rule is in force."""
    try:
        value = rule("police_notice")
    except RuleMissing:
        return None
    told = police_notice()
    return {
        "source": value.source,
        "verified": verified(value),
        "days": told.days if told else None,
    }
