"""Addresses of the public surface. Everything but ``/healthz`` also stands under ``/en/``."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from ruangaman.core import views
from ruangaman.directory.urls_public import urlpatterns as directory
from ruangaman.network.urls_public import urlpatterns as network
from ruangaman.oversight.urls_public import urlpatterns as oversight
from ruangaman.policy.urls_public import urlpatterns as policy
from ruangaman.reporting.urls import urlpatterns as reporting
from ruangaman.surveys.urls_public import urlpatterns as surveys
from ruangaman.training.urls_public import urlpatterns as training

_rooms = [*reporting, *directory, *network, *training, *policy, *surveys, *oversight]

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    *i18n_patterns(path("", include((_rooms, "public"))), prefix_default_language=False),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
