"""Addresses of the indicators."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.oversight.views import indicators as views
from ruangaman.oversight.views.contracts import contracts

_ALL = "pantau/indikator/"
_ONE = f"{_ALL}<slug:code>/"

urlpatterns: list[URLPattern] = [
    path(_ALL, views.indicators, name="indicators"),
    path(f"{_ALL}unduh/", views.indicators_file, name="indicators_file"),
    path(f"{_ALL}kontrak/", contracts, name="contracts"),
    path(_ONE, views.indicator, name="indicator"),
    path(f"{_ONE}unit/", views.indicator_units, name="indicator_units"),
    path(f"{_ONE}unduh/", views.indicator_file, name="indicator_file"),
]
