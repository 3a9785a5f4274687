"""Addresses of the staff surface. Pages stand under ``/en/`` too; what programs ask does not."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from ruangaman.api.urls_v1 import urlpatterns as api_v1
from ruangaman.casework.views.metrics import metrics
from ruangaman.core import views
from ruangaman.network.views.calendar import feed

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("metrik/", metrics, name="metrics"),
    path("kalender/<str:token>.ics", feed, name="calendar_feed"),
    path("api/v1/", include(api_v1)),
    *i18n_patterns(
        path("", include("ruangaman.people.urls")),
        path("", include("ruangaman.incidents.urls")),
        path("", include("ruangaman.casework.urls")),
        path("", include("ruangaman.casework.contacts.urls")),
        path("", include("ruangaman.duty.urls")),
        path("", include("ruangaman.network.urls")),
        path("", include("ruangaman.directory.urls")),
        path("", include("ruangaman.training.urls")),
        path("", include("ruangaman.policy.urls")),
        path("", include("ruangaman.surveys.urls")),
        path("", include("ruangaman.oversight.urls")),
        path("", include("ruangaman.api.urls")),
        prefix_default_language=False,
    ),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler429 = views.too_many
handler500 = views.server_error
