"""Addresses of links, staff lists and signatures."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.policy.views import pledges, staff

_UNIT = "kebijakan/pernyataan/<slug:code>"

urlpatterns: list[URLPattern] = [
    path("kebijakan/pernyataan/", pledges.units, name="pledges"),
    path("kebijakan/pernyataan.xlsx", pledges.units_sheet, name="pledges_sheet"),
    path(f"{_UNIT}/", pledges.unit, name="pledge_unit"),
    path(f"{_UNIT}/tautan/", pledges.link_renew, name="pledge_link"),
    path(f"{_UNIT}/lembar/", pledges.link_sheet, name="pledge_sheet"),
    path(f"{_UNIT}/daftar.pdf", pledges.paper, name="pledge_paper"),
    path(f"{_UNIT}/pegawai/", staff.add, name="staff_add"),
    path(f"{_UNIT}/pegawai/unggah/", staff.upload, name="staff_upload"),
    path(f"{_UNIT}/pegawai/<uuid:pk>/keluar/", staff.leave, name="staff_leave"),
    path(f"{_UNIT}/kertas/", staff.on_paper, name="pledges_on_paper"),
    path(f"{_UNIT}/tanda/<uuid:pk>/", staff.match, name="pledge_match"),
]
