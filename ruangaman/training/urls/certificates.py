"""Addresses of training: certificates."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.training.views import certificates, issuing

_ONE = "pelatihan/sertifikat/<uuid:pk>/"
_BATCH = "pelatihan/sertifikat/penerbitan/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("pelatihan/sertifikat/", certificates.certificates, name="certificates"),
    path("pelatihan/sertifikat/saya/", certificates.my_certificates, name="my_certificates"),
    path(_BATCH, issuing.batch, name="batch"),
    path(f"{_BATCH}unduh/", issuing.batch_download, name="batch_download"),
    path(_ONE, certificates.certificate, name="certificate"),
    path(f"{_ONE}cabut/", certificates.certificate_revoke, name="certificate_revoke"),
    path(f"{_ONE}nama/", certificates.certificate_rename, name="certificate_rename"),
    path(f"{_ONE}pdf/", certificates.certificate_pdf, name="certificate_pdf"),
    path(
        f"{_ONE}kredensial.json",
        certificates.certificate_credential,
        name="certificate_credential",
    ),
    path(
        "pelatihan/acara/<uuid:pk>/sertifikat/",
        issuing.event_certificates,
        name="event_certificates",
    ),
]
