"""``/api/kunci/``: keys of partners' programs are made, watched and revoked."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ruangaman.api.forms.keys import KeyForm
from ruangaman.api.models import Key
from ruangaman.api.scopes import Scope
from ruangaman.api.selectors.keys import key_one, key_usage, keys_all
from ruangaman.api.services.calls import KEPT, PER_MINUTE
from ruangaman.api.services.keys import key_make, key_revoke
from ruangaman.oversight.models import Partner
from ruangaman.oversight.permissions import keeper_required
from ruangaman.people.access import user_of
from ruangaman.people.forms import posted

PAGE_SIZE, LINES = 50, 100


@require_safe
@keeper_required
def keys(request: HttpRequest) -> HttpResponse:
    """List all keys."""
    page = Paginator(keys_all(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "today": timezone.localdate(), "partners": Partner.objects.exists()}
    return render(request, "api/keys.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_required
def new(request: HttpRequest) -> HttpResponse:
    """Make a key and show it, once."""
    form = KeyForm(posted(request))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "api/key_new.html", {"form": form}, status=status)
    given = form.cleaned_data
    made, secret = key_make(
        partner=Partner.objects.get(pk=given["mitra"]),
        label=given["program"],
        scopes=given["bagian"],
        expires=given["sampai"],
        by=user_of(request),
    )
    return render(request, "api/key_made.html", {"key": made, "secret": secret})


@require_safe
@keeper_required
def key(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show what a key may read, and how often it was used."""
    found = _key(pk)
    context = {
        "key": found,
        "works": found.revoked_on is None and found.expires >= timezone.localdate(),
        "scopes": [scope.label for scope in Scope if scope in found.scopes],
        "used": key_usage(found, LINES),
        "kept": KEPT.days,
        "most": PER_MINUTE,
    }
    return render(request, "api/key.html", context)


@require_POST
@keeper_required
def revoke(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let a key open nothing from now on."""
    found = _key(pk)
    if key_revoke(key=found, by=user_of(request)):
        messages.success(
            request, _("Kunci dicabut. Mulai sekarang kunci itu tidak membuka apa pun.")
        )
    return redirect("api:key", found.pk)


def _key(pk: uuid.UUID) -> Key:
    found = key_one(pk)
    if found is None:
        raise Http404
    return found
