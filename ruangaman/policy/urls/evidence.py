"""Addresses of evidence: files of a document, an answer, an action."""

from __future__ import annotations

from django.urls import path

from ruangaman.policy.views import evidence

urlpatterns = [
    path("kebijakan/bukti/<slug:about>/<uuid:pk>/", evidence.add, name="evidence_add"),
    path("kebijakan/bukti/<uuid:pk>/", evidence.give, name="evidence"),
    path("kebijakan/bukti/<uuid:pk>/hapus/", evidence.remove, name="evidence_remove"),
]
