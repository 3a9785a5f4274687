"""Addresses of self-assessments."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.policy.views import assessments, overview, verifying

_YEAR = "kebijakan/penilaian/<slug:code>/<int:year>/"

urlpatterns: list[URLPattern] = [
    path("kebijakan/penilaian/", overview.assessments, name="assessments"),
    path("kebijakan/penilaian/daftar.xlsx", overview.sheet, name="assessments_sheet"),
    path("kebijakan/penilaian/<slug:code>/", assessments.unit, name="assessment_unit"),
    path(_YEAR, assessments.assessment, name="assessment"),
    path(f"{_YEAR}kirim/", assessments.submit, name="assessment_submit"),
    path(f"{_YEAR}tarik/", assessments.withdraw, name="assessment_withdraw"),
    path(f"{_YEAR}periksa/", verifying.verify, name="assessment_verify"),
    path(f"{_YEAR}cetak.pdf", assessments.paper, name="assessment_paper"),
    path(f"{_YEAR}<slug:view>/<slug:key>/", assessments.answer, name="assessment_answer"),
]
