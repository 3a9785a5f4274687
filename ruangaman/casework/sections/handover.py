"""Another team for the whole case, two reports of one reporter: proposed here, decided by her."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.sections.base import Action, RecordForm, Section, Sheet
from ruangaman.people.models import Team
from ruangaman.people.selectors import recipients_of
from ruangaman.people.selectors.signed_teams import is_signed, teams_named
from ruangaman.reporting.effects import effect_of
from ruangaman.reporting.fields import PlainText
from ruangaman.reporting.labels import PART_NAMES
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.proposals import HANDOVER, MERGE, NO_CASES
from ruangaman.reporting.services.desk import NotAllowed
from ruangaman.reporting.services.handover import proposal_add

REASON_CHARACTERS = 500


class ReasonForm(RecordForm):
    """A proposal to the reporter, with the reason that she reads."""

    alasan = PlainText(
        limit=REASON_CHARACTERS,
        rows=3,
        label=_("Mengapa?"),
        help_text=_("Pelapor membaca kalimat ini. Tulis dengan kata sederhana, tanpa nama orang."),
    )

    def clean_alasan(self) -> str:
        """Ask for a reason."""
        text: str = self.cleaned_data["alasan"]
        if not text:
            raise forms.ValidationError(_("Tulis alasannya. Satu kalimat sudah cukup."))
        return text


class HandoverForm(ReasonForm):
    """Propose another team for the whole case."""

    field_order = ["butir", "tim", "minta", "alasan"]

    tim = forms.ChoiceField(
        label=_("Tim mana?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih satu tim."),
            "invalid_choice": _("Tim ini tidak bisa menerima sekarang. Pilih tim lain."),
        },
    )
    minta = forms.MultipleChoiceField(
        label=_("Selain kebutuhan dan pesan, tim itu juga perlu membaca"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "invalid_choice": _("Anda hanya bisa meminta bagian yang boleh Anda buka."),
        },
    )

    def __init__(self, sheet: Sheet, data: Any) -> None:
        """Offer the teams that can receive, each with what the law makes it do."""
        super().__init__(data)
        teams = teams_for(sheet)
        self.fields["tim"].choices = [(str(one.pk), one.name) for one in teams]  # type: ignore[attr-defined]
        self.fields["tim"].choice_hints = {str(one.pk): effect(one) for one in teams}  # type: ignore[attr-defined]
        self.fields["minta"].choices = [  # type: ignore[attr-defined]
            (part, PART_NAMES[part])
            for part in ("account", "identity")
            if part in sheet.case.box.parts
        ]


def effect(team: Team) -> str:
    """Return what telling a team sets in motion, in the language of the page."""
    found = effect_of(team)
    if not found["text"] or found["verified"]:
        return str(found["text"])
    return f"{found['text']} ({gettext('belum diverifikasi')})"


def teams_for(sheet: Sheet) -> list[Team]:
    """Return the signed, active teams with a receiver, without the one she reads by.

    A focal point is a bridge: no whole case goes to her, and none to an examiner.
    """
    via = uuid.UUID(bytes=sheet.case.box.via)
    teams = Team.objects.filter(active=True).exclude(pk=via).exclude(kind__in=NO_CASES)
    signed = [one for one in teams.order_by("kind", "name") if is_signed(one)]
    able = frozenset[uuid.UUID]().union(
        *(one.team_ids for one in recipients_of([team.pk for team in signed]))
    )
    return teams_named(one for one in signed if one.pk in able)


def _context(sheet: Sheet) -> dict[str, Any]:
    return {
        "moves": [
            {"who": one.body.get("who", ""), "at": one.at, "keeps": one.body.get("keeps")}
            for one in sheet.items.get("needs", ())
            if one.kind == HANDOVER and one.author == "reporter"
        ]
    }


def _propose(sheet: Sheet, form: Any, kind: str, team: Team | None, parts: list[str]) -> bool:
    case = sheet.case
    return proposal_add(
        reader=case.reader,
        report=case.report,
        box=case.box,
        kind=kind,
        team=team,
        parts=parts,
        reason=form.cleaned_data["alasan"],
        request_id=form.cleaned_data["butir"],
    )


def _hand_over(sheet: Sheet, form: Any) -> bool:
    team = Team.objects.filter(pk=form.cleaned_data["tim"]).first()
    if team is None:
        raise NotAllowed("team")
    return _propose(sheet, form, HANDOVER, team, ["needs", "messages", *form.cleaned_data["minta"]])


def _merge(sheet: Sheet, form: Any) -> bool:
    return _propose(sheet, form, MERGE, None, [])


HANDING = Section(
    slug="tim",
    title=_("Tim lain, tulisan lain"),
    part="needs",
    template="casework/section_handover.html",
    context=_context,
    actions={
        "serahkan": Action(
            HandoverForm,
            _hand_over,
            _("Permintaan terkirim. Pelapor yang memutuskan di kotak pesannya."),
        ),
        "gabung": Action(
            lambda _sheet, data: ReasonForm(data),
            _merge,
            _("Permintaan terkirim. Hanya pelapor yang bisa menggabungkan, dengan kedua kodenya."),
        ),
    },
    offered=lambda case: "messages" in case.box.parts and case.report.state in Report.OPEN,
)
