"""What the desk proposes in the mailbox: she reads what it sets in motion, then says yes or no."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.reporting.effects import effect_of
from ruangaman.reporting.grants import FOCAL_PARTS
from ruangaman.reporting.labels import PART_NAMES, WANTED
from ruangaman.reporting.opened import rows_opened
from ruangaman.reporting.selectors.examinations import MORE
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.proposals import (
    EXAMINE,
    HANDOVER,
    MERGE,
    Proposal,
    proposals_of,
    team_receivers,
)
from ruangaman.reporting.services.handover import handover_accept, proposal_refuse
from ruangaman.reporting.views.carried import Door
from ruangaman.reporting.views.outcome import Outcome, change
from ruangaman.reporting.views.words import label_words, parts_words

HANDOVER_PAGE = "public/mailbox/handover.html"
TITLES: Mapping[str, Any] = {
    HANDOVER: gettext_lazy("Bolehkah tim lain yang mendampingi Anda?"),
    EXAMINE: gettext_lazy("Apakah Anda ingin orang itu diperiksa kantornya?"),
    MORE: gettext_lazy("Pemeriksa meminta tambahan. Bolehkah?"),
    MERGE: gettext_lazy("Apakah Anda menulis lebih dari satu kali?"),
}
_CHOOSE = gettext_lazy("Pilih satu jawaban.")


class HandoverForm(forms.Form):
    """Her yes: whether the present team reads on, and what of the rest the new one gets."""

    lama = forms.ChoiceField(
        label=gettext_lazy("Tim yang sekarang"),
        choices=[
            ("tetap", gettext_lazy("Tetap bisa membaca")),
            ("berhenti", gettext_lazy("Tidak bisa membaca lagi")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
    )
    juga = forms.MultipleChoiceField(
        label=gettext_lazy("Selain kebutuhan dan pesan, tim baru juga boleh membaca"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Pilih dari jawaban yang ada.")},
    )

    def __init__(self, data: Any, parts: frozenset[str]) -> None:
        """Offer what is asked for beside needs and messages."""
        super().__init__(data, auto_id="serah_%s")
        self.fields["juga"].choices = [  # type: ignore[attr-defined]
            (part, PART_NAMES[part]) for part in ("account", "identity") if part in parts
        ]


def proposals_context(mailbox: Mailbox) -> dict[str, Any]:
    """Return the proposals that wait, as the mailbox names them."""
    return {
        "proposals": [
            {
                "id": one.id,
                "title": TITLES[one.kind],
                "who": one.team,
                "role": label_words(one.role),
                "reason": WANTED.get(one.reason, "") if one.kind == MORE else one.reason,
                "more": one.kind == MORE,
            }
            for one in proposals_of(mailbox)
            if one.kind in TITLES
        ]
    }


def asked_in(value: object) -> uuid.UUID | None:
    """Return the id that a button carries, or None."""
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return None


def proposal_asked(door: Door, opened: Mailbox, value: object, kind: str = "") -> Proposal | None:
    """Return the proposal that a button names, if it still waits."""
    wanted = asked_in(value)
    with rows_opened(door.code):
        return next((one for one in proposals_of(opened, kind) if one.id == wanted), None)


def _ask(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    asked = proposal_asked(door, opened, request.POST["usul"])
    if asked is None:
        return Outcome(nothing=_("Tidak ada yang berubah. Permintaan itu sudah dijawab."))
    return PAGES[asked.kind](door, opened, asked, None)


def handover_page(door: Door, opened: Mailbox, asked: Proposal, data: Any) -> Outcome:
    """Show what a hand-over sets in motion; ``data`` is a refused answer."""
    team = asked.team
    with rows_opened(door.code):
        able = team_receivers(opened, team, FOCAL_PARTS) if team else []
    context = {
        "asked": asked,
        "team": team if able else None,
        "members": len(able),
        "effect": effect_of(team) if team else {},
        "handover": HandoverForm(data, frozenset(asked.parts)),
        "always": parts_words(part for part in ("needs", "messages")),
    }
    return Outcome(page=HANDOVER_PAGE, extra=context, refused=data is not None)


def _handover(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    asked = proposal_asked(door, opened, request.POST["serah_ya"], HANDOVER)
    if asked is None or asked.team is None:
        return Outcome(nothing=_("Tidak ada yang berubah. Permintaan itu sudah dijawab."))
    form = HandoverForm(request.POST, frozenset(asked.parts))
    if not form.is_valid():
        return handover_page(door, opened, asked, request.POST)
    given = form.cleaned_data

    def step(box: Mailbox) -> bool:
        keeps = given["lama"] == "tetap"
        return handover_accept(box, proposal_id=asked.id, more=given["juga"], keeps=keeps)

    if not change(door, opened, step):
        return Outcome(nothing=_("Tidak ada yang berubah. Permintaan itu sudah dijawab."))
    return Outcome(
        done=_("Tim baru sekarang mendampingi Anda. Batas waktu jawaban pertama mulai lagi.")
    )


def _refuse(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    wanted = asked_in(request.POST["usul_tolak"])

    def step(box: Mailbox) -> bool:
        return wanted is not None and proposal_refuse(box, proposal_id=wanted)

    if not change(door, opened, step):
        return Outcome(nothing=_("Tidak ada yang berubah. Permintaan itu sudah dijawab."))
    return Outcome(done=_("Baik. Tidak ada yang berubah, dan bantuan tetap berjalan."))


PAGES: dict[str, Callable[[Door, Mailbox, Proposal, Any], Outcome]] = {HANDOVER: handover_page}
PROPOSAL_STEPS: dict[str, Callable[[HttpRequest, Door, Mailbox], Outcome]] = {
    "usul": _ask,
    "usul_tolak": _refuse,
    "serah_ya": _handover,
}
