"""A section of an opened case. Its content exists only in the answer to a POST."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ruangaman.casework.held import Case
from ruangaman.casework.permissions import case_role_required
from ruangaman.casework.sections.base import Action, RecordForm, Section, Sheet
from ruangaman.casework.sections.registry import SECTIONS, beside
from ruangaman.casework.selectors.rows import case_row
from ruangaman.casework.views.page import case_of
from ruangaman.lib.sealing import SealError
from ruangaman.reporting.labels import PART_NAMES
from ruangaman.reporting.selectors.desk import ReportNotFound
from ruangaman.reporting.services.desk import NotAllowed, parts_open
from ruangaman.reporting.services.records import NotForBridges, Overtaken


@dataclass(frozen=True, slots=True)
class Result:
    """What an action did: a sentence, or a refused form that keeps what was typed."""

    name: str = ""
    form: RecordForm | None = None
    done: str = ""
    failed: str = ""
    status: int = 200


@require_http_methods(["GET", "HEAD", "POST"])
@case_role_required
def section(request: HttpRequest, number: str, slug: str) -> HttpResponse:
    """Show a section. A GET (a language link, a way back) leads to the sealed page."""
    if request.method != "POST":
        return redirect("cases:detail", number)
    if getattr(request, "reader", None) is None:
        return section_locked(request)
    case, chosen = section_found(request, number, slug)
    if chosen.part not in case.box.parts:
        return _withheld(request, case, chosen)
    return section_page(request, chosen, section_sheet(request, case, chosen), Result())


@require_http_methods(["GET", "HEAD", "POST"])
@case_role_required
def action(request: HttpRequest, number: str, slug: str, name: str) -> HttpResponse:
    """Do something in a section and show it as it then is."""
    if request.method != "POST":
        return redirect("cases:detail", number)
    if getattr(request, "reader", None) is None:
        return section_locked(request)
    case, chosen = section_found(request, number, slug)
    if not chosen.hers(case, name):
        raise Http404
    if chosen.part not in case.box.parts:
        return _withheld(request, case, chosen)
    if name not in chosen.actions:
        raise Http404
    sheet = section_sheet(request, case, chosen)
    if chosen.barred(sheet):
        return section_page(request, chosen, sheet, Result(status=409))
    result = _done(sheet, name, chosen.actions[name], request.POST)
    case = case_of(request, number)
    return section_page(request, chosen, section_sheet(request, case, chosen), result)


def section_found(request: HttpRequest, number: str, slug: str) -> tuple[Case, Section]:
    """Return the case and the section; 404 for one that is not hers."""
    case = case_of(request, number)
    chosen = SECTIONS.get(slug)
    if chosen is None or not chosen.hers(case) or not chosen.offered(case):
        raise Http404
    return case, chosen


def _withheld(request: HttpRequest, case: Case, chosen: Section) -> HttpResponse:
    """Say why there is no such section for her: the reporter gave her another part."""
    context = {
        "row": case_row(case.report),
        "section": chosen,
        "part": PART_NAMES[chosen.part],
        "outcome": Result(),
        **beside(case),
    }
    return render(request, "casework/section_withheld.html", context, status=403)


def section_sheet(request: HttpRequest, case: Case, chosen: Section) -> Sheet:
    """Open what a section reads; the opening is recorded first."""
    parts = chosen.parts(request.POST.getlist("bagian"))
    try:
        items = parts_open(reader=case.reader, report=case.report, box=case.box, parts=parts)
    except ReportNotFound as missing:
        raise Http404 from missing
    return Sheet(case, items)


def _done(sheet: Sheet, name: str, chosen: Action, data: Any) -> Result:
    form = chosen.form(sheet, data)
    if not form.is_valid():
        return Result(name, form, status=422)
    try:
        added = chosen.run(sheet, form)
    except Overtaken:
        failed = _("Orang lain baru saja mengubah hal ini. Baca yang terbaru, lalu kirim lagi.")
        return Result(name, form, failed=failed, status=409)
    except NotForBridges as fault:
        raise Http404 from fault
    except (NotAllowed, SealError):
        failed = _("Keadaan kasus ini sudah berubah. Ini yang terbaru. Isian Anda belum disimpan.")
        return Result(name, form, failed=failed, status=409)
    except DatabaseError:
        failed = _("Belum tersimpan karena gangguan. Tekan sekali lagi.")
        return Result(name, form, failed=failed, status=503)
    return Result(name, done=str(chosen.done if added else _("Sudah tersimpan sebelumnya.")))


def section_page(
    request: HttpRequest, chosen: Section, sheet: Sheet, result: Result, **more: Any
) -> HttpResponse:
    """Show the section; a refused form stands in its place, as far read as the page now is."""
    frame = {
        "row": case_row(sheet.case.report),
        "section": chosen,
        **beside(sheet.case),
        "sheet": sheet,
        "outcome": result,
    }
    if barred := chosen.barred(sheet):
        context = {**frame, "barred": barred}
        return render(request, "casework/section_barred.html", context, status=result.status)
    seen = sheet.seen
    forms = {name: one.form(sheet, None) for name, one in chosen.actions.items()}
    for form in forms.values():
        form.initial["dilihat"] = seen
    if result.form is not None:
        result.form.read_on(seen)
        forms[result.name] = result.form
    context = {
        **frame,
        "seen": seen,
        "forms": forms,
        "bound": [form for form in forms.values() if form.is_bound],
        **chosen.context(sheet),
        **more,
    }
    return render(request, chosen.template, context, status=result.status)


def section_locked(request: HttpRequest) -> HttpResponse:
    """Give back what was typed when the vault closed meanwhile, but for a reporter's code."""
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "kode")
        for value in values
    ]
    return render(request, "casework/section_locked.html", {"kept": kept}, status=403)
