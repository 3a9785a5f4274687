"""URLs of the public pages that inform."""

from __future__ import annotations

from django.urls import path

from ruangaman.directory.views import public as views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("bantuan/", views.help_page, name="help"),
    path("hak/", views.rights, name="rights"),
    path("privasi/", views.privacy, name="privacy"),
]
