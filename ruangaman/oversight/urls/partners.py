"""Addresses of agreements and reports to partners."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.oversight.views import partner_reports, partners

_ALL, _ONE = "pantau/mitra/", "pantau/mitra/<uuid:pk>/"
_AGREED = "pantau/mitra/perjanjian/<uuid:pk>/"
_REPORT = "pantau/mitra/laporan/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path(_ALL, partners.partners, name="partners"),
    path(f"{_ALL}tambah/", partners.add, name="partner_add"),
    path(_ONE, partners.partner, name="partner"),
    path(f"{_ONE}pembaca/", partners.members, name="partner_members"),
    path(f"{_ONE}perjanjian/", partners.agreement_new, name="agreement_new"),
    path(_AGREED, partners.agreement, name="agreement"),
    path(f"{_AGREED}akhiri/", partners.agreement_end, name="agreement_end"),
    path(f"{_AGREED}laporan/", partners.report_new, name="partner_report_new"),
    path(_REPORT, partner_reports.report, name="partner_report"),
    path(f"{_REPORT}unduh/", partner_reports.download, name="partner_report_file"),
]
