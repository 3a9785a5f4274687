"""``/piket/``, and how one's own notices arrive."""

from __future__ import annotations

from django.urls import path, re_path

from ruangaman.duty.views import mine, roster, team

app_name = "duty"

urlpatterns = [
    path("piket/", roster.roster, name="roster"),
    path("piket/tidak-hadir/", roster.absence, name="absence"),
    path("piket/tidak-hadir/<uuid:pk>/hapus/", roster.absence_end, name="absence_end"),
    path("piket/tukar/", roster.swap, name="swap"),
    path("piket/tukar/<uuid:pk>/", roster.swap_answer, name="swap_answer"),
    path("piket/keterjangkauan/", team.reach, name="reach"),
    path("piket/<uuid:pk>/", team.team, name="team"),
    path("piket/<uuid:pk>/hari/", team.day, name="team_day"),
    path("piket/<uuid:pk>/tidak-hadir/", team.absence, name="team_absence"),
    path(
        "piket/<uuid:pk>/tidak-hadir/<uuid:absence_id>/hapus/",
        team.absence_end,
        name="team_absence_end",
    ),
    path("piket/<uuid:pk>/jam/", team.hours, name="hours"),
    path("akun/pemberitahuan/", mine.mine, name="mine"),
    path("akun/pemberitahuan/uji/", mine.trial, name="trial"),
    path("uji/", mine.opened, name="opened"),
    re_path(r"^uji/(?P<code>[0-9]{6})/$", mine.opened, name="opened_code"),
]
