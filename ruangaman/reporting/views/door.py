"""The door of ``/pesan/``: eight words, and who has to wait before the next ones are looked at."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ruangaman.core.carry import carrier
from ruangaman.core.sender import sender_of
from ruangaman.lib.carry import CarryError
from ruangaman.lib.codename import Code, CodeFault, read_code
from ruangaman.reporting import limits
from ruangaman.reporting.forms import CodeForm
from ruangaman.reporting.views.carried import FIELD

_STEP = "pintu"


@dataclass(frozen=True, slots=True)
class Tries:
    """What the door's form carries: which form it is, how many codes typed into it were wrong,
    and the Unix second before which it is not looked at (0: at once).
    """

    form: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    wrong: int = 0
    not_before: int = 0

    def sealed(self) -> str:
        """Return the text of the hidden field; empty for a form without a past."""
        if not self.wrong and not self.not_before:
            return ""
        body = json.dumps([self.form.hex(), self.wrong, self.not_before])
        return carrier().seal(body.encode(), step=_STEP, now=timezone.now())


def door_show(request: HttpRequest) -> HttpResponse:
    """Show the door, as a form made for this sender now."""
    return _page(request, CodeForm(), tries_from_now(request, Tries()))


def door_knock(request: HttpRequest) -> Code | HttpResponse:
    """Return the code that was typed, or the page that says why it was not looked at."""
    form, tries = CodeForm(request.POST), tries_read(request)
    if limits.seconds_left(tries.not_before):
        return _page(request, form, tries, status=429)
    if not form.is_valid():
        return _page(request, form, tries, status=422)
    try:
        return read_code(form.cleaned_data["kode"])
    except CodeFault as fault:
        form.add_error("kode", code_sentence(fault))
        if fault.reason != "empty":
            tries = tries_counted(request, tries)
        return _page(request, form, tries, status=422)


def door_stays_shut(request: HttpRequest) -> HttpResponse:
    """Say that there is no mailbox with these words."""
    form = CodeForm(request.POST if "kode" in request.POST else {"kode": ""})
    form.is_valid()
    form.add_error("kode", _("Tidak ada pesan dengan 8 kata ini. Periksa lagi kata dan urutannya."))
    return _page(request, form, tries_counted(request, tries_read(request)), status=404)


def code_sentence(fault: CodeFault) -> str:
    """Say what is wrong with the words, and what to do."""
    if fault.reason == "empty":
        return _("Tulis 8 kata Anda.")
    if fault.reason == "unknown":
        words = ", ".join(f"“{word[:20]}”" for word in fault.words)
        return _("Kata ini tidak ada dalam daftar kami: %(words)s. Periksa ejaannya.") % {
            "words": words
        }
    if fault.reason == "count":
        return _("Ada %(count)s kata. Yang diperlukan 8 kata.") % {"count": fault.count}
    return _("Ada kata yang keliru atau tertukar. Periksa lagi kata dan urutannya.")


def tries_read(request: HttpRequest) -> Tries:
    """Read what the form carries. One that carries nothing of ours, or was sent before, is new."""
    try:
        text = carrier().open(request.POST.get(FIELD, ""), step=_STEP, now=timezone.now())
    except CarryError:
        return tries_from_now(request, Tries())
    form, wrong, not_before = json.loads(text)
    tries = Tries(bytes.fromhex(form), wrong, not_before)
    if limits.WRONG_BY_FORM.total(tries.form) > tries.wrong:
        return tries_from_now(request, tries)
    return tries


def tries_counted(request: HttpRequest, tries: Tries) -> Tries:
    """Count a wrong code and return what a form made now has to carry."""
    limits.WRONG_BY_FORM.count(tries.form)
    limits.WRONG_BY_ADDRESS.count(sender_of(request))
    return tries_from_now(request, Tries(tries.form, tries.wrong + 1))


def tries_from_now(request: HttpRequest, tries: Tries) -> Tries:
    """Return ``tries`` as a form made now has to carry them."""
    wrong = max(tries.wrong, limits.WRONG_BY_FORM.total(tries.form))
    pause = max(
        limits.WRONG_BY_FORM.limit.pause(wrong),
        limits.WRONG_BY_ADDRESS.pause(sender_of(request)),
    )
    return Tries(tries.form, wrong, limits.not_before(pause))


def _page(request: HttpRequest, form: CodeForm, tries: Tries, *, status: int = 200) -> HttpResponse:
    """Show the door; the words that were typed stay in their field."""
    seconds = limits.seconds_left(tries.not_before) if request.method == "POST" else 0
    words = ngettext(
        "Tunggu %(seconds)s detik, lalu tekan “Buka” lagi. Kata-kata Anda masih ada di sini.",
        "Tunggu %(seconds)s detik, lalu tekan “Buka” lagi. Kata-kata Anda masih ada di sini.",
        seconds,
    )
    context = {
        "form": form,
        "isi": tries.sealed(),
        "wait": words % {"seconds": seconds} if seconds else "",
    }
    response = render(request, "public/mailbox/door.html", context, status=status)
    if status == 429:
        response.headers["Retry-After"] = str(seconds)
    return response
