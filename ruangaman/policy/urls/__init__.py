"""``/kebijakan/``: each part of policy has its addresses beside this file."""

from __future__ import annotations

from django.urls import URLPattern

from ruangaman.policy.urls import (
    acknowledgements,
    actions,
    assessments,
    evidence,
    register,
    unit,
)

app_name = "policy"

urlpatterns: list[URLPattern] = [
    *unit.urlpatterns,
    *register.urlpatterns,
    *evidence.urlpatterns,
    *acknowledgements.urlpatterns,
    *assessments.urlpatterns,
    *actions.urlpatterns,
]
