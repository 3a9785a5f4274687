"""Addresses of oversight on the public surface: released figures."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.oversight.views import public_statistics as views

_SEMESTER = "statistik/<slug:semester>/"

urlpatterns: list[URLPattern] = [
    path("statistik/", views.statistics, name="statistics"),
    path(_SEMESTER, views.statistics_semester, name="statistics_semester"),
    path(f"{_SEMESTER}statistik.json", views.statistics_json, name="statistics_json"),
    path(f"{_SEMESTER}statistik.sig", views.statistics_signature, name="statistics_signature"),
    path(f"{_SEMESTER}statistik.csv", views.statistics_csv, name="statistics_csv"),
    path(f"{_SEMESTER}statistik.pdf", views.statistics_pdf, name="statistics_pdf"),
]
