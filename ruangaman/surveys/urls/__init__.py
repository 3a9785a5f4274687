"""``/survei/``: each part of work culture has its addresses beside this file."""

from __future__ import annotations

from django.urls import URLPattern

from ruangaman.surveys.urls import ballots, builder, campaigns, results

app_name = "surveys"

urlpatterns: list[URLPattern] = [
    *builder.urlpatterns,
    *ballots.urlpatterns,
    *results.urlpatterns,
    *campaigns.urlpatterns,
]
