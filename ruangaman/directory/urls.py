"""``/layanan/``: the directory of services, for those who keep it."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.directory.views import calls, upkeep

app_name = "directory"
_ONE = "layanan/entri/<slug:code>/"

urlpatterns: list[URLPattern] = [
    path("layanan/", upkeep.services, name="list"),
    path("layanan/baru/", upkeep.service_add, name="add"),
    path("layanan/telepon/", calls.call_list, name="calls"),
    path("layanan/daftar.pdf", calls.printed, name="print"),
    path(_ONE, upkeep.service, name="service"),
    path(f"{_ONE}ubah/", upkeep.service_change, name="change"),
    path(f"{_ONE}telepon/", calls.call, name="call"),
    path(f"{_ONE}langkah/<slug:step>/", calls.step, name="step"),
]
