"""``/jejaring/orang/<pk>/``: one person with her history, and the steps that can be taken."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.lib import nip
from ruangaman.network.forms import people as forms
from ruangaman.network.models import Leave, Person
from ruangaman.network.permissions import (
    coordinator_required,
    is_coordinator,
    network_required,
    units_headed,
)
from ruangaman.network.selectors.people import (
    PersonNotFound,
    PersonPage,
    deputies_to_choose,
    person_page,
    person_seen,
)
from ruangaman.network.selectors.ranks import rank_words
from ruangaman.network.services import leaves
from ruangaman.network.services import people as services
from ruangaman.network.services.people import PersonChanged
from ruangaman.network.views.person_ways import STEPS, steps_of
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.people.models import User

_FIELDS: Mapping[str, str] = {
    "unit_code": "unit",
    "day": "hari",
    "first": "pertama",
    "last": "terakhir",
    "deputy": "pengganti",
    "number": "nomor",
    "until": "sampai",
}
"""Which field of a form a refusal is about."""
_forms = require_http_methods(["GET", "HEAD", "POST"])


def person_of(request: HttpRequest, pk: uuid.UUID) -> Person:
    """Return a person this reader may see; for all others there is none (404)."""
    try:
        return person_seen(user_of(request), pk)
    except PersonNotFound as missing:
        raise Http404 from missing


@require_safe
@network_required
def person(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show somebody: the coordinator anybody, a head who serves in the own unit."""
    return shown(request, person_of(request, pk))


@_forms
@coordinator_required
def person_nip(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show somebody's number, once; it is written down that it was looked at.

    The address alone, as from the link to the other language, shows her page without it.
    """
    mine = person_of(request, pk)
    if request.method != "POST":
        return redirect("network:person", pk)
    number = services.nip_show(person=mine, by=user_of(request))
    return shown(request, mine, number=nip.grouped(number))


def shown(request: HttpRequest, mine: Person, **context: Any) -> HttpResponse:
    """Return the page of a person, with what went wrong in ``failed``."""
    user = user_of(request)
    keeps, page = is_coordinator(user), person_page(user, mine)
    status = context.pop("status", 200)
    entry = services.entry_of(mine, page.row.place)
    context = {
        "page": page,
        "keeps": keeps,
        "entry": entry if keeps else None,
        "masked": nip.mask(entry.nip) if keeps else "",
        "steps": steps_of(page) if keeps else [],
        "proposes": _proposes(user, page),
        "rank": rank_words().get(mine.rank, mine.rank),
        **context,
    }
    return render(request, "network/person.html", context, status=status)


@_forms
@coordinator_required
def person_step(request: HttpRequest, pk: uuid.UUID, step: str) -> HttpResponse:
    """Take one of ``STEPS``; what cannot be taken now is not there."""
    mine, way = person_of(request, pk), STEPS.get(step)
    page = person_page(user_of(request), mine)
    if way is None or not way.may(page):
        raise Http404
    options: dict[str, Any] = {}
    if way.form is forms.AwayForm:
        options["deputies"] = deputies_to_choose(mine)
    form = way.form(posted(request), initial=_initial(mine), **options)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            way.run(mine, form, user_of(request))
        except PersonChanged as fault:
            form, status = way.form(newer(form, fault.person), **options), 409
            form.add_error(None, changed_words())
        except Refused as refused:
            refusal_say(form, refused)
        else:
            messages.success(request, str(way.done))
            return redirect("network:people") if step == "hapus" else redirect("network:person", pk)
    context = {"form": form, "way": way, "page": page}
    return render(request, "network/person_step.html", context, status=status)


@_forms
@coordinator_required
def person_leave_cancel(request: HttpRequest, pk: uuid.UUID, leave: uuid.UUID) -> HttpResponse:
    """Take days away back."""
    mine = person_of(request, pk)
    found = get_object_or_404(Leave, pk=leave, person=mine)
    if request.method != "POST":
        return redirect("network:person", pk)
    try:
        leaves.leave_cancel(leave=found, version=version_sent(request), by=user_of(request))
    except PersonChanged:
        return shown(request, person_of(request, pk), failed=changed_words(), status=409)
    except Refused as refused:
        return shown(request, mine, failed=refused.message, status=422)
    messages.success(request, _("Cuti dibatalkan."))
    return redirect("network:person", pk)


def _proposes(user: User, page: PersonPage) -> bool:
    """Say whether this head of unit can propose days away."""
    place = page.row.place
    return bool(place and place.unit_code in units_headed(user) and page.person.user_id != user.pk)


def _initial(person: Person) -> dict[str, Any]:
    number, until = person.certificate, person.certified_until
    return {"versi": person.version, "nomor": number, "sampai": until}


def newer(form: Any, person: Person) -> dict[str, Any]:
    """Return what was typed, for the version that is there now."""
    return dict(form.data.items()) | {"versi": str(person.version)}


def refusal_say(form: Any, refused: Refused) -> None:
    """Say at its field why something was refused."""
    name = _FIELDS.get(getattr(refused, "field", ""), "")
    if isinstance(form, forms.AccountForm):
        name = "akun"
    form.add_error(name if name in form.fields else None, refused.message)


def version_sent(request: HttpRequest) -> int:
    """Return the version of the person that a page showed; 0, which nobody has, for none."""
    sent = request.POST.get("versi", "")[:9]
    return int(sent) if sent.isascii() and sent.isdigit() else 0


def changed_words() -> str:
    """Say that somebody else was faster."""
    return _(
        "Data orang ini baru saja diubah orang lain. Yang Anda isi masih ada; periksa, lalu"
        " simpan lagi."
    )
