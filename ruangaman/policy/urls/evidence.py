"""Addresses of evidence: files of a document, an answer, an action."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from ruangaman.policy.evidence import ABOUT
from ruangaman.policy.views import evidence


class About(StringConverter):
    """What evidence is about."""

    regex = "|".join(ABOUT)


register_converter(About, "policy_about")

urlpatterns = [
    path("kebijakan/bukti/<policy_about:about>/<uuid:pk>/", evidence.add, name="evidence_add"),
    path("kebijakan/bukti/<uuid:pk>/", evidence.give, name="evidence"),
    path("kebijakan/bukti/<uuid:pk>/hapus/", evidence.remove, name="evidence_remove"),
]
