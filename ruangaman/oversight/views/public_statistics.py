"""``/statistik/``: released figures, for everybody, as page, CSV, JSON and PDF."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ruangaman.oversight.models import Release
from ruangaman.oversight.released_files import release_csv, release_pdf
from ruangaman.oversight.released_tables import few_shown, tables_shown
from ruangaman.oversight.released_values import values_shown
from ruangaman.oversight.released_words import CANNOT, MEANS, period_words
from ruangaman.oversight.selectors.releases import document, genuine, release_of, released
from ruangaman.oversight.semesters import semester_read


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """List the releases, the newest semester first, with what their figures mean."""
    rows = [
        {"release": one, "period": _period(one)}
        for one in sorted(released(), key=lambda row: row.semester, reverse=True)
    ]
    context = {"rows": rows, "means": MEANS, "cannot": CANNOT}
    return render(request, "public/statistics/list.html", context)


@require_safe
def statistics_semester(request: HttpRequest, semester: str) -> HttpResponse:
    """Show the figures of a semester; 404 where it was not released."""
    release = _found(semester)
    told = document(release)
    context = {
        "release": release,
        "period": period_words(told),
        "tables": tables_shown(told),
        "values": values_shown(told) if told["tables"] else [],
        "too_few": not told["tables"],
        "few": ", ".join(few_shown(told)) if told["tables"] else "",
        "means": MEANS,
        "cannot": CANNOT,
        "genuine": genuine(release),
        "signature": bytes(release.signature).hex(),
        "public": bytes(release.public).hex(),
    }
    return render(request, "public/statistics/semester.html", context)


@require_safe
def statistics_json(_request: HttpRequest, semester: str) -> HttpResponse:
    """Return the document, byte for byte as it was signed."""
    release = _found(semester)
    return _file(release.document.encode(), "application/json", f"statistik-{semester}.json")


@require_safe
def statistics_signature(_request: HttpRequest, semester: str) -> HttpResponse:
    """Return the signature: 64 bytes, as programs that check it expect it."""
    signature = bytes(_found(semester).signature)
    return _file(signature, "application/octet-stream", f"statistik-{semester}.sig")


@require_safe
def statistics_csv(_request: HttpRequest, semester: str) -> HttpResponse:
    """Return every cell as a line of CSV."""
    text = release_csv(_found(semester))
    return _file(text.encode(), "text/csv; charset=utf-8", f"statistik-{semester}.csv")


@require_safe
def statistics_pdf(_request: HttpRequest, semester: str) -> HttpResponse:
    """Return the release as PDF."""
    return _file(release_pdf(_found(semester)), "application/pdf", f"statistik-{semester}.pdf")


def _found(semester: str) -> Release:
    release = release_of(semester) if semester_read(semester) else None
    if release is None:
        raise Http404(_("Semester ini belum dirilis."))
    return release


def _period(release: Release) -> str:
    return period_words({"semester": release.semester})


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
