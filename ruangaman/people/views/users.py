"""``/pengguna/``: accounts, for administrators."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ruangaman.people.access import role_required, user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import InviteForm, RoleForm, SearchForm, posted
from ruangaman.people.models import Invitation, Role, RoleGrant, User
from ruangaman.people.selectors.accounts import invitations_found, users_found
from ruangaman.people.selectors.failed_sign_ins import failures_of
from ruangaman.people.services import accounts, grants, invitations
from ruangaman.people.services.sessions import sign_out_everywhere

PAGE_SIZE = 25
_administrators = role_required(Role.ADMINISTRATOR)
_forms = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@_administrators
def users(request: HttpRequest) -> HttpResponse:
    """List accounts and open invitations."""
    form = SearchForm(request.GET)
    valid = form.is_valid()
    search = form.cleaned_data.get("q", "")
    state = form.cleaned_data.get("keadaan", "")
    found = users_found(search=search, state=state) if state != "invited" else User.objects.none()
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    invited = invitations_found(search=search) if state in ("", "invited") else []
    context = {"form": form, "page": page, "invitations": invited, "searched": search or state}
    return render(request, "people/users/list.html", context, status=200 if valid else 422)


@_forms
@_administrators
def invite(request: HttpRequest) -> HttpResponse:
    """Invite a person; the link is shown on the answer, once."""
    form = InviteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            invitation, token = invitations.invitation_create(
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                spec=form.spec,
                by=user_of(request),
            )
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            link = request.build_absolute_uri(reverse("invitation", args=[token]))
            context = {"invitation": invitation, "link": link}
            return render(request, "people/users/invited.html", context)
    return render(
        request, "people/users/invite.html", {"form": form}, status=422 if form.is_bound else 200
    )


@require_POST
@_administrators
def revoke(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """End an open invitation."""
    invitation = get_object_or_404(Invitation, pk=pk)
    invitations.invitation_revoke(invitation=invitation, by=user_of(request))
    messages.success(request, _("Undangan dicabut. Tautannya tidak berlaku lagi."))
    return redirect("users:list")


@require_safe
@_administrators
def detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show an account."""
    return _detail(request, pk, RoleForm())


@require_POST
@_administrators
def role_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give a role."""
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _detail(request, pk, form)
    try:
        grants.grant_add(user=get_object_or_404(User, pk=pk), spec=form.spec, by=user_of(request))
    except Refused as fault:
        form.add_error(None, fault.message)
        return _detail(request, pk, form)
    messages.success(request, _("Peran ditambahkan."))
    return redirect("users:detail", pk)


@require_POST
@_administrators
def role_remove(request: HttpRequest, pk: uuid.UUID, grant: int) -> HttpResponse:
    """Take a role away."""
    row = get_object_or_404(RoleGrant.objects.select_related("user", "team"), pk=grant, user=pk)
    return _act(request, pk, _("Peran dicabut."), partial(grants.grant_remove, grant=row))


@require_POST
@_administrators
def suspend(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Suspend an account and end its sessions."""
    user = get_object_or_404(User, pk=pk)
    message = _("Akun ditangguhkan dan dikeluarkan dari semua perangkat.")
    return _act(request, pk, message, partial(accounts.user_suspend, user=user))


@require_POST
@_administrators
def resume(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let a suspended person in again."""
    user = get_object_or_404(User, pk=pk)
    return _act(request, pk, _("Akun aktif lagi."), partial(accounts.user_resume, user=user))


@require_POST
@_administrators
def sign_out(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """End a person's sessions: a device was lost."""
    user = get_object_or_404(User, pk=pk)
    message = _("Orang ini dikeluarkan dari semua perangkat.")
    return _act(request, pk, message, partial(sign_out_everywhere, user=user))


def _act(
    request: HttpRequest, pk: uuid.UUID, message: str, service: Callable[..., object]
) -> HttpResponse:
    try:
        service(by=user_of(request))
    except Refused as fault:
        messages.error(request, str(fault.message))
    else:
        messages.success(request, message)
    return redirect("users:detail", pk)


def _detail(request: HttpRequest, pk: uuid.UUID, form: RoleForm) -> HttpResponse:
    user = get_object_or_404(users_found(search="", state=""), pk=pk)
    context = {
        "person": user,
        "form": form,
        "myself": user.pk == user_of(request).pk,
        "failed": failures_of(user),
    }
    return render(
        request, "people/users/detail.html", context, status=422 if form.is_bound else 200
    )
