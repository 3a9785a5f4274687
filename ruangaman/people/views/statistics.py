"""``/kunci-statistik/``: the half of the statistics key that somebody holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ruangaman.people.access import reader_of, reader_required, role_required
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.people.models import Role
from ruangaman.people.readers import Reader
from ruangaman.people.receiver_forms import FingerprintForm
from ruangaman.people.selectors.statistics import (
    Holding,
    holdings,
    statistics_joined,
    statistics_key,
    statistics_waiting,
)
from ruangaman.people.services import statistics as services
from ruangaman.people.services.receivers import statistics_propose
from ruangaman.people.statistics_forms import OfficeForm, PaperForm, ReleaseForm, RestoreForm
from ruangaman.people.views.receivers import step_of

_FORMS: dict[str, type[forms.Form]] = {
    "buat": OfficeForm,
    "baca": PaperForm,
    "pulihkan": RestoreForm,
    "lepas": ReleaseForm,
}


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.STATISTICS)
@reader_required
def half(request: HttpRequest) -> HttpResponse:
    """Show one's half, or make, confirm, restore or release it."""
    reader, name = reader_of(request), request.POST.get("langkah", "")
    shown = {key: form(auto_id=f"{key}_%s") for key, form in _FORMS.items()}
    if request.method != "POST":
        return _page(request, reader, shown)
    if name not in _FORMS:
        raise Http404
    form = shown[name] = _FORMS[name](request.POST, auto_id=f"{name}_%s")
    if form.is_valid():
        try:
            words = _DONE[name](request, reader, form.cleaned_data)
        except Refused as fault:
            form.add_error(next(iter(form.fields)) if name != "pulihkan" else "kata", fault.message)
        else:
            if words:
                context = {"words": words, "form": PaperForm()}
                return render(request, "people/statistics/words.html", context)
            return redirect("statistics_half")
    return _page(request, reader, shown, form)


@require_http_methods(["GET", "HEAD", "POST"])
@reader_required
def propose(request: HttpRequest) -> HttpResponse:
    """Sign first for the statistics key that waits."""
    waiting = statistics_waiting()
    if waiting is None:
        raise Http404

    def finish(form: forms.Form) -> str:
        statistics_propose(
            reader=reader_of(request),
            key=waiting.key,
            holders=waiting.holders,
            typed=form.cleaned_data["groups"],
        )
        return _("Tanda tangan pertama tersimpan. Sekarang satu penerima lain.")

    context = {"holders": waiting.holders, "statistics": waiting.names[0]}
    return step_of(request, FingerprintForm(posted(request)), finish, context)


def _make(_request: HttpRequest, reader: Reader, given: dict[str, Any]) -> tuple[str, ...]:
    return services.half_make(reader=reader, office=given["kantor"])


def _confirm(request: HttpRequest, reader: Reader, given: dict[str, Any]) -> tuple[str, ...]:
    services.half_confirm(reader=reader, typed=given["kata"])
    messages.success(request, _("Bagian Anda berlaku. Masukkan kertasnya ke amplop dan segel."))
    return ()


def _restore(request: HttpRequest, reader: Reader, given: dict[str, Any]) -> tuple[str, ...]:
    services.half_restore(reader=reader, office=given["kantor"], typed=given["kata"])
    messages.success(request, _("Bagian ini sekarang Anda pegang."))
    return ()


def _release(request: HttpRequest, reader: Reader, _given: dict[str, Any]) -> tuple[str, ...]:
    services.half_release(reader=reader)
    messages.success(request, _("Bagian Anda dilepas."))
    return ()


_DONE: dict[str, Callable[[HttpRequest, Reader, dict[str, Any]], tuple[str, ...]]] = {
    "buat": _make,
    "baca": _confirm,
    "pulihkan": _restore,
    "lepas": _release,
}


def _page(
    request: HttpRequest,
    reader: Reader,
    shown: dict[str, forms.Form],
    refused: forms.Form | None = None,
) -> HttpResponse:
    rows = holdings()
    mine = next((one for one in rows if one.user_id == reader.user_id), None)
    opened, fault = _own(reader, mine)
    seen = [opened if one == mine and opened else one for one in rows]
    joined = statistics_joined(seen)
    adopted = statistics_key()
    context = {
        "asked": shown,
        "refused": refused,
        "mine": mine,
        "fault": fault,
        "rows": rows,
        "fingerprint": joined.fingerprint if joined and not fault else "",
        "adopted": adopted,
        "waiting": joined is not None and (adopted is None or joined.key != adopted.key),
    }
    status = 422 if refused is not None else 200
    return render(request, "people/statistics/half.html", context, status=status)


def _own(reader: Reader, mine: Holding | None) -> tuple[Holding | None, str]:
    """Return the half by what its holder's key opens, and not by what the row says."""
    if mine is None or not mine.confirmed:
        return None, ""
    try:
        public = services.half_open(reader).public
    except Refused as fault:
        return None, str(fault.message)
    altered = _("Bagian yang tersimpan bukan milik Anda. Beri tahu petugas pelindungan data.")
    return replace(mine, public=public), "" if public == mine.public else altered
