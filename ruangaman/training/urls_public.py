"""Addresses of training on the public surface: certificates and the induction."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.training.views import public_certificates as certificates
from ruangaman.training.views.public_induction import induction

urlpatterns: list[URLPattern] = [
    path("sertifikat/", certificates.certificate_check, name="certificate_check"),
    path("sertifikat/kunci/", certificates.certificate_keys, name="certificate_keys"),
    path(
        "sertifikat/kunci/kunci.json",
        certificates.certificate_keys_json,
        name="certificate_keys_json",
    ),
    path("sertifikat/<uuid:pk>/", certificates.certificate_public, name="certificate"),
    path("belajar/<slug:token>/", induction, name="induction"),
]
