"""Addresses of the questions of a survey, from its beginning to its preview."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.surveys.views import items, new, questions

_AT = "survei/<uuid:pk>/pertanyaan/"

urlpatterns: list[URLPattern] = [
    path("survei/baru/", new.survey_new, name="survey_new"),
    path(_AT, questions.questions, name="questions"),
    path(f"{_AT}judul/", questions.questions_head, name="questions_head"),
    path(f"{_AT}etik/", new.questions_ethics, name="questions_ethics"),
    path(f"{_AT}pratinjau/", questions.questions_preview, name="questions_preview"),
    path(f"{_AT}pindah/", questions.part_move, name="part_move"),
    path(f"{_AT}bagian/", questions.section_edit, name="section_add"),
    path(f"{_AT}bagian/<slug:key>/", questions.section_edit, name="section_change"),
    path(f"{_AT}bagian/<slug:section>/pilih/", items.item_choose, name="item_choose"),
    path(f"{_AT}bagian/<slug:section>/tulis/", items.item_add, name="item_add"),
    path(f"{_AT}butir/<slug:key>/", items.item_change, name="item_change"),
    path(f"{_AT}hapus/<slug:kind>/<slug:key>/", questions.part_remove, name="part_remove"),
]
