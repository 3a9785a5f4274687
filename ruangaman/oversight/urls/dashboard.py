"""Addresses of the first page, the picture of all units, and the page for the head of the Dinas."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.oversight.views import home, province

urlpatterns: list[URLPattern] = [
    path("pantau/", home.home, name="home"),
    path("pantau/gambar.xlsx", province.picture_list, name="picture_list"),
    path("pantau/lembar/", province.one_page, name="one_page"),
    path("pantau/lembar.pdf", province.one_page_pdf, name="one_page_pdf"),
]
