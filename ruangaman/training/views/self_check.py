"""``/pelatihan/periksa-diri/``: answered, computed and forgotten within one request."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ruangaman.core.pack_content import said
from ruangaman.people.forms import posted
from ruangaman.training.forms.self_check import SelfCheckForm
from ruangaman.training.selectors.self_check import band_for, self_check


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@login_required
def check(request: HttpRequest) -> HttpResponse:
    """Show the sentences; to a POST the words that fit, without writing a thing anywhere.

    No service, no audit event, no message of the session: there is nothing to do about it.
    """
    body = self_check()
    if body is None:
        status = 422 if request.method == "POST" else 200
        return render(request, "training/self_check.html", {"form": None}, status=status)
    form = SelfCheckForm(posted(request), body=body)
    context = {"form": form, "title": said(body, "title"), "intro": said(body, "intro")}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "training/self_check.html", context, status=status)
    band = band_for(body, form.cleaned_data)
    context |= {"band_title": said(band, "title"), "band_text": said(band, "text")}
    return render(request, "training/self_check_words.html", context)
