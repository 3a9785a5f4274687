"""What an officer sees beside incidents: audit events without content, and the data map."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Case, Value, When
from django.db.models.functions import TruncDate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ruangaman.core.models import AuditEvent
from ruangaman.people.access import role_required
from ruangaman.people.models import Role, User

PER_PAGE = 100
_HEADING = re.compile(r"^### (?P<model>[\w.]+) · `(?P<table>\w+)`$")
_ROW = re.compile(r"^\| `(?P<field>\w+)` \| (?P<rest>.+) \|$")


@require_safe
@role_required(Role.DPO)
def trail(request: HttpRequest) -> HttpResponse:
    """List who did what and when, newest first; never about what or whom.

    What is about a contact bears its day alone and stands below that day's other events: its
    place among their minutes would tell when somebody came.
    """
    contact = Case(When(action__startswith="contact", then=Value(1)), default=Value(0))
    events = AuditEvent.objects.order_by(TruncDate("at").desc(), contact, "-sequence")
    pages = Paginator(events, PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    names = {
        user.pk: user.name
        for user in User.objects.filter(pk__in=[one.actor for one in page if one.actor])
    }
    rows = [
        {"at": _shown(one), "action": one.action, "name": names.get(one.actor) if one.actor else ""}
        for one in page
    ]
    return render(request, "incidents/trail.html", {"rows": rows, "page_obj": page})


def _shown(event: AuditEvent) -> dt.date:
    """Return the moment of an event; of one about a contact the day alone."""
    return timezone.localdate(event.at) if event.action.startswith("contact") else event.at


@require_safe
@role_required(Role.DPO)
def data_map(request: HttpRequest) -> HttpResponse:
    """Show which fields there are, what they are for, who reads them, and how long they stay."""
    return render(request, "incidents/data_map.html", {"tables": _tables()})


def _tables() -> list[dict[str, Any]]:
    """Read the page of the documentation that a test compares with the database."""
    path = Path(settings.BASE_DIR) / "docs" / "data-map.md"
    if not path.is_file():
        return []
    found: list[dict[str, Any]] = []
    for line in path.read_text("utf-8").splitlines():
        if heading := _HEADING.match(line):
            found.append({"name": heading["table"], "rows": []})
        elif found and (row := _ROW.match(line)):
            cells = [cell.replace("`", "") for cell in row["rest"].split(" | ")]
            found[-1]["rows"].append([row["field"], *cells])
    return found
