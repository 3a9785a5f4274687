"""Addresses of training: the home, self-study, the induction of units."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.training.views import home, induction, study

_STUDY, _INDUCTION = "pelatihan/belajar/", "pelatihan/induksi/"

urlpatterns: list[URLPattern] = [
    path("pelatihan/", home.home, name="home"),
    path(_STUDY, study.study, name="study"),
    path(f"{_STUDY}<int:number>/", study.module, name="study_module"),
    path(f"{_STUDY}<int:number>/<int:place>/", study.step, name="study_step"),
    path(_INDUCTION, induction.induction, name="induction"),
    path(f"{_INDUCTION}<slug:code>/", induction.induction_unit, name="induction_unit"),
    path(f"{_INDUCTION}<slug:code>/tautan/", induction.link_renew, name="induction_renew"),
    path(f"{_INDUCTION}<slug:code>/lembar/", induction.sheet, name="induction_sheet"),
]
