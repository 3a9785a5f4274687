"""Addresses of surveys on the public surface: answering."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.surveys.views.public_survey import survey

urlpatterns: list[URLPattern] = [
    path("survei/", survey, name="survey"),
    path("survei/<slug:code>/", survey, name="survey_slip"),
]
