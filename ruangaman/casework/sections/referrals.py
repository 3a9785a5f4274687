"""Referrals (rujukan) of a case: proposed here, allowed by her, sent as a letter, followed up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.casework.held import Case
from ruangaman.casework.sections import referral_forms as forms
from ruangaman.casework.sections.base import Action, Section, Sheet
from ruangaman.casework.selectors.recalls import recalls_in
from ruangaman.core.rules import rule_numbers
from ruangaman.directory.entries import Entry, service_entries
from ruangaman.directory.guide import needs as pathway
from ruangaman.directory.guide import police_notice
from ruangaman.directory.selectors import health_hours, hotlines, service_duties, services_for
from ruangaman.reporting.answers import OTHER_PERSON
from ruangaman.reporting.models import Report
from ruangaman.reporting.referrals import (
    ABOUT,
    CHECKS,
    ENDED,
    HANDOVERS,
    PART,
    REACHED,
    Referral,
    State,
    check_due,
    letters_of,
    lines_of,
)
from ruangaman.reporting.selectors.letters import referrals_read
from ruangaman.reporting.services import referrals as services
from ruangaman.reporting.services.desk import NotAllowed
from ruangaman.reporting.services.mailbox import NotPossible, mailbox_change

DOCTOR = "dokter"
_URGENT = ("kurang_24_jam", "1_3_hari", "3_5_hari")
"""Bands in which medicines still help that do not later (domain 1.10)."""


def _answers(sheet: Sheet) -> Mapping[str, Any]:
    """Return what she answered when she wrote."""
    first = next((item for item in sheet.items.get(PART, ()) if item.kind == "needs"), None)
    found: Mapping[str, Any] = first.body.get("answers", {}) if first else {}
    return found


def _barred(sheet: Sheet) -> str:
    """Say why nobody can be referred from this case."""
    if _answers(sheet).get("tentang") in OTHER_PERSON:
        return _(
            "Yang menulis bukan penyintas. Izin hanya dapat diberikan penyintas sendiri, dengan"
            " tulisannya sendiri."
        )
    if sheet.case.report.state == Report.State.WITHDRAWN:
        return _("Tulisan ini sudah ditarik.")
    return ""


def _groups(sheet: Sheet) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the services by need, in the order of the safe pathway; urgent health comes first."""
    known = pathway()
    if _answers(sheet).get("kapan") in _URGENT:
        known.sort(key=lambda need: need.key != DOCTOR)
    services = services_for()
    entries = service_entries(services, list(hotlines()))
    names = {one.pk: _named(entry) for one, entry in zip(services, entries, strict=True)}
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    listed: set[str] = set()
    for need in known:
        rows = [one for one in services if need.key in one.needs and one.pk not in listed]
        listed |= {one.pk for one in rows}
        if rows:
            groups.append((need.title, [(one.pk, names[one.pk]) for one in rows]))
    left = [(one.pk, names[one.pk]) for one in services if one.pk not in listed]
    return [*groups, (_("Lainnya"), left)] if left else groups


def _named(entry: Entry) -> str:
    """Return a service's name; one that nobody has checked says so."""
    if entry.mark.verified_on is None:
        return _("%(name)s (belum diperiksa)") % {"name": entry.name}
    if entry.stale:
        return _("%(name)s (perlu diperiksa lagi)") % {"name": entry.name}
    return entry.name


def _context(sheet: Sheet) -> dict[str, Any]:
    found = referrals_read(sheet.case.report, sheet.case.box, sheet.items.get(PART, ()))
    days = list(rule_numbers(*CHECKS).values())
    duties = service_duties({one.service for one in found if one.state == State.PROPOSED})
    rows = [{**_row(one, days), "duty": duties.get(one.service, "unknown")} for one in found]
    band = str(_answers(sheet).get("kapan", ""))
    return {
        "open": [row for row in rows if row["state"] not in ENDED],
        "ended": [row for row in rows if row["state"] in ENDED],
        "recalls": recalls_in(sheet.items.get(PART, ())),
        "police": police_notice(),
        "health": health_hours(band) if band in _URGENT else None,
        "cannot": _barred(sheet),
    }


def _row(one: Referral, days: list[int]) -> dict[str, Any]:
    theirs, shown = one.record.theirs, one.sent or one.proposed
    return {
        "thing": one.thing,
        "state": one.state,
        "label": one.state.label,
        "name": one.name,
        "consent": one.consent_label,
        "lines": lines_of(shown),
        "terms": one.terms,
        "proposed_only": one.state == State.PROPOSED,
        "allowed": one.allowed,
        "letter": bool(letters_of(one.record)),
        "handover": HANDOVERS.get(str(theirs.get("handover")), ""),
        "answer": one.answer,
        "from_service": one.answer is not None and one.answer.through_letter,
        "reached": REACHED.get(one.reached, ""),
        "ask": check_due(one, days, timezone.now()),
        "at": one.record.at,
    }


def _note(*names: tuple[str, str], **fixed: Any) -> Any:
    """Return what writes a form's fields about a referral, consent asked anew under the lock."""

    def run(sheet: Sheet, form: Any) -> bool:
        values = {name: form.cleaned_data[field] for name, field in names}
        return services.referral_note(
            **about(sheet.case), **_written(form), values={**values, **fixed}
        )

    return run


def about(case: Case) -> dict[str, Any]:
    """Return who acts on which case."""
    return {"reader": case.reader, "report": case.report, "box": case.box}


def _written(form: Any) -> dict[str, Any]:
    return {"thing": form.thing, "item_id": form.cleaned_data["butir"], "seen": form.seen}


def _propose(sheet: Sheet, form: forms.ProposalForm) -> bool:
    name = next(one.name for one in services_for() if one.pk == form.values["service"])
    values = {**form.values, "name": name}
    return sheet.write(PART, ABOUT, form, values, action="referral-proposed")


def _face_to_face(sheet: Sheet, form: forms.FaceToFaceForm) -> bool:
    """Let her sign on the worker's page: only her code opens the mailbox that signs."""
    said = form.cleaned_data

    def answered(mailbox: Any) -> bool:
        return services.referral_answer(
            mailbox,
            thing=form.thing,
            yes=said["jawab"] == "ya",
            info=said["boleh"],
            terms=said["syarat"],
            item_id=said["butir"],
        )

    try:
        return mailbox_change(said["kode"], sheet.case.report.pk, answered)
    except NotPossible as fault:
        raise NotAllowed("terms") from fault


REFERRALS = Section(
    slug="rujukan",
    title=gettext_lazy("Rujukan"),
    part=PART,
    template="casework/section_referrals.html",
    context=_context,
    actions={
        "usul": Action(
            lambda sheet, data: forms.ProposalForm(
                data, groups=_groups(sheet), barred=_barred(sheet)
            ),
            _propose,
            gettext_lazy("Usulan disimpan. Penyintas menjawabnya di kotak pesannya, atau di sini."),
        ),
        "izin": Action(
            lambda sheet, data: forms.FaceToFaceForm(data, sheet=sheet),
            _face_to_face,
            gettext_lazy("Jawaban penyintas tercatat, ditandatangani dengan kodenya."),
        ),
        "antar": Action(
            lambda _sheet, data: forms.HandoverForm(data),
            _note(("handover", "penyerahan")),
            gettext_lazy("Pengantaran dicatat."),
        ),
        "hasil": Action(
            lambda _sheet, data: forms.OutcomeForm(data),
            _note(("outcome", "hasil")),
            gettext_lazy("Kata layanan dicatat."),
        ),
        "sampai": Action(
            lambda _sheet, data: forms.ReachedForm(data),
            _note(("reached", "sampai")),
            gettext_lazy("Jawabannya dicatat."),
        ),
        "beritahu": Action(
            lambda _sheet, data: forms.ToldForm(data),
            _note(told=True),
            gettext_lazy("Tercatat: layanan sudah diberi tahu."),
        ),
        "batal": Action(
            lambda _sheet, data: forms.ToldForm(data),
            _note(cancelled=True),
            gettext_lazy("Usulan dibatalkan."),
        ),
    },
    bridges=frozenset({"usul", "izin", "antar", "hasil", "sampai", "beritahu", "batal"}),
)
