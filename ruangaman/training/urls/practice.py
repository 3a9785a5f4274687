"""Addresses of training: practice, alone and observed."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.training.views import observers, practice, preview, roleplay

_TALKS = "pelatihan/praktik/"
_EVENT = "pelatihan/acara/<uuid:pk>/bermain-peran/"
_OWN = "pelatihan/bermain-peran/"

urlpatterns: list[URLPattern] = [
    path(_TALKS, practice.practice, name="practice"),
    path(f"{_TALKS}pratinjau/", preview.previews, name="previews"),
    path(f"{_TALKS}pratinjau/<slug:key>/", preview.preview, name="preview"),
    path(f"{_TALKS}<slug:key>/", practice.talk, name="talk"),
    path(_EVENT, roleplay.of_event, name="roleplays"),
    path(f"{_EVENT}<uuid:participant>/", roleplay.of_participant, name="roleplay_enter"),
    path(_OWN, observers.observers, name="observers"),
    path(f"{_OWN}saya/", roleplay.mine, name="roleplay_mine"),
    path(f"{_OWN}lembar/", roleplay.sheet, name="roleplay_sheet"),
    path(f"{_OWN}tunjuk/", observers.observer_name, name="observer_name"),
    path(f"{_OWN}<uuid:pk>/", observers.observed, name="observed"),
    path(f"{_OWN}<uuid:pk>/batal/", observers.observer_cancel, name="observer_cancel"),
    path(f"{_OWN}catatan/<uuid:pk>/", roleplay.correct, name="roleplay_correct"),
    path(f"{_OWN}catatan/<uuid:pk>/hapus/", roleplay.remove, name="roleplay_remove"),
]
