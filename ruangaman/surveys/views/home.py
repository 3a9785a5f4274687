"""``/survei/``: surveys by how far they are, and the other parts of work culture."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ruangaman.people.access import user_of
from ruangaman.people.models import Role
from ruangaman.people.permissions import roles_of
from ruangaman.surveys.cards import cards_for
from ruangaman.surveys.permissions import home_required
from ruangaman.surveys.selectors.surveys import halves_waited_for, surveys_seen

PAGE_SIZE = 25


@require_safe
@home_required
def home(request: HttpRequest) -> HttpResponse:
    """List the surveys this person may see; a holder reads first where her half is waited for."""
    user = user_of(request)
    roles = roles_of(user)
    holds = Role.STATISTICS in roles
    context = {
        "page": Paginator(surveys_seen(user), PAGE_SIZE).get_page(request.GET.get("page")),
        "cards": cards_for(roles),
        "keeps": Role.COORDINATOR in roles,
        "holds": holds,
        "waited": halves_waited_for(user) if holds else [],
    }
    return render(request, "surveys/home.html", context)
