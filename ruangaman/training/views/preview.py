"""``/pelatihan/praktik/pratinjau/``: whole conversations, for those who write and review them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ruangaman.training.permissions import organiser_required
from ruangaman.training.practice.tree import tree
from ruangaman.training.selectors.practice import checklist_body, talk_current, talks


@require_safe
@organiser_required
def previews(request: HttpRequest) -> HttpResponse:
    """List the loaded conversations with how large they are."""
    rows = [(one, len(one.turns), len(one.endings)) for one in talks()]
    return render(request, "training/practice/previews.html", {"rows": rows})


@require_safe
@organiser_required
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """Show every turn of a conversation, its answers, and where they lead."""
    talk = talk_current(key)
    if talk is None:
        raise Http404
    context = {"tree": tree(talk, checklist_body()), "talk": talk}
    return render(request, "training/practice/preview.html", context)
