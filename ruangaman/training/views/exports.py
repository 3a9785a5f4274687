"""Lists to save, hours of people, and reports of events without a person."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.core.audit import audit_record
from ruangaman.core.sheets import sheet_answer
from ruangaman.documents.pdf import pdf_render
from ruangaman.network.views.decree_files import attached
from ruangaman.people.access import user_of
from ruangaman.people.forms import posted
from ruangaman.training import report_words
from ruangaman.training.evaluation_words import levels_told
from ruangaman.training.forms.exports import HoursForm
from ruangaman.training.models import Event
from ruangaman.training.permissions import (
    keeper_required,
    organiser_required,
    results_required,
    trains,
)
from ruangaman.training.selectors.candidates import candidates
from ruangaman.training.selectors.event_report import EventReport, event_report, reports_for
from ruangaman.training.selectors.hours import hours_of_year, years_with_hours
from ruangaman.training.selectors.paper_results import event_results
from ruangaman.training.sheets import attendance_sheet, hours_sheet, results_sheet
from ruangaman.training.views.events import event_of


@require_safe
@organiser_required
def attendance(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give who attended which session."""
    return sheet_answer(attendance_sheet(event_of(request, pk)), "kehadiran")


@require_safe
@organiser_required
def results(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give what each participant reached: marks to the event's trainers, others who passed."""
    mine, user = event_of(request, pk), user_of(request)
    body = results_sheet(event_results(mine), candidates(mine, by=user), marks=trains(user, mine))
    return sheet_answer(body, "hasil")


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_required
def hours(request: HttpRequest) -> HttpResponse:
    """Give the hours of people in a year; a list with their numbers is put on record."""
    form = HoursForm(posted(request), years=years_with_hours())
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "training/hours.html", {"form": form}, status=status)
    year, numbers = int(form.cleaned_data["tahun"]), form.cleaned_data["nip"]
    found = hours_of_year(year)
    with transaction.atomic():
        audit_record(
            actor=user_of(request).pk,
            action="training_hours_exported",
            detail={"year": year, "people": len(found), "numbers": numbers},
        )
    return sheet_answer(hours_sheet(found, numbers=numbers), f"jam-pelajaran-{year}")


@require_safe
@results_required
def reports(request: HttpRequest) -> HttpResponse:
    """List the events whose report this person may read."""
    found = reports_for(user_of(request))
    return render(request, "training/reports.html", {"events": found})


@require_safe
@results_required
def report(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show an event in figures."""
    found = event_report(_reported(request, pk))
    return render(request, "training/report.html", _context(found))


@require_safe
@results_required
def report_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give the report as a document."""
    found = event_report(_reported(request, pk))
    body = pdf_render("training_report", report_words.report_paper(found))
    return attached(body, "application/pdf", "laporan-pelatihan.pdf")


def _reported(request: HttpRequest, pk: uuid.UUID) -> Event:
    for one in reports_for(user_of(request)):
        if one.pk == pk:
            return one
    raise Http404


def _context(found: EventReport) -> dict[str, object]:
    return {
        "event": found.event,
        "lines": report_words.figures(found),
        "gap": report_words.gap_sentence(found),
        "sentences": report_words.test_sentences(found.group),
        "charts": list(report_words.charts(found)),
        "levels": levels_told(found.evaluation, report_words.module_titles()),
        "nothing": _("Belum ada evaluasi yang boleh ditampilkan."),
    }
