"""Addresses of training: tests."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.training.views import extra_time, papers, sittings

_EVENT = "pelatihan/acara/<uuid:pk>/tes/"
_TEST = "pelatihan/tes/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path(_EVENT, papers.papers, name="papers"),
    path(f"{_EVENT}usulan/", papers.papers_proposed, name="papers_propose"),
    path(f"{_EVENT}hasil/", papers.test_results, name="test_results"),
    path(f"{_EVENT}waktu/", extra_time.extra_time, name="extra_time"),
    path(f"{_EVENT}<slug:kind>/", papers.paper, name="paper"),
    path(f"{_EVENT}<slug:kind>/hapus/", papers.paper_removed, name="paper_remove"),
    path("pelatihan/tes/saya/", sittings.test_mine, name="test_mine"),
    path(_TEST, sittings.test, name="test"),
    path(f"{_TEST}halaman/<int:page>/", sittings.test_page, name="test_page"),
    path(f"{_TEST}akhir/", sittings.test_end, name="test_end"),
    path(f"{_TEST}hasil/", sittings.test_result, name="test_result"),
]
