"""An address with a value that does not exist: a page that says so, with those that do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

MOST = 12
"""So many values that exist are offered."""

Choices = Iterable[tuple[str, Any]]


def odd_file(request: HttpRequest, kinds: Sequence[str]) -> HttpResponse:
    """Answer 422 to somebody who asked for a kind of file that there is not."""
    said = _("Berkas ini tidak ada dalam bentuk “%(given)s”. Pilih satu dari yang ada.")
    given = {"given": request.GET.get("bentuk", "")}
    return _page(request, [said % given], "bentuk", [(one, one.upper()) for one in kinds])


def odd_choice(request: HttpRequest, form: forms.Form) -> HttpResponse:
    """Answer 422 to somebody who asked for something that a form does not offer."""
    said = _("%(field)s “%(given)s” tidak ada. Pilih satu dari yang ada.")
    name = next(iter(form.errors))
    lines = [
        said % {"field": form.fields[one].label or one, "given": request.GET.get(one, "")}
        for one in form.errors
    ]
    field = form.fields[name]
    offered: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
    return _page(request, lines, name, offered)


def _page(request: HttpRequest, lines: Sequence[str], name: str, choices: Choices) -> HttpResponse:
    """Show what is wrong, with a link for each value that exists; the rest of the address stays."""
    offered = []
    for value, label in list(choices)[:MOST]:
        query = request.GET.copy()
        query[name] = value
        offered.append((f"{request.path}?{query.urlencode()}", label))
    context = {"lines": lines, "offered": offered}
    return render(request, "oversight/odd_value.html", context, status=422)
