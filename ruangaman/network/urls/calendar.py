"""Days that matter, the coordinator's week, and calendar feeds of terms and refreshers."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.network.views import calendar

urlpatterns: list[URLPattern] = [
    path("jejaring/jadwal/", calendar.calendar, name="calendar"),
    path("jejaring/minggu/", calendar.week, name="week"),
]
