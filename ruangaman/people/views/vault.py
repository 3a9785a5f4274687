"""``/kunci/``: a person's vault."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from ruangaman.core.carry import carrier
from ruangaman.core.clock import now
from ruangaman.lib.carry import CarryError
from ruangaman.lib.vault import passphrase_new
from ruangaman.people.access import View, role_required, user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import ChangeForm, ConfirmForm, LostForm, UnlockForm, posted
from ruangaman.people.middleware import cookie_clear, cookie_set
from ruangaman.people.models import KEY_ROLES
from ruangaman.people.selectors import recovery_key
from ruangaman.people.selectors.accounts import has_key, key_id
from ruangaman.people.selectors.receivers import candidate_of
from ruangaman.people.services import vault

_forms = require_http_methods(["GET", "HEAD", "POST"])
_readers = role_required(*KEY_ROLES)


def _page(view: View) -> View:
    return sensitive_post_parameters()(_forms(_readers(view)))


@_page
def unlock(request: HttpRequest) -> HttpResponse:
    """Ask for the pass-phrase, and go on to where the person was going."""
    if not has_key(user_of(request)):
        return redirect("vault_new")
    form = UnlockForm(posted(request))
    target = _target(request)
    if request.method == "POST" and form.is_valid():
        try:
            token = vault.vault_unlock(
                user=user_of(request),
                passphrase=form.cleaned_data["passphrase"],
                session_key=str(request.session.session_key),
            )
        except Refused as fault:
            form.add_error("passphrase", fault.message)
        else:
            return _opened(redirect(target or "home"), token)
    reader = getattr(request, "reader", None)
    context = {
        "form": form,
        "next": target,
        "open": reader is not None,
        "fingerprint": reader.key.public.fingerprint if reader else "",
        "waiting": candidate_of(user_of(request)),
        "idle_minutes": settings.IDLE_LOCK_MINUTES,
    }
    return _show(request, "people/vault/unlock.html", form, context)


@require_POST
@login_required
def lock(request: HttpRequest) -> HttpResponse:
    """Close the vault of this session at once."""
    vault.vault_lock(user=user_of(request), session_key=str(request.session.session_key))
    messages.success(request, _("Terkunci. Isi laporan tidak dapat dibuka sampai Anda membukanya."))
    response = redirect("home")
    cookie_clear(response)
    return response


@_page
def new(request: HttpRequest) -> HttpResponse:
    """Show a new pass-phrase, then ask for it; only then is there a key."""
    if has_key(user_of(request)):
        return redirect("vault_unlock")
    return _passphrase_steps(request, "new", ConfirmForm, _create)


@_page
def change(request: HttpRequest) -> HttpResponse:
    """Change the pass-phrase of the key in use."""
    if not has_key(user_of(request)):
        return redirect("vault_new")
    return _passphrase_steps(request, "change", ChangeForm, _rewrap)


@_page
def lost(request: HttpRequest) -> HttpResponse:
    """Say what a lost pass-phrase means, before a new key."""
    if not has_key(user_of(request)):
        return redirect("vault_new")
    form = LostForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return redirect("vault_replace")
    context = {"form": form, "recovery": recovery_key() is not None}
    return _show(request, "people/vault/lost.html", form, context)


@_page
def replace(request: HttpRequest) -> HttpResponse:
    """Make a new key in place of the one that cannot be opened any more."""
    if not has_key(user_of(request)):
        return redirect("vault_new")
    raise_if_reauthentication_required(request, app="allauth.mfa")
    return _passphrase_steps(request, "replace", ConfirmForm, _replace)


def _passphrase_steps(
    request: HttpRequest, purpose: str, form_class: type[ConfirmForm], finish: Any
) -> HttpResponse:
    """Two pages: the words to write down, then the words read back. Nothing is kept between."""
    passphrase = _carried(request, purpose)
    if passphrase is None:
        return _write_down(request, purpose, passphrase_new())
    if request.POST.get("step") == "again":
        return _write_down(request, purpose, passphrase)
    if request.POST.get("step") == "written":
        form = form_class(initial={"state": request.POST["state"]})
        return _show(request, "people/vault/confirm.html", form, {"form": form, "what": purpose})
    form = form_class(request.POST)
    if form.is_valid() and _same(form.cleaned_data["passphrase"], passphrase):
        try:
            return _opened(redirect("home"), finish(request, form, passphrase))
        except Refused as fault:
            form.add_error("old" if "old" in form.fields else None, fault.message)
    elif "passphrase" not in form.errors:
        form.add_error("passphrase", _("Belum sama dengan frasa yang baru. Periksa kertas Anda."))
    return _show(request, "people/vault/confirm.html", form, {"form": form, "what": purpose})


def _create(request: HttpRequest, _form: forms.Form, passphrase: str) -> bytes:
    vault.vault_create(user=user_of(request), passphrase=passphrase)
    messages.success(request, _("Kunci Anda sudah dibuat dan sudah terbuka."))
    return _unlocked(request, passphrase)


def _replace(request: HttpRequest, _form: forms.Form, passphrase: str) -> bytes:
    vault.key_replace(user=user_of(request), passphrase=passphrase)
    messages.success(request, _("Kunci baru sudah dibuat. Laporan lama tetap tertutup bagi Anda."))
    return _unlocked(request, passphrase)


def _unlocked(request: HttpRequest, passphrase: str) -> bytes:
    return vault.vault_unlock(
        user=user_of(request), passphrase=passphrase, session_key=str(request.session.session_key)
    )


def _rewrap(request: HttpRequest, form: forms.Form, passphrase: str) -> bytes:
    token = vault.passphrase_change(
        user=user_of(request),
        old=form.cleaned_data["old"],
        new=passphrase,
        session_key=str(request.session.session_key),
    )
    messages.success(request, _("Frasa kunci sudah diganti. Hancurkan kertas yang lama."))
    return token


def _write_down(request: HttpRequest, purpose: str, passphrase: str) -> HttpResponse:
    state = carrier().seal(passphrase.encode(), step=_step(request, purpose), now=now())
    context = {"words": passphrase.split(), "state": state, "what": purpose}
    return render(request, "people/vault/write_down.html", context)


def _carried(request: HttpRequest, purpose: str) -> str | None:
    """Return the pass-phrase that came with the form; None if there is none, or it is too old."""
    if request.method != "POST":
        return None
    try:
        body = carrier().open(
            request.POST.get("state", ""), step=_step(request, purpose), now=now()
        )
    except CarryError:
        messages.warning(request, _("Halaman ini terlalu lama terbuka. Ini enam kata yang baru."))
        return None
    return body.decode()


def _step(request: HttpRequest, purpose: str) -> str:
    """Bind the words to the person and to the key she has: a page sent twice works once."""
    return f"passphrase {purpose} {user_of(request).pk} {key_id(user_of(request))}"


def _same(typed: str, passphrase: str) -> bool:
    return typed.casefold().split() == passphrase.split()


def _opened(response: HttpResponse, token: bytes) -> HttpResponse:
    cookie_set(response, token)
    return response


def _target(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else ""


def _show(
    request: HttpRequest, template: str, form: forms.Form, context: dict[str, Any]
) -> HttpResponse:
    return render(request, template, context, status=422 if form.is_bound else 200)
