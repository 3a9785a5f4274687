"""Addresses of the staff surface. All but ``/healthz``, ``/metrik/`` also stand under ``/en/``."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from ruangaman.casework.views.metrics import metrics
from ruangaman.core import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("metrik/", metrics, name="metrics"),
    *i18n_patterns(
        path("", include("ruangaman.people.urls")),
        path("", include("ruangaman.casework.urls")),
        path("", include("ruangaman.duty.urls")),
        path("", include("ruangaman.network.urls")),
        prefix_default_language=False,
    ),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler429 = views.too_many
handler500 = views.server_error
