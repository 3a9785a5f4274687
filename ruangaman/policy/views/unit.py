"""``/kebijakan/unit/<code>/``: all about prevention in one unit. Never anything about a report."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ruangaman.network.selectors.todo import todo_for
from ruangaman.network.selectors.units import unit_by_code
from ruangaman.network.todo_pages import todo_page
from ruangaman.network.unit_facts import Tone, facts_of
from ruangaman.people.access import user_of
from ruangaman.policy.permissions import may_see, unit_required


@require_safe
@unit_required
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show how prevention stands in a unit, and what to do next; another's unit is 404."""
    user, today = user_of(request), timezone.localdate()
    found = unit_by_code(code) if may_see(user, code) else None
    if found is None:
        raise Http404
    roles = set(user.grants.values_list("role", flat=True))
    facts = facts_of(code, today)
    context = {
        "unit": found,
        "today": today,
        "rows": [(one, not one.opens or bool(one.opens & roles)) for one in facts],
        "good": sum(one.tone == Tone.GOOD for one in facts),
        "judged": sum(one.tone != Tone.PLAIN for one in facts),
        "todos": [
            (one, todo_page(one, roles)) for one in todo_for(user, today) if one.unit_code == code
        ],
    }
    return render(request, "policy/unit.html", context)
