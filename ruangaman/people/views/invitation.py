"""``/undangan/<token>/``: an invited person makes her account."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ruangaman.people.faults import Refused
from ruangaman.people.forms import AcceptForm, posted
from ruangaman.people.models import User
from ruangaman.people.selectors.invitations import InvitationClosed, invitation_open
from ruangaman.people.services.invitations import invitation_accept


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a user name and a password, make the account, and sign in."""
    if request.user.is_authenticated:
        return redirect("home")
    try:
        return _accept(request, token)
    except InvitationClosed:
        return render(request, "people/invitation_closed.html", status=404)


def _accept(request: HttpRequest, token: str) -> HttpResponse:
    invitation = invitation_open(token)
    someone = User(email=invitation.email, name=invitation.name)
    form = AcceptForm(posted(request), user=someone)
    if request.method == "POST" and form.is_valid():
        try:
            user = invitation_accept(
                token=token,
                username=form.cleaned_data["username"],
                password=form.cleaned_data["password"],
            )
        except Refused as fault:
            form.add_error("username", fault.message)
        else:
            return _signed_in(request, user)
    context = {"form": form, "invitation": invitation}
    return render(request, "people/invitation.html", context, status=422 if form.is_bound else 200)


def _signed_in(request: HttpRequest, user: User) -> HttpResponse:
    record_authentication(request, user, method="password")
    response: HttpResponse = perform_login(request, user)
    return response
