"""``/api/``: what programs may ask, and the pages on which their keys are kept."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.api.views import keys
from ruangaman.api.views.reference import reference

app_name = "api"

urlpatterns: list[URLPattern] = [
    path("api/", reference, name="reference"),
    path("api/kunci/", keys.keys, name="keys"),
    path("api/kunci/baru/", keys.new, name="key_new"),
    path("api/kunci/<uuid:pk>/", keys.key, name="key"),
    path("api/kunci/<uuid:pk>/cabut/", keys.revoke, name="key_revoke"),
]
