"""``/kontak/baru/``: one short page after the other, each the answer to a POST."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ruangaman.casework.contacts import flow
from ruangaman.casework.contacts.forms import Page
from ruangaman.casework.contacts.permissions import contact_role_required
from ruangaman.casework.contacts.selectors import ContactNotFound, other_receivers
from ruangaman.casework.contacts.services.handover import contact_hand_over
from ruangaman.casework.contacts.services.records import Locked, contact_record, contact_told
from ruangaman.casework.contacts.views.carried import FIELD, PAGE, Carried, carried_read
from ruangaman.casework.contacts.views.words import code_words, page_words, receiver_choices
from ruangaman.core.context import other_language
from ruangaman.lib.carry import CarryError
from ruangaman.people.access import reader_of, to_unlock, user_of
from ruangaman.people.readers import Reader
from ruangaman.people.selectors import ready_kinds, recovery_key
from ruangaman.reporting.services.submit import NobodyCanRead


@require_http_methods(["GET", "HEAD", "POST"])
@contact_role_required
def new(request: HttpRequest) -> HttpResponse:
    """Show the first page, or answer one that was filled in. What was typed outlives a lock."""
    reader: Reader | None = getattr(request, "reader", None)
    if reader is None:
        return locked_page(request) if request.method == "POST" else to_unlock(request)
    if reader.stopped:
        return redirect("contacts:list")
    user = user_of(request).pk
    if request.method != "POST":
        return step_page(request, Carried(user))
    try:
        carried = carried_read(request, user, able=uptd_ppa_reads(), others=others_now())
    except CarryError:
        words = _("Formulir ini sudah terlalu lama terbuka. Tidak ada yang tersimpan. Mulai lagi.")
        return step_page(request, Carried(user), failed=words, status=400)
    if "selesai" in request.POST:
        contact_told(reader=reader, random=carried.random, token=carried.token)
        messages.success(request, _("Diserahkan. Kodenya tidak bisa ditampilkan lagi."))
        return redirect("contacts:list")
    return _answered(request, carried)


def _answered(request: HttpRequest, carried: Carried) -> HttpResponse:
    form = _form(carried, request.POST)
    if "kembali" in request.POST or "bahasa" in request.POST:
        if form.is_valid():
            carried = carried.with_answers(form.cleaned_data)
        back = flow.before(carried.page, carried.pages)
        return step_page(request, carried if "bahasa" in request.POST else carried.at(back))
    if not form.is_valid():
        return step_page(request, carried, form=form, status=422)
    carried = carried.with_answers(form.cleaned_data)
    if carried.page == flow.CHECK and _receiver_gone(carried):
        return step_page(request, carried.at("konflik"), failed=_gone(), status=409)
    if carried.page == flow.CHECK:
        return _hand_over(request, carried)
    following = flow.after(carried.page, carried.pages)
    if following == carried.page and carried.page in flow.LAST:
        return _save(request, carried)
    return step_page(request, carried.at(following))


def _save(request: HttpRequest, carried: Carried) -> HttpResponse:
    try:
        contact_record(reader=reader_of(request), random=carried.random, given=carried.given)
    except Locked:
        return redirect("contacts:list")
    except DatabaseError:
        return step_page(request, carried, failed=_again(), status=503)
    messages.success(request, _("Catatan disimpan dan tersegel. Hanya Anda yang dapat membukanya."))
    if carried.given.get("cara") == "kertas":
        messages.warning(request, _("Hancurkan formulir kertasnya sekarang. Jangan difoto."))
    return redirect("contacts:list")


def _hand_over(request: HttpRequest, carried: Carried) -> HttpResponse:
    try:
        handed = contact_hand_over(
            reader=reader_of(request),
            random=carried.random,
            given=carried.given,
            token=carried.token,
        )
    except NobodyCanRead:
        return step_page(request, carried.at("tanpa_penerima"), status=409)
    except (Locked, ContactNotFound):
        messages.error(request, _("Catatan ini sudah diserahkan atau berubah. Tidak dikirim lagi."))
        return redirect("contacts:list")
    except DatabaseError:
        return step_page(request, carried, failed=_again(), status=503)
    return render(request, "casework/contacts/code.html", code_words(carried, handed))


def step_page(
    request: HttpRequest,
    carried: Carried,
    *,
    form: Page | None = None,
    failed: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show the page at which ``carried`` stands."""
    context: dict[str, Any] = page_words(carried)
    context |= {
        "form": form or _form(carried),
        FIELD: carried.sealed(),
        PAGE: carried.page,
        "failed": failed,
        "has_back": carried.page != carried.pages[0],
    }
    if request.method == "POST":
        context |= {"switch_url": other_language(request.path), "other_language_url": ""}
    return render(request, "casework/contacts/step.html", context, status=status)


def _form(carried: Carried, data: Any = None) -> Page:
    recovery = recovery_key() is not None
    form = Page(carried.page, data, initial=carried.given, recovery=recovery)
    if carried.page == "pilih" and carried.given.get("sendiri") == "lain":
        form.without("akhir", "rujukan")
    if carried.page == "anak" and not carried.able:
        form.without("lewat", "sistem")
    if carried.page == "penerima":
        form.offering("penerima", receiver_choices(carried.receivers))
    if carried.page == flow.CHECK and flow.as_child(carried.given):
        form.told_instead_of_asked()
    return form


def _receiver_gone(carried: Carried) -> bool:
    """Say whether who was chosen cannot receive any more: it is asked again, nothing was sent."""
    chosen = carried.given.get("penerima", flow.UPTD)
    return bool(carried.receivers) and chosen not in carried.receivers


def _gone() -> str:
    return _("Yang dipilih sekarang tidak bisa menerima. Belum ada yang dikirim. Pilih lagi.")


def locked_page(request: HttpRequest) -> HttpResponse:
    """Give back what was answered when the vault closed meanwhile."""
    kept = [
        (name, value)
        for name in request.POST
        if name != "csrfmiddlewaretoken"
        for value in request.POST.getlist(name)
    ]
    return render(request, "casework/contacts/locked.html", {"kept": kept}, status=403)


def uptd_ppa_reads() -> bool:
    """Say whether somebody of UPTD PPA can read what is sent now."""
    return "uptd_ppa" in ready_kinds()


def others_now() -> flow.Others:
    """Return code and organisation of the other receiving teams that can read now."""
    return tuple((team.code, team.organisation) for team in other_receivers())


def _again() -> str:
    return _("Belum tersimpan karena gangguan. Jawaban masih ada di sini. Tekan sekali lagi.")
