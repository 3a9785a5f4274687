"""What an officer sees beside incidents: audit events without content, and the data map."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ruangaman.incidents.selectors.trail import trail_events, trail_lines
from ruangaman.people.access import role_required
from ruangaman.people.models import Role

PER_PAGE = 100
_HEADING = re.compile(r"^### (?P<model>[\w.]+) · `(?P<table>\w+)`$")
_ROW = re.compile(r"^\| `(?P<field>\w+)` \| (?P<rest>.+) \|$")


@require_safe
@role_required(Role.DPO)
def trail(request: HttpRequest) -> HttpResponse:
    """List who did what and when, newest first; never about what or whom."""
    page = Paginator(trail_events(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"rows": trail_lines(list(page)), "page_obj": page}
    return render(request, "incidents/trail.html", context)


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
