"""Addresses of readiness: who needs what, evaluation forms, needs by module."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.training.views import evaluation, module_needs, needs

_NEEDS = "pelatihan/kebutuhan/"
_FORM = "pelatihan/evaluasi/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path(_NEEDS, needs.needs, name="needs"),
    path(f"{_NEEDS}unduh/", needs.needs_export, name="needs_export"),
    path(f"{_NEEDS}undang/", needs.need_invite, name="need_invite"),
    path(f"{_NEEDS}modul/", module_needs.module_needs, name="needs_by_module"),
    path(_FORM, evaluation.evaluation, name="evaluation"),
    path(f"{_FORM}hasil/", evaluation.evaluation_results, name="evaluation_results"),
    path(f"{_FORM}<slug:moment>/", evaluation.evaluation, name="evaluation"),
]
