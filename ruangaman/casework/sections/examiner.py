"""The administrative track (pemeriksaan pegawai), apart from support: proposed here, hers to say.

PP 94/2021: whoever is told as a superior or examiner must act. So nothing goes there by itself, and
never to a head of unit, a superior or the personnel agency from this page.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.sections.base import Action, Section, Sheet
from ruangaman.casework.sections.handover import ReasonForm, effect
from ruangaman.core.notes import open_notes
from ruangaman.people.models import Team
from ruangaman.people.selectors.examiners import examiners_of
from ruangaman.people.selectors.signed_teams import teams_named
from ruangaman.reporting.labels import RESULTS
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.examinations import OUTCOME
from ruangaman.reporting.selectors.proposals import EXAMINE
from ruangaman.reporting.services.desk import NotAllowed
from ruangaman.reporting.services.handover import proposal_add


class ExaminerForm(ReasonForm):
    """Ask her whether she wants the person examined, and by whom."""

    field_order = ["butir", "tim", "alasan"]

    tim = forms.ChoiceField(
        label=_("Siapa yang memeriksa?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih satu tim."),
            "invalid_choice": _("Tim ini tidak bisa menerima sekarang. Pilih tim lain."),
        },
    )

    def __init__(self, data: Any) -> None:
        """Offer the teams of examiners in which somebody can read."""
        super().__init__(data)
        teams = examining_teams()
        self.fields["tim"].choices = [(str(one.pk), one.name) for one in teams]  # type: ignore[attr-defined]
        self.fields["tim"].choice_hints = {str(one.pk): effect(one) for one in teams}  # type: ignore[attr-defined]


def examining_teams() -> list[Team]:
    """Return the signed, active teams of examiners with somebody who can read."""
    teams = Team.objects.filter(active=True, kind=Team.Kind.EXAMINER).order_by("name")
    return teams_named(one for one in teams if examiners_of(one))


def _context(sheet: Sheet) -> dict[str, Any]:
    return {
        "notes": open_notes("atasan"),
        "results": [
            {
                "who": one.body.get("who", ""),
                "day": dt.date.fromisoformat(one.body["day"]),
                "result": RESULTS.get(str(one.body.get("result")), "–"),
            }
            for one in sheet.items.get("needs", ())
            if one.kind == OUTCOME and one.author == "reporter"
        ],
    }


def _ask(sheet: Sheet, form: Any) -> bool:
    team = Team.objects.filter(pk=form.cleaned_data["tim"]).first()
    if team is None:
        raise NotAllowed("team")
    case = sheet.case
    return proposal_add(
        reader=case.reader,
        report=case.report,
        box=case.box,
        kind=EXAMINE,
        team=team,
        parts=[],
        reason=form.cleaned_data["alasan"],
        request_id=form.cleaned_data["butir"],
    )


EXAMINER = Section(
    slug="pemeriksaan",
    title=_("Pemeriksaan pegawai"),
    part="needs",
    template="casework/section_examiner.html",
    context=_context,
    actions={
        "tanya": Action(
            lambda _sheet, data: ExaminerForm(data),
            _ask,
            _("Pertanyaan terkirim. Pelapor yang memutuskan, dan memilih apa yang diserahkan."),
        ),
    },
    offered=lambda case: "messages" in case.box.parts and case.report.state in Report.OPEN,
)
