"""Steps of a decree: each has a page that says what it does, and asks why where that matters."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ruangaman.network.forms.decrees import IssueForm, ReasonForm
from ruangaman.network.models import Decree
from ruangaman.network.permissions import network_required
from ruangaman.network.selectors.decree_page import Page, Step, decree_page
from ruangaman.network.selectors.decree_paper import default_place
from ruangaman.network.selectors.decrees import steps_of
from ruangaman.network.services import decrees, revocations
from ruangaman.network.services.decree_changes import Changed
from ruangaman.network.views.decree_people import changed_words
from ruangaman.network.views.decrees import decree_of
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.people.models import User

_forms = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Doing:
    """A step: what its page says, and the service that takes it."""

    step: Step
    text: Any
    done: Any
    service: Callable[..., None]
    asks: bool = True


_DOINGS = {
    one.step.value: one
    for one in (
        Doing(
            Step.SUBMIT,
            gettext_lazy("Penanda tangan melihat usulan ini. Isinya tidak bisa diubah lagi."),
            gettext_lazy("Usulan diajukan."),
            decrees.decree_submit,
        ),
        Doing(
            Step.RETURN,
            gettext_lazy("Usulan menjadi draf lagi. Tulis apa yang perlu diperbaiki."),
            gettext_lazy("Usulan dikembalikan."),
            decrees.decree_return,
        ),
        Doing(
            Step.WITHDRAW,
            gettext_lazy("Usulan ini tidak dilanjutkan. Riwayatnya tetap tersimpan."),
            gettext_lazy("Usulan dibatalkan."),
            decrees.decree_withdraw,
        ),
        Doing(
            Step.ASK,
            gettext_lazy(
                "Pencabutan diputuskan pihak lain, bukan Anda sendiri: fokal point tidak boleh"
                " disingkirkan karena tahu terlalu banyak. Sampai diputuskan, SK tetap berlaku."
                " Fokal point diberi tahu bahwa ini diminta, beserta hasilnya."
            ),
            gettext_lazy("Permintaan disimpan. SK tetap berlaku sampai dijawab."),
            revocations.revocation_ask,
        ),
    )
}


@_forms
@network_required
def step(request: HttpRequest, pk: uuid.UUID, step: str) -> HttpResponse:
    """Take a step, or say why it cannot be taken; what was typed stays."""
    if step == Step.AMEND:
        return _amend(request, decree_of(request, pk))
    if step == Step.ANSWER:
        return _answer(request, decree_of(request, pk))
    doing = _DOINGS.get(step)
    if doing is None:
        raise Http404
    mine = decree_of(request, pk)
    return _taken(request, mine, doing.step, doing.text, doing.done, doing.service)


@_forms
@network_required
def issue(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Note how a decree was signed; from then on it holds."""
    mine = decree_of(request, pk)
    page = decree_page(user_of(request), mine)
    form = IssueForm(posted(request), initial=_signed(mine))
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            decrees.decree_issue(
                decree=mine, version=form.version, signature=form.signature, by=user_of(request)
            )
        except Changed as fault:
            form, page, status = _again(request, IssueForm, form, fault.decree)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            messages.success(request, _("SK terbit. Sekarang unggah SK yang bertanda tangan."))
            return redirect("network:decree_scan_add", pk)
    context = {"form": form, "page": page, "last": steps_of(mine).first()}
    return render(request, "network/decree_issue.html", context, status=status)


def _taken(
    request: HttpRequest,
    mine: Decree,
    which: Step,
    text: Any,
    done: Any,
    service: Callable[..., None],
) -> HttpResponse:
    user = user_of(request)
    form = ReasonForm(posted(request), initial={"versi": mine.version})
    page, status = decree_page(user, mine), 422 if form.is_bound else 200
    if form.is_valid():
        try:
            service(decree=mine, version=form.version, reason=form.cleaned_data["alasan"], by=user)
        except Changed as fault:
            form, page, status = _again(request, ReasonForm, form, fault.decree)
        except Refused as fault:
            form.add_error("alasan", fault.message)
        else:
            messages.success(request, done)
            return redirect("network:decree", mine.pk)
    context = {"form": form, "page": page, "step": which, "text": text}
    return render(request, "network/decree_step.html", context, status=status)


def _answer(request: HttpRequest, mine: Decree) -> HttpResponse:
    """Decide about a request of the other side: two buttons, one reason."""
    yes = "cabut" in request.POST
    text = _("Periksa dahulu, juga dengan mendengar fokal pointnya. Tulis hasil pemeriksaan Anda.")
    service = revocations.revocation_grant if yes else revocations.revocation_refuse
    done = _("SK dicabut.") if yes else _("Permintaan ditutup. SK tetap berlaku.")
    return _taken(request, mine, Step.ANSWER, text, done, service)


def _amend(request: HttpRequest, mine: Decree) -> HttpResponse:
    """Begin a decree that changes this one."""
    made: list[Decree] = []

    def begin(*, decree: Decree, version: int, reason: str, by: User) -> None:
        del reason
        made.append(decrees.decree_amend(decree=decree, version=version, by=by))

    text = _(
        "Draf baru dibuat dengan orang yang sama. SK yang sekarang tetap berlaku sampai hari"
        " pertama SK baru, jadi tidak ada hari kosong."
    )
    answer = _taken(request, mine, Step.AMEND, text, _("Draf perubahan dibuat."), begin)
    return redirect("network:decree", made[0].pk) if made else answer


def _again(
    request: HttpRequest, kind: type[Any], form: Any, decree: Decree
) -> tuple[Any, Page, int]:
    """Return the form over the newest version, with what was typed, and the page as it is now."""
    data = dict(form.data.items())
    data["versi"] = str(decree.version)
    newer = kind(data)
    newer.add_error(None, changed_words())
    return newer, decree_page(user_of(request), decree), 409


def _signed(mine: Decree) -> dict[str, Any]:
    return {
        "versi": mine.version,
        "tanggal": timezone.localdate(),
        "tempat": mine.signed_at or default_place(),
        "jabatan": mine.official_title,
        "pejabat": mine.official_name,
        "nip": decrees.nip_of(mine),
    }
