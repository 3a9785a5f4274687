"""Addresses of results, and of what can be learnt before a survey."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.surveys.views.results import results, results_file, results_item
from ruangaman.surveys.views.sample import sample

_ONE = "survei/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path(f"{_ONE}hasil/", results, name="results"),
    path(f"{_ONE}hasil/unduh/", results_file, name="results_file"),
    path(f"{_ONE}hasil/butir/<slug:item>/", results_item, name="results_item"),
    path(f"{_ONE}sampel/", sample, name="sample"),
]
