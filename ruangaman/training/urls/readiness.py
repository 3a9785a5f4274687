"""Addresses of readiness: who needs what, evaluation forms, needs by module."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.training.views import evaluation

_FORM = "pelatihan/evaluasi/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path(f"{_FORM}hasil/", evaluation.evaluation_results, name="evaluation_results"),
    path(f"{_FORM}<slug:moment>/", evaluation.evaluation, name="evaluation"),
]
