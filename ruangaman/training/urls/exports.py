"""Addresses of lists and reports."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.training.views import exports

_ONE = "pelatihan/acara/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path(f"{_ONE}ekspor/kehadiran/", exports.attendance, name="export_attendance"),
    path(f"{_ONE}ekspor/hasil/", exports.results, name="export_results"),
    path("pelatihan/jam/", exports.hours, name="hours"),
    path("pelatihan/laporan/", exports.reports, name="reports"),
    path("pelatihan/laporan/<uuid:pk>/", exports.report, name="report"),
    path("pelatihan/laporan/<uuid:pk>/pdf/", exports.report_pdf, name="report_pdf"),
]
