"""``/kontak/``: contact records."""

from __future__ import annotations

from django.urls import path, re_path

from ruangaman.casework.contacts.views import new, own

app_name = "contacts"

RECORD = r"(?P<token>[B-Z2-9]{4}-[B-Z2-9]{4})"

urlpatterns = [
    path("kontak/", own.contacts, name="list"),
    path("kontak/baru/", new.new, name="new"),
    path("kontak/formulir.pdf", own.paper, name="paper"),
    re_path(rf"^kontak/{RECORD}/$", own.sealed, name="detail"),
    re_path(rf"^kontak/{RECORD}/(?P<name>buka|tanya|tutup|serah)/$", own.step, name="step"),
]
