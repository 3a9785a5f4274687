"""Addresses of events."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.training.views import event_parts, events, invitation, materials, participants

_ONE = "pelatihan/acara/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("pelatihan/acara/", events.events, name="events"),
    path("pelatihan/acara/baru/", events.event_add, name="event_add"),
    path(_ONE, events.event, name="event"),
    path(f"{_ONE}ubah/", events.event_change, name="event_change"),
    path(f"{_ONE}langkah/<slug:step>/", events.event_step, name="event_step"),
    path(f"{_ONE}sesi/baru/", event_parts.session_add, name="session_add"),
    path(f"{_ONE}sesi/<uuid:session>/", event_parts.session_change, name="session_change"),
    path(f"{_ONE}sesi/<uuid:session>/hapus/", event_parts.session_remove, name="session_remove"),
    path(f"{_ONE}pelatih/", event_parts.trainers, name="event_trainers"),
    path(f"{_ONE}kursi/", event_parts.seats, name="event_seats"),
    path(f"{_ONE}rincian/", event_parts.counted, name="event_counted"),
    path(f"{_ONE}peserta/", participants.participants, name="participants"),
    path(f"{_ONE}peserta/undang/", participants.invite, name="event_invite"),
    path(f"{_ONE}peserta/surat/", participants.letters, name="event_letters"),
    path(
        f"{_ONE}peserta/<uuid:participant>/<slug:name>/",
        participants.step,
        name="participant_step",
    ),
    path(f"{_ONE}bahan/", materials.material_add, name="material_add"),
    path(f"{_ONE}bahan/<uuid:material>/", materials.material, name="material"),
    path(f"{_ONE}bahan/<uuid:material>/hapus/", materials.material_remove, name="material_remove"),
    path("pelatihan/undangan/<uuid:pk>/", invitation.invitation, name="invitation"),
]
