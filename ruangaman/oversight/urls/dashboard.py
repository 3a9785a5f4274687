"""Addresses of the first page, the picture of all units, and the page for the head of the Dinas."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.oversight.views.home import home

urlpatterns: list[URLPattern] = [path("pantau/", home, name="home")]
