"""``/pelatihan/``: each part of training has its addresses beside this file."""

from __future__ import annotations

from ruangaman.training.urls import (
    attendance,
    certificates,
    events,
    exchange,
    exports,
    mine,
    practice,
    readiness,
    tests,
)

app_name = "training"

urlpatterns = [
    *mine.urlpatterns,
    *events.urlpatterns,
    *attendance.urlpatterns,
    *tests.urlpatterns,
    *practice.urlpatterns,
    *certificates.urlpatterns,
    *readiness.urlpatterns,
    *exchange.urlpatterns,
    *exports.urlpatterns,
]
