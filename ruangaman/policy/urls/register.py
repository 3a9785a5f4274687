"""Addresses of ``/kebijakan/`` and of the register of documents."""

from __future__ import annotations

from django.urls import path

from ruangaman.policy.views import document_steps, documents, home, register

_AT = "kebijakan/register/di/<slug:place>/"
_ONE = "kebijakan/dokumen/<uuid:pk>/"

urlpatterns = [
    path("kebijakan/", home.home, name="home"),
    path("kebijakan/register/", register.register, name="register"),
    path("kebijakan/register/unduh/", register.register_export, name="register_export"),
    path(_AT, register.register_of, name="register_of"),
    path(f"{_AT}baru/", documents.document_choose, name="document_choose"),
    path(f"{_AT}baru/<slug:template>/", documents.document_add, name="document_add"),
    path(_ONE, documents.document, name="document"),
    path(f"{_ONE}ubah/", documents.document_change, name="document_change"),
    path(f"{_ONE}berlaku/", document_steps.adopt, name="document_adopt"),
    path(f"{_ONE}akhiri/", document_steps.end, name="document_end"),
    path(f"{_ONE}versi/", document_steps.renew, name="document_renew"),
    path(f"{_ONE}hapus/", document_steps.remove, name="document_remove"),
    path(f"{_ONE}cetak/<slug:form>/", documents.paper, name="document_paper"),
]
