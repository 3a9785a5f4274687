"""``/jejaring/orang/``: the people of the network, one of them, and what is recorded of her."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ruangaman.lib import nip
from ruangaman.network.forms.people import (
    FIELDS,
    PeopleFilter,
    PeopleSearch,
    PersonChangeForm,
    PersonForm,
)
from ruangaman.network.models import Decree, Person
from ruangaman.network.nip_words import doubt_words
from ruangaman.network.permissions import coordinator_required, is_coordinator, network_required
from ruangaman.network.selectors.decrees import DecreeNotFound, decree_seen
from ruangaman.network.selectors.people import (
    people_alike,
    people_found,
    person_by_nip,
    person_rows,
)
from ruangaman.network.selectors.units import unit_by_code
from ruangaman.network.services import people as services
from ruangaman.network.services.people import PersonChanged, PersonEntry
from ruangaman.network.services.person_checks import PeopleRefused
from ruangaman.network.views.person import person_of
from ruangaman.people.access import user_of
from ruangaman.people.forms import posted

PAGE_SIZE = 50
_forms = require_http_methods(["GET", "HEAD", "POST"])


@_forms
@network_required
def people(request: HttpRequest) -> HttpResponse:
    """List people by unit, kind and standing; by POST whoever has a name or a number."""
    user, form, search = user_of(request), PeopleFilter(request.GET), PeopleSearch(posted(request))
    valid = form.is_valid() and (not search.is_bound or search.is_valid())
    asked = {name: form.cleaned_data.get(name, "") for name in ("unit", "jenis", "keadaan")}
    if search.is_bound and valid:
        found = _sought(request, search)
    else:
        found = people_found(
            user, unit=asked["unit"], kind=asked["jenis"], standing=asked["keadaan"]
        )
    page = Paginator(found, PAGE_SIZE).get_page(
        None if search.is_bound else request.GET.get("page")
    )
    context = {
        "form": form,
        "search": search,
        "both": [form, search] if search.is_bound else [form],
        "page": page,
        "rows": person_rows(page.object_list),
        "filtered": any(asked.values()),
        "more": search.is_bound and page.has_other_pages(),
        "keeps": is_coordinator(user),
    }
    return render(request, "network/people.html", context, status=200 if valid else 422)


def _sought(request: HttpRequest, search: PeopleSearch) -> Any:
    user = user_of(request)
    if digits := search.digits:
        found = person_by_nip(user, digits) if is_coordinator(user) else None
        return [found] if found else []
    return people_found(user, name=search.cleaned_data["cari"])


@_forms
@coordinator_required
def person_add(request: HttpRequest) -> HttpResponse:
    """Record somebody; whoever comes from a draft goes back to it."""
    unit = unit_by_code(request.GET.get("unit", ""))
    form = PersonForm(posted(request), initial={"unit": unit.name if unit else ""})
    draft, doubts = _draft(request), _Doubts()
    if form.is_valid():
        doubts = _Doubts.of(form.entry)
        if not doubts or form.cleaned_data["yakin"]:
            try:
                made = services.person_add(entry=form.entry, by=user_of(request))
            except PeopleRefused as refused:
                _say(form, refused)
            else:
                messages.success(request, _("%(name)s dicatat.") % {"name": made.name})
                if draft:
                    return redirect("network:decree_person_add", draft.pk)
                return redirect("network:person", made.pk)
    context = {"form": form, "doubts": doubts, "draft": draft, "unit": unit}
    return render(request, "network/person_add.html", context, status=422 if form.is_bound else 200)


@_forms
@coordinator_required
def person_change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct what is recorded; the second of two editors sees what the first one wrote."""
    mine = person_of(request, pk)
    kept = services.entry_of(mine, person_rows([mine])[0].place)
    masked = nip.mask(kept.nip)
    form = PersonChangeForm(posted(request), masked=masked, initial=_typed(mine, kept))
    context: dict[str, Any] = {}
    if form.is_valid():
        entry = _with_number(form, kept)
        doubts = _Doubts.of(entry, mine)
        if doubts and not form.cleaned_data["yakin"]:
            context = {"doubts": doubts}
        else:
            try:
                services.person_change(
                    person=mine, version=form.version, entry=entry, by=user_of(request)
                )
            except PeopleRefused as refused:
                _say(form, refused)
            except PersonChanged as fault:
                context = _differing(fault.person, form, masked)
                form = context["form"]
            else:
                messages.success(request, _("Perubahan disimpan."))
                return redirect("network:person", pk)
    context = {"form": form, "person": mine, **context}
    status = 409 if "differing" in context else 422 if form.is_bound else 200
    return render(request, "network/person_change.html", context, status=status)


class _Doubts:
    """What is worth a second look before somebody is stored; false where there is nothing."""

    def __init__(self, words: Any = (), alike: Any = ()) -> None:
        self.words, self.alike = list(words), list(alike)

    def __bool__(self) -> bool:
        return bool(self.words or self.alike)

    @classmethod
    def of(cls, entry: PersonEntry, known: Person | None = None) -> _Doubts:
        today = timezone.localdate()
        words: list[str] = []
        if entry.nip and not nip.faults(entry.nip, today):
            words = doubt_words(entry.nip, kind=entry.kind, sex=entry.sex, today=today)
        renamed = known is None or known.name != entry.name
        alike = (
            people_alike(name=entry.name, exclude=known.pk if known else None) if renamed else []
        )
        return cls(words, alike)


def _draft(request: HttpRequest) -> Decree | None:
    """Return the draft that somebody came from, if it is one that she may see."""
    try:
        found = decree_seen(user_of(request), uuid.UUID(request.GET.get("sk", "")[:36]))
    except (DecreeNotFound, ValueError):
        return None
    return found if found.state == Decree.State.DRAFT else None


def _say(form: PersonForm, refused: PeopleRefused) -> None:
    for fault in refused.faults:
        name = FIELDS.get(fault.field, "")
        form.add_error(name if name in form.fields else None, fault.message)


def _with_number(form: PersonChangeForm, kept: PersonEntry) -> PersonEntry:
    """Keep the stored number where no other is typed, unless it is to go."""
    entry = form.entry
    if entry.nip or form.cleaned_data.get("hapus_nip"):
        return entry
    return replace(entry, nip=kept.nip)


def _typed(mine: Person, kept: PersonEntry) -> dict[str, Any]:
    known = {name: getattr(kept, field) for field, name in FIELDS.items()}
    return known | {"versi": mine.version, "nip": "", "kelamin": kept.sex or "-"}


def _differing(mine: Person, form: PersonChangeForm, masked: str) -> dict[str, Any]:
    """Return the form as it was typed over the newest version, and where the two differ."""
    now = _typed(mine, services.entry_of(mine, person_rows([mine])[0].place))
    data = dict(form.data.items()) | {"versi": str(mine.version)}
    again = PersonChangeForm(data, masked=masked)
    again.is_valid()
    differing = [
        {"label": again[name].label, "now": now[name], "typed": again[name].value()}
        for name in again.cleaned_data
        if name in now and name not in ("versi", "nip") and again.cleaned_data[name] != now[name]
    ]
    return {"form": again, "differing": differing, "person": mine}


def add_address(unit_code: str, decree: Decree) -> str:
    """Return where somebody of a unit is recorded, with the way back to a draft."""
    query = urlencode({"unit": unit_code, "sk": str(decree.pk)})
    return f"{reverse('network:person_add')}?{query}"
