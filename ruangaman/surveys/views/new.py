"""``/survei/baru/`` and the ethics clearance of a survey."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ruangaman.core.pack_content import said
from ruangaman.people.access import user_of
from ruangaman.people.forms import posted
from ruangaman.surveys.forms.questions import EthicsForm, NewSurveyForm
from ruangaman.surveys.models import Content, Survey
from ruangaman.surveys.permissions import keeper_required
from ruangaman.surveys.selectors.content import contents
from ruangaman.surveys.selectors.questions import crosswise_wait, sample_of, surveys_to_copy
from ruangaman.surveys.services.questions import ethics_record, survey_begin
from ruangaman.surveys.views.drafts import saved, survey_of

_forms = require_http_methods(["GET", "HEAD", "POST"])


@_forms
@keeper_required
def survey_new(request: HttpRequest) -> HttpResponse:
    """Begin a survey: from the pack, empty, or from an earlier one."""
    form = NewSurveyForm(posted(request), choices=_beginnings())
    if form.is_valid():
        where, _colon, key = form.cleaned_data["asal"].partition(":")
        made = survey_begin(
            by=user_of(request),
            template=key if where == "paket" else "",
            copied=uuid.UUID(key) if where == "salin" else None,
        )
        messages.success(request, _("Draf survei dibuat. Periksa pertanyaannya."))
        return redirect("surveys:questions", made.pk)
    status = 422 if form.is_bound else 200
    return render(request, "surveys/survey_new.html", {"form": form}, status=status)


def _beginnings() -> list[Any]:
    pack = [(f"paket:{one.key}", _minutes(one.body)) for one in contents(Content.Kind.SURVEY)]
    found: list[Any] = [(_("Siap pakai"), pack)] if pack else []
    found.append((_("Dari awal"), [("kosong:", _("Survei kosong"))]))
    if earlier := surveys_to_copy():
        lines = [(f"salin:{one.pk}", said(_titles(one), "title")) for one in earlier]
        found.append((_("Salin pertanyaan survei lain"), lines))
    return found


def _minutes(body: dict[str, Any]) -> str:
    words = _("%(title)s (%(measures)s, sekitar %(minutes)s menit)")
    return words % {
        "title": said(body, "title"),
        "measures": body["measures"] or "–",
        "minutes": body["minutes"],
    }


def _titles(survey: Survey) -> dict[str, str]:
    untitled = _("Survei tanpa judul")
    return {"title_id": survey.title or untitled, "title_en": survey.title_en}


@_forms
@keeper_required
def questions_ethics(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Record the ethics clearance, and switch crosswise items on or off."""
    survey = survey_of(pk)
    form = EthicsForm(
        posted(request),
        initial={
            "versi": survey.revision,
            "lembaga": survey.ethics_body,
            "nomor": survey.ethics_reference,
            "tanggal": survey.ethics_on,
            "silang": "1" if survey.crosswise else "0",
        },
    )

    def save() -> None:
        typed = form.cleaned_data
        ethics_record(
            survey=survey,
            by=user_of(request),
            revision=form.version,
            body=typed["lembaga"],
            reference=typed["nomor"],
            on=typed["tanggal"],
            crosswise=typed["silang"] == "1",
        )

    return saved(
        request,
        survey=survey,
        form=form,
        template="surveys/questions_ethics.html",
        context={"waits": crosswise_wait(survey), "people": sample_of(survey)},
        save=save,
    )
