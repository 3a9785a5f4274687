"""Addresses of campaigns and briefings."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.surveys.views import briefings, campaigns, reach

_UNIT = "survei/jangkauan/<slug:code>/"
_ENTRY = "survei/jangkauan/catatan/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("survei/kampanye/", campaigns.campaigns, name="campaigns"),
    path("survei/kampanye/<slug:key>/", campaigns.campaign, name="campaign"),
    path("survei/sosialisasi/", campaigns.briefing, name="briefing"),
    path("survei/sosialisasi/cetak/<slug:paper>/", campaigns.paper, name="briefing_paper"),
    path("survei/jangkauan/", reach.reach, name="reach"),
    path("survei/jangkauan/unduh/", reach.export, name="reach_export"),
    path(_ENTRY, briefings.change, name="briefing_change"),
    path(f"{_ENTRY}tarik/", briefings.withdraw, name="briefing_withdraw"),
    path(_UNIT, reach.unit, name="briefing_unit"),
    path(f"{_UNIT}catat/", briefings.note, name="briefing_note"),
]
