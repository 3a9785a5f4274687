"""``/rujukan/``: a service answers a letter with the code on it, once and without an account.

Nothing of the letter is shown: the page is the same for every code that opens, and the same for
every code that does not, whether unknown, used, recalled or too old.
"""

from __future__ import annotations

import json
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ruangaman.core.carry import carrier
from ruangaman.lib.carry import CarryError
from ruangaman.lib.onetime import code_read
from ruangaman.reporting import limits
from ruangaman.reporting.letter_forms import LetterAnswerForm, LetterCodeForm
from ruangaman.reporting.selectors.letters import answered_by, code_opened, letter_found
from ruangaman.reporting.services.letters import letter_answer
from ruangaman.reporting.views.carried import FIELD
from ruangaman.reporting.views.door import (
    Tries,
    tries_counted,
    tries_from_now,
    tries_read,
)

_STEP = "rujukan"


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest) -> HttpResponse:
    """Ask for the code, then for the answer."""
    if request.method != "POST":
        return _door(request, LetterCodeForm(), tries_from_now(request, Tries()))
    if "kode" in request.POST:
        return _knock(request)
    return _answer(request)


def _knock(request: HttpRequest) -> HttpResponse:
    form, tries = LetterCodeForm(request.POST), tries_read(request)
    if limits.seconds_left(tries.not_before):
        return _door(request, form, tries, status=429)
    if not form.is_valid():
        return _door(request, form, tries, status=422)
    code = code_read(form.cleaned_data["kode"])
    with code_opened(code):
        known = letter_found(code) is not None
    if not known:
        return _unknown(request, form, tries)
    return _question(request, LetterAnswerForm(), _sealed(code, uuid.uuid4()))


def _answer(request: HttpRequest) -> HttpResponse:
    sealed = request.POST.get(FIELD, "")
    try:
        code, form_id = _carried(sealed)
    except CarryError:
        sentence = _("Halaman ini terlalu lama terbuka. Ketik kodenya sekali lagi.")
        anew = tries_from_now(request, Tries())
        return _door(request, LetterCodeForm(), anew, sentence, status=422)
    form = LetterAnswerForm(request.POST)
    if not form.is_valid():
        return _question(request, form, sealed, status=422)
    outcome, text = form.cleaned_data["jawaban"], form.cleaned_data["pesan"]
    with code_opened(code):
        done = letter_answer(code=code, outcome=outcome, text=text, form=form_id)
        done = done or answered_by(code, form_id)
    if done:
        return render(request, "public/letter_sent.html")
    typed = LetterCodeForm({"kode": ""})
    return _unknown(request, typed, tries_read(request))


def _unknown(request: HttpRequest, form: LetterCodeForm, tries: Tries) -> HttpResponse:
    """Say the same of every code that opens nothing, and count it."""
    sentence = _(
        "Kode ini tidak dikenal, sudah dipakai, sudah dicabut, atau sudah lewat waktunya."
        " Periksa tulisannya, atau hubungi petugas yang mengirim surat itu."
    )
    return _door(request, form, tries_counted(request, tries), sentence, status=404)


def _door(
    request: HttpRequest,
    form: LetterCodeForm,
    tries: Tries,
    sentence: str = "",
    *,
    status: int = 200,
) -> HttpResponse:
    seconds = limits.seconds_left(tries.not_before) if request.method == "POST" else 0
    words = ngettext(
        "Tunggu %(seconds)s detik, lalu tekan “Lanjut” lagi.",
        "Tunggu %(seconds)s detik, lalu tekan “Lanjut” lagi.",
        seconds,
    )
    context = {
        "form": form,
        "isi": tries.sealed(),
        "failed": sentence,
        "wait": words % {"seconds": seconds} if seconds else "",
    }
    response = render(request, "public/letter.html", context, status=status)
    if status == 429:
        response.headers["Retry-After"] = str(seconds)
    return response


def _question(
    request: HttpRequest, form: LetterAnswerForm, sealed: str, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "isi": sealed, "other_language_url": ""}
    return render(request, "public/letter_answer.html", context, status=status)


def _sealed(code: str, form_id: uuid.UUID) -> str:
    body = json.dumps([code, form_id.hex])
    return carrier().seal(body.encode(), step=_STEP, now=timezone.now())


def _carried(text: str) -> tuple[str, uuid.UUID]:
    code, form_id = json.loads(carrier().open(text, step=_STEP, now=timezone.now()))
    return str(code), uuid.UUID(form_id)
