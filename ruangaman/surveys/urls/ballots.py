"""Addresses of a survey's life, of slips, link lists, holders and closing."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.surveys.views import life, slips
from ruangaman.surveys.views.home import home

urlpatterns: list[URLPattern] = [
    path("survei/", home, name="home"),
    path("survei/<uuid:pk>/", life.survey, name="survey"),
    path("survei/<uuid:pk>/hari/", life.days, name="survey_days"),
    path("survei/<uuid:pk>/kelompok/", life.strata, name="survey_strata"),
    path("survei/<uuid:pk>/pemegang/", life.holders, name="survey_holders"),
    path("survei/<uuid:pk>/buka/", life.opening, name="survey_open"),
    path("survei/<uuid:pk>/akhiri/", life.ending, name="survey_end"),
    path("survei/<uuid:pk>/batal/", life.cancelling, name="survey_cancel"),
    path("survei/<uuid:pk>/kunci/", life.giving, name="survey_half"),
    path("survei/<uuid:pk>/slip/", slips.bundles, name="slips"),
    path("survei/<uuid:pk>/slip/sisa/", slips.left, name="slips_left"),
    path("survei/<uuid:pk>/slip/<uuid:bundle>/", slips.download, name="slips_file"),
]
