"""The mailbox's pages of an examination: what it sets in motion, what she hands over, what came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.core.templatetags.dates import day_hour
from ruangaman.people.models import Team
from ruangaman.people.selectors.signed_teams import team_named
from ruangaman.reporting.effects import effect_of
from ruangaman.reporting.fields import PlainText
from ruangaman.reporting.labels import PART_NAMES, RESULTS, WANTED
from ruangaman.reporting.models import Report
from ruangaman.reporting.opened import rows_opened
from ruangaman.reporting.seals import item_id
from ruangaman.reporting.selectors.examinations import (
    FILE,
    MORE,
    Choice,
    choices_of,
    outcomes_of,
)
from ruangaman.reporting.selectors.mailbox import EXAMINED, Mailbox
from ruangaman.reporting.selectors.proposals import EXAMINE, Proposal
from ruangaman.reporting.services.examinations import (
    examination_hand_over,
    examination_take_back,
    examiners_for,
    outcome_pass_on,
)
from ruangaman.reporting.views.carried import Door
from ruangaman.reporting.views.mailbox_proposals import PAGES, proposal_asked
from ruangaman.reporting.views.outcome import Outcome, change
from ruangaman.reporting.views.words import label_words

PAGE = "public/mailbox/examination.html"
WORDS, SHOWN = 2_000, 80


class ExaminationForm(forms.Form):
    """Her yes, piece by piece: what she hands over, and that she has read what follows."""

    pilih = forms.MultipleChoiceField(
        label=gettext_lazy("Apa yang boleh dibaca pemeriksa?"),
        help_text=gettext_lazy(
            "Yang tidak Anda pilih tidak diserahkan. File dipilih satu per satu; lokasi dan "
            "data HP sudah dihapus dari file itu."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Pilih dari jawaban yang ada.")},
    )
    tambahan = PlainText(
        limit=WORDS,
        rows=4,
        label=gettext_lazy("Kalimat Anda untuk pemeriksa (boleh kosong)"),
    )
    mengerti = forms.BooleanField(
        label=gettext_lazy("Saya sudah membaca apa yang terjadi sesudah ini. Tetap lanjut."),
        error_messages={
            "required": gettext_lazy("Beri tanda dulu bila Anda sudah membaca dan tetap ingin.")
        },
    )

    def __init__(self, data: Any, choices: Sequence[Choice]) -> None:
        """Offer what she wrote herself."""
        super().__init__(data, auto_id="periksa_%s")
        self.fields["pilih"].choices = [(one.key, _piece(one)) for one in choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for something to hand over."""
        cleaned = super().clean() or self.cleaned_data
        empty = not cleaned.get("pilih") and not cleaned.get("tambahan")
        if empty and not self.errors.keys() & {"pilih", "tambahan"}:
            self.add_error("pilih", _("Pilih paling sedikit satu, atau tulis sesuatu."))
        return cleaned


def _piece(one: Choice) -> str:
    """Return how a piece is called: a part's name, or the beginning of a message and its hour."""
    name = str(PART_NAMES[one.part])
    if one.file:
        return _("File %(name)s, %(day)s") % {"name": one.file, "day": day_hour(one.at)}
    if one.part != "messages":
        return name
    text = " ".join(str(one.body.get("text", "")).split())
    short = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return f"{name}, {day_hour(one.at)}: {short}"


def examination_context(mailbox: Mailbox) -> dict[str, Any]:
    """Return what was handed over, by team, and the results that came back."""
    handed: Mapping[str, Any] = mailbox.ledger.get(EXAMINED, {})
    rows = [
        {
            "team": team,
            "who": (team_named(Team.objects.filter(pk=team).first()) or "–"),
            "day": dt.date.fromisoformat(one["day"]),
            "what": ", ".join(_names(one)),
            "ended": bool(one.get("ended")) or mailbox.report.state == Report.State.WITHDRAWN,
        }
        for team, one in handed.items()
    ]
    results = [
        {
            "tag": one.tag,
            "day": one.day,
            "who": label_words(one.who),
            "result": RESULTS.get(one.result, "–"),
        }
        for one in outcomes_of(mailbox)
    ]
    return {"examined": rows, "results": results}


def _names(one: Mapping[str, Any]) -> list[str]:
    parts = [str(PART_NAMES[key]) for key in one["items"] if key in PART_NAMES]
    files = sum(key.startswith(FILE) for key in one["items"])
    messages = sum(key not in PART_NAMES for key in one["items"]) - files
    more = [_("%(count)s pesan") % {"count": messages}] if messages else []
    more += [_("%(count)s file") % {"count": files}] if files else []
    return [*parts, *more, *([_("kalimat Anda")] if one["words"] else [])]


def examination_page(door: Door, opened: Mailbox, asked: Proposal, data: Any) -> Outcome:
    """Show what an examination sets in motion; ``data`` is a refused answer."""
    with rows_opened(door.code):
        people = examiners_for(opened, asked.team) if asked.team else []
        form = ExaminationForm(data, choices_of(opened, _handed(opened, asked)))
    context = {
        "more": asked.kind == MORE,
        "wanted": WANTED.get(asked.reason, ""),
        "asked": asked,
        "team": asked.team if people else None,
        "members": len(people),
        "effect": effect_of(asked.team) if asked.team else {},
        "examination": form,
    }
    return Outcome(page=PAGE, extra=context, refused=data is not None)


def _handed(mailbox: Mailbox, asked: Proposal) -> list[str]:
    """Return what the team that wishes for more has already; a case worker asks about it all."""
    if asked.kind != MORE:
        return []
    team = str(asked.team.pk) if asked.team else ""
    return list(mailbox.ledger.get(EXAMINED, {}).get(team, {}).get("items", ()))


def _hand_over(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    asked = proposal_asked(door, opened, request.POST["periksa_ya"])
    if asked is None or not asked.examines:
        return Outcome(nothing=_("Tidak ada yang berubah. Permintaan itu sudah dijawab."))
    with rows_opened(door.code):
        form = ExaminationForm(request.POST, choices_of(opened, _handed(opened, asked)))
    if not form.is_valid():
        return examination_page(door, opened, asked, request.POST)
    given = form.cleaned_data

    def step(box: Mailbox) -> bool:
        return examination_hand_over(
            box, proposal_id=asked.id, chosen=given["pilih"], words=given["tambahan"]
        )

    if not change(door, opened, step):
        return Outcome(nothing=_("Tidak ada yang berubah. Permintaan itu sudah dijawab."))
    return Outcome(done=_("Diserahkan kepada pemeriksa. Pendampingan Anda tidak berubah."))


def _take_back(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    team = request.POST["periksa_cabut"]
    if not change(door, opened, lambda box: examination_take_back(box, team=team)):
        return Outcome(nothing=_("Tidak ada yang berubah."))
    return Outcome(done=_("Pemeriksa tidak bisa membukanya lagi. Yang sudah dibaca diketahui."))


def _pass_on(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    tag, item = request.POST["hasil_teruskan"], item_id(door.nonce, "outcome")
    if not change(door, opened, lambda box: outcome_pass_on(box, tag=tag, item_id=item)):
        return Outcome(nothing=_("Tidak ada yang berubah."))
    return Outcome(done=_("Pendamping Anda sekarang tahu hasilnya."))


PAGES[EXAMINE] = PAGES[MORE] = examination_page
EXAMINATION_STEPS: dict[str, Callable[[HttpRequest, Door, Mailbox], Outcome]] = {
    "periksa_ya": _hand_over,
    "periksa_cabut": _take_back,
    "hasil_teruskan": _pass_on,
}
