"""``/lapor/``: one question a page, each the answer to a POST, nothing kept on the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ruangaman.core.context import other_language
from ruangaman.core.sender import sender_of
from ruangaman.lib.carry import CarryError
from ruangaman.people.models import Team
from ruangaman.reporting import flow, limits
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.fields import Question
from ruangaman.reporting.forms import FORMS
from ruangaman.reporting.reader_forms import UNANSWERED
from ruangaman.reporting.services.submit import (
    NobodyCanRead,
    ReceiverGone,
    Sent,
    report_submit,
)
from ruangaman.reporting.views.carried import Carried, Door, carried_read
from ruangaman.reporting.views.pages import form_options, page_context, summary_text
from ruangaman.reporting.views.refused import carried_refused


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show the first page, or answer a page that was filled in.

    Limits are looked at here, before anything is filled in, and never again.
    """
    if request.method != "POST":
        pause = limits.SENDS.pause(sender_of(request))
        return _page(request, Carried(not_before=limits.not_before(pause)))
    try:
        carried = carried_read(request)
    except CarryError as fault:
        return carried_refused(request, fault)
    if "bahasa" in request.POST:
        return _stay(request, carried)
    if "kembali" in request.POST:
        return _back(request, carried)
    answer = _check if carried.page == flow.CHECK else _answer
    return answer(request, carried)


def _answer(request: HttpRequest, carried: Carried) -> HttpResponse:
    if carried.page == "izin" and not flow.readers_offered(carried.given):
        return _page(request, carried.at("tanpa_penerima"))  # the last one left meanwhile
    form = _form(carried, request)
    if "kelompok" in request.POST and carried.page == "izin":
        return _ask_place(request, carried, form)
    if "cari_tombol" in request.POST and carried.page.startswith("unit_"):
        return _page(request, carried, form=form, searched=True)
    if not form.is_valid():
        return _page(request, carried, form=form, status=422)
    answered = carried.with_answers(_values(carried.page, form))
    if carried.page in ("unit_saya", "unit_lain") and not answered.given.get(carried.page):
        form.add_error("unit", _("Pilih kantor dari daftar, atau kembali dan ubah pilihan."))
        return _page(request, answered, form=form, status=422)
    return _page(request, answered.at(flow.after(carried.page, answered.given)))


def _ask_place(request: HttpRequest, carried: Carried, form: Question) -> HttpResponse:
    """Ask what she is here, because she wished it; what was chosen before is kept."""
    values = _values(carried.page, form) if form.is_valid() else {}
    asked = {"di_sini": carried.given.get("di_sini", UNANSWERED)}
    return _page(request, carried.with_answers({**values, **asked}).at("di_sini"))


def _back(request: HttpRequest, carried: Carried) -> HttpResponse:
    """Go back one page; what was typed here is kept if it is in order."""
    form = _form(carried, request)
    if form.is_valid():
        carried = carried.with_answers(_values(carried.page, form))
    return _page(request, carried.at(flow.before(carried.page, carried.given)))


def _stay(request: HttpRequest, carried: Carried) -> HttpResponse:
    """Show the same page again, in the language of the address; keep what is in order."""
    form = _form(carried, request)
    if form.is_valid():
        carried = carried.with_answers(_values(carried.page, form))
    return _page(request, carried)


def _check(request: HttpRequest, carried: Carried) -> HttpResponse:
    change = request.POST.get("ubah", "")
    if change and change != flow.CHECK and change in flow.path(carried.given):
        return _page(request, carried.at(change))
    missing = flow.missing(carried.given)
    if missing or "kirim" not in request.POST:
        return _page(request, carried.at(missing or flow.CHECK))
    if seconds := limits.seconds_left(carried.not_before):
        return _too_early(request, carried, seconds)
    return _send(request, carried)


def _send(request: HttpRequest, carried: Carried) -> HttpResponse:
    try:
        sent = report_submit(answers=Answers(carried.given), random=carried.random)
    except ReceiverGone as fault:
        return _choose_again(request, carried, fault.teams)
    except NobodyCanRead:
        return _page(request, carried.at("tanpa_penerima"))
    except DatabaseError:
        return _page(request, carried, failed=True, status=503)
    if sent.state == "new":
        limits.SENDS.count(sender_of(request))
    return _sent(request, carried, sent)


def _choose_again(request: HttpRequest, carried: Carried, teams: Sequence[Team]) -> HttpResponse:
    """Ask once more who may know: those she chose stopped being ready; the rest stays typed."""
    carried = replace(carried, given=flow.without_teams(carried.given, teams))
    words = _(
        "%(who)s sekarang tidak bisa menerima. Belum ada yang dikirim, dan semua jawaban Anda "
        "masih ada. Pilih lagi siapa yang boleh tahu."
    ) % {"who": ", ".join(team.name for team in teams)}
    page = "izin" if flow.readers_offered(carried.given) else "tanpa_penerima"
    return _page(request, carried.at(page), gone=words, status=409)


def _too_early(request: HttpRequest, carried: Carried, seconds: int) -> HttpResponse:
    """Show the same page with everything on it, and how many seconds are left."""
    words = ngettext(
        "Tunggu %(seconds)s detik, lalu tekan “Kirim” lagi. Jawaban Anda masih ada di sini.",
        "Tunggu %(seconds)s detik, lalu tekan “Kirim” lagi. Jawaban Anda masih ada di sini.",
        seconds,
    )
    response = _page(request, carried, wait=words % {"seconds": seconds}, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


def _sent(request: HttpRequest, carried: Carried, sent: Sent) -> HttpResponse:
    address = urlsplit(settings.PUBLIC_ADDRESS).netloc + reverse("public:mailbox").rstrip("/")
    context: dict[str, Any] = {
        "due_at": sent.due_at,
        "mailbox_address": address,
        "other_language_url": "",
    }
    if sent.shows_code:
        context["words"] = sent.code.words
        context["isi"] = Door(sent.code).sealed()
    if sent.state in ("new", "repeated"):
        return render(request, "public/report/sent.html", context)
    context["changed"] = sent.state == "changed"
    if context["changed"]:
        context["draft"] = summary_text(carried.given)
        context["isi"] = Door(sent.code).sealed()
    return render(request, "public/report/sent_before.html", context)


def _form(carried: Carried, request: HttpRequest) -> Question:
    options = form_options(carried.page, carried.given, request.POST)
    return FORMS[carried.page](request.POST, given=carried.given, **options)


def _values(page: str, form: Question) -> dict[str, Any]:
    """Return the answers under the names they are kept by; a missing one becomes empty."""
    if page in ("unit_saya", "unit_lain"):
        return {page: form.cleaned_data.get("unit", "")}
    return {name: form.cleaned_data.get(name) for name in form.fields}


def _page(
    request: HttpRequest,
    carried: Carried,
    *,
    form: Question | None = None,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    if form is None:
        options = form_options(carried.page, carried.given, {})
        initial = {**carried.given, "unit": carried.given.get(carried.page)}
        form = FORMS[carried.page](given=carried.given, initial=initial, **options)
    context = page_context(carried.page, carried.given)
    context |= {"isi": carried.sealed(), "langkah": carried.page, "form": form, **extra}
    if request.method == "POST":
        context |= {"switch_url": other_language(request.path), "other_language_url": ""}
    return render(request, f"public/report/{carried.page}.html", context, status=status)
