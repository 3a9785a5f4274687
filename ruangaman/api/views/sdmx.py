"""``sdmx``: indicators and releases for statistical programs, as SDMX-CSV 2.0."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from ruangaman.api.framework import CSV, Router, reads
from ruangaman.api.scopes import Scope
from ruangaman.api.sdmx import release_csv, series_csv
from ruangaman.api.views.parameters import Month, months_read
from ruangaman.api.views.releases import Semester, release_found
from ruangaman.oversight.selectors.releases import document
from ruangaman.oversight.selectors.series import defined, observed

router = Router()


@reads(
    router, "sdmx/indicators", scope=Scope.INDICATORS, name="sdmx_indicators", answer=None, csv=True
)
def series(
    request: HttpRequest,  # noqa: ARG001
    since: Month = None,
    until: Month = None,
) -> HttpResponse:
    """All indicators of the province by month, as SDMX-CSV; the last twelve without `since`."""
    chosen = [one["id"] for one in defined().values()]
    months = observed(chosen, *months_read(since, until))
    return _csv(series_csv(chosen, months))


@reads(
    router,
    "sdmx/releases/{semester}",
    scope=Scope.RELEASES,
    name="sdmx_release",
    answer=None,
    csv=True,
)
def release(request: HttpRequest, semester: Semester) -> HttpResponse:  # noqa: ARG001
    """One release as SDMX-CSV: a hidden cell has no value and the status Q."""
    return _csv(release_csv(document(release_found(semester))))


def _csv(text: str) -> HttpResponse:
    return HttpResponse(text, content_type=f"{CSV}; version=2.0.0; charset=utf-8")
