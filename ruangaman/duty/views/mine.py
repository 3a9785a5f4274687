"""Where my notices go, and that a test message arrived."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ruangaman.core.instance import is_demo
from ruangaman.duty.forms import AddressesForm, CodeForm, addresses_initial
from ruangaman.duty.permissions import receiver_required
from ruangaman.duty.selectors.mine import addresses_of, letters_of
from ruangaman.duty.selectors.pages import month_test_is_here
from ruangaman.duty.selectors.reach import language_of, tested_this_month
from ruangaman.duty.services import reach as services
from ruangaman.duty.words import task_words
from ruangaman.notify.channels import channels_configured
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted

_forms = require_http_methods(["GET", "HEAD", "POST"])


@_forms
@receiver_required
def mine(request: HttpRequest) -> HttpResponse:
    """Show and change where my notices go."""
    user, channels = user_of(request), channels_configured()
    language = language_of(user.pk)
    form = AddressesForm(
        posted(request),
        channels=channels,
        account=user.email,
        initial=addresses_initial(addresses_of(user), language),
    )
    if request.method == "POST" and form.is_valid():
        services.addresses_set(user=user, given=form.given, language=form.cleaned_data["bahasa"])
        messages.success(request, _("Alamat disimpan. Kirim pesan uji untuk mencobanya."))
        return redirect("duty:mine")
    context = {
        "form": form,
        "channels": channels,
        "failing": [one for one, _text in addresses_of(user) if one.failing_since],
        "tested": user.pk in tested_this_month([user.pk], timezone.localdate()),
        "letters": letters_of(user),
        "words": task_words(language),
        "language": language,
        "recorded_only": is_demo(),
    }
    return render(request, "duty/mine.html", context, status=422 if form.is_bound else 200)


@require_POST
@receiver_required
def trial(request: HttpRequest) -> HttpResponse:
    """Send me a test message now."""
    try:
        services.trial_send(user=user_of(request))
    except Refused as fault:
        messages.error(request, str(fault.message))
    else:
        messages.success(request, _("Pesan uji dikirim. Tunggu beberapa menit."))
    return redirect("duty:mine")


@_forms
@receiver_required
def opened(request: HttpRequest, code: str = "") -> HttpResponse:
    """Let somebody say that a test message arrived: its link fills in the code.

    Where none could be sent, this page is the message, and a button opens it.
    """
    if request.method == "POST" and "di_sini" in request.POST:
        return _seen(request)
    form = CodeForm(posted(request), initial={"kode": code})
    if request.method == "POST" and form.is_valid():
        if services.monthly_opened(user=user_of(request), code=form.cleaned_data["kode"]):
            messages.success(request, _("Terima kasih. Pesan uji Anda sudah dicatat."))
            return redirect("duty:mine")
        form.add_error("kode", _("Kode ini bukan dari pesan uji Anda. Periksa angkanya."))
    context = {"form": form, "here": month_test_is_here(user_of(request))}
    return render(request, "duty/opened.html", context, status=422 if form.is_bound else 200)


def _seen(request: HttpRequest) -> HttpResponse:
    try:
        services.monthly_seen(user=user_of(request))
    except Refused as fault:
        messages.error(request, str(fault.message))
        return redirect("duty:opened")
    messages.success(request, _("Terima kasih. Pesan uji Anda sudah dicatat."))
    return redirect("duty:mine")
