"""Addresses of the annual management review."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.oversight.views import review_steps, reviews

_YEAR = "pantau/tinjauan/<int:year>/"
_PART = f"{_YEAR}bagian/<slug:section>/"
_DECISION = f"{_YEAR}keputusan/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("pantau/tinjauan/", reviews.reviews, name="reviews"),
    path(_YEAR, reviews.review, name="review"),
    path(f"{_YEAR}naskah.<slug:form>", reviews.paper, name="review_paper"),
    path(f"{_YEAR}tutup/", review_steps.close, name="review_close"),
    path(f"{_PART}catatan/", review_steps.note, name="review_note"),
    path(f"{_PART}keputusan/", review_steps.decision_add, name="review_decision_add"),
    path(_DECISION, review_steps.decision, name="review_decision"),
    path(f"{_DECISION}hapus/", review_steps.decision_remove, name="review_decision_remove"),
]
