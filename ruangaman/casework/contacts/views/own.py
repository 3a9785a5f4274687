"""``/kontak/``: one's own records. They are listed with an open vault, and opened by POST."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.casework.contacts.forms import CheckForm, CloseForm, StepForm
from ruangaman.casework.contacts.paper import paper_pdf
from ruangaman.casework.contacts.permissions import contact_role_required, contacts_required
from ruangaman.casework.contacts.seals import contact_open
from ruangaman.casework.contacts.selectors import (
    ContactNotFound,
    keep_until,
    opened,
    own_contact,
    own_rows,
    row_of,
)
from ruangaman.casework.contacts.services.records import (
    Locked,
    contact_check,
    contact_close,
    contact_missed,
    contact_opened,
)
from ruangaman.casework.contacts.views.carried import Carried
from ruangaman.casework.contacts.views.new import (
    locked_page,
    others_now,
    step_page,
    uptd_ppa_reads,
)
from ruangaman.casework.models.contacts import Contact
from ruangaman.core.rules import RuleMissing, rule, verified
from ruangaman.lib.sealing import SealError
from ruangaman.network.selectors.readiness import own_lacks
from ruangaman.network.views.decree_files import attached
from ruangaman.people.access import reader_of, user_of

_MOST_PAGES = 10_000


@require_safe
@contacts_required
def contacts(request: HttpRequest) -> HttpResponse:
    """List one's own records: token, state, week. What is in them stays sealed."""
    reader = reader_of(request)
    everything = request.GET.get("semua") == "1"
    page = request.GET.get("halaman", "1")
    number = min(max(int(page), 1), _MOST_PAGES) if page.isdecimal() and len(page) < 6 else 1
    context: dict[str, Any] = {"everything": everything, "kept": _kept()}
    if reader.stopped:
        context["stopped"] = own_lacks(reader.user_id)
    else:
        context["page"] = own_rows(reader=reader, page=number, all_states=everything)
    return render(request, "casework/contacts/list.html", context)


@require_safe
@contact_role_required
def paper(_request: HttpRequest) -> HttpResponse:
    """Give the paper form, in the language of the page, to print."""
    return attached(paper_pdf(get_language() or "id"), "application/pdf", "formulir.pdf")


@require_safe
@contacts_required
def sealed(request: HttpRequest, token: str) -> HttpResponse:
    """Show what stands in the open about one record, and the button that opens it."""
    contact = _own(request, token)
    context = {"row": row_of(contact), "keep_until": contact.keep_until}
    return render(request, "casework/contacts/sealed.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@contact_role_required
def step(request: HttpRequest, token: str, name: str) -> HttpResponse:
    """Open a record, or do a step on it. A GET leads to the sealed page."""
    if request.method != "POST":
        return redirect("contacts:detail", token)
    if getattr(request, "reader", None) is None:
        return locked_page(request)
    contact = _own(request, token)
    if name == "serah":
        return _hand_over(request, contact)
    if name == "buka":
        return opened_page(request, contact)
    return _done(request, contact, CheckForm if name == "tanya" else CloseForm)


def opened_page(
    request: HttpRequest, contact: Contact, form: StepForm | None = None, status: int = 200
) -> HttpResponse:
    """Record the opening, then show the record."""
    reader = reader_of(request)
    contact_opened(reader=reader)
    shown = opened(contact, reader=reader)
    forms: dict[str, StepForm] = {"hasil": CheckForm(initial={"ke": shown.check if shown else 0})}
    forms["alasan"] = CloseForm()
    if form is not None:
        forms[form.name] = form
    context = {
        "row": row_of(contact),
        "keep_until": contact.keep_until,
        "shown": shown,
        "forms": forms,
        "bound": [one for one in forms.values() if one.is_bound],
        "running": contact.state == Contact.State.OPEN,
        "handed": contact.state == Contact.State.HANDED,
    }
    return render(request, "casework/contacts/opened.html", context, status=status)


def _done(request: HttpRequest, contact: Contact, kind: type[StepForm]) -> HttpResponse:
    reader, form = reader_of(request), kind(request.POST)
    if not form.is_valid():
        return opened_page(request, contact, form, status=422)
    data = form.cleaned_data
    try:
        if isinstance(form, CheckForm):
            contact_check(
                reader=reader, token=contact.token, number=data["ke"], answer=data["hasil"]
            )
        else:
            contact_close(reader=reader, token=contact.token, reason=data["alasan"])
    except (Locked, SealError):
        messages.error(request, _("Catatan ini sudah terkunci. Tidak ada yang diubah."))
    else:
        messages.success(request, _("Tercatat."))
    return redirect("contacts:list")


def _hand_over(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Begin the way to UPTD PPA with what the record holds."""
    reader = reader_of(request)
    try:
        body = contact_open(contact, reader=reader)
        given = body["given"]
    except (SealError, KeyError):
        messages.error(request, _("Catatan ini sudah terkunci. Tidak ada yang diubah."))
        return redirect("contacts:list")
    user = user_of(request).pk
    able, others = uptd_ppa_reads(), others_now()
    carried = Carried(user, "konflik", given=given, token=contact.token, able=able, others=others)
    return step_page(request, carried)


def _own(request: HttpRequest, token: str) -> Contact:
    """Return her record, or 404: unknown and somebody else's look alike, and both are noted."""
    reader = reader_of(request)
    try:
        if reader.stopped:
            raise ContactNotFound
        return own_contact(reader=reader, token=token)
    except ContactNotFound as missing:
        contact_missed(reader=reader)
        raise Http404 from missing


def _kept() -> dict[str, Any]:
    """Return until when a record of today is kept, and whether the rule is confirmed."""
    try:
        known = verified(rule("contact_retention"))
    except RuleMissing:
        known = False
    return {"until": keep_until(timezone.localdate()), "unverified": not known}
