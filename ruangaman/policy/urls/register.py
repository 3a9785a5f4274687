"""Addresses of ``/kebijakan/`` and of the register of documents."""

from __future__ import annotations

from django.urls import path

from ruangaman.policy.views import home, register

urlpatterns = [
    path("kebijakan/", home.home, name="home"),
    path("kebijakan/register/", register.register, name="register"),
]
