"""``/survei/<survey>/pertanyaan/…``: taking, writing and changing one question."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ruangaman.core.pack_content import said
from ruangaman.lib.questionnaire import edit as edits
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.surveys.forms.items import FORMS, ROWS, ChoiceForm, ItemForm
from ruangaman.surveys.forms.questions import TakeForm
from ruangaman.surveys.models import Survey
from ruangaman.surveys.permissions import keeper_required
from ruangaman.surveys.selectors.questions import bank, harmless_free, questions_to_take
from ruangaman.surveys.services.questions import questions_change
from ruangaman.surveys.views.drafts import edited, is_draft, saved, survey_of, version_in
from ruangaman.surveys.words import KINDS

_forms = require_http_methods(["GET", "HEAD", "POST"])


@_forms
@keeper_required
def item_choose(request: HttpRequest, pk: uuid.UUID, section: str) -> HttpResponse:
    """Choose a question of the bank, or the kind of one to write."""
    survey = survey_of(pk)
    part = _section(survey, section)
    if not (request.method == "POST" or is_draft(survey)):
        return redirect("surveys:questions", pk)
    groups = questions_to_take(survey.definition)
    form = TakeForm(
        posted(request), choices=_choices(survey, groups), initial={"versi": survey.revision}
    )
    status = 422 if form.is_bound else 200
    if form.is_valid():
        where, _colon, key = form.cleaned_data["pertanyaan"].partition(":")
        if where != "bank":
            here = reverse("surveys:item_add", args=[pk, section])
            return redirect(f"{here}?jenis={key}" if where == "baru" else f"{here}?dari={key}")
        item = next(one for _title, items in groups for one in items if one["key"] == key)
        try:
            questions_change(
                survey=survey,
                by=user_of(request),
                revision=version_in(request.POST),
                edit=lambda now: edits.item_put(now, item, section=section),
            )
        except Refused as fault:
            form.add_error(None, fault.message)
            status = 409
        else:
            messages.success(request, _("Pertanyaan ditambahkan."))
            return redirect("surveys:questions", pk)
    context = {
        "form": form,
        "survey": survey,
        "section_title": said(part, "title"),
        "back": "surveys:questions",
    }
    return render(request, "surveys/item_choose.html", context, status=status)


def _choices(survey: Survey, groups: list[tuple[str, list[dict[str, Any]]]]) -> list[Any]:
    """Return kinds to write, sensitive sentences and questions of the pack, in groups."""
    taken = {item["key"] for one in survey.definition["sections"] for item in one["items"]}
    sensitive = [one for one in bank()["sensitive"] if one["key"] not in taken]
    found: list[Any] = [
        (_("Tulis sendiri"), [(f"baru:{kind}", words) for kind, words in KINDS.items()])
    ]
    if sensitive and harmless_free(survey.definition):
        lines = [(f"silang:{one['key']}", said(one, "statement")) for one in sensitive]
        found.append((KINDS["crosswise"], lines))
    for title, items in groups:
        found.append((title, [(f"bank:{one['key']}", said(one, "text")) for one in items]))
    return found


@_forms
@keeper_required
def item_add(request: HttpRequest, pk: uuid.UUID, section: str) -> HttpResponse:
    """Write a question of a kind (``jenis``), or begin with a sentence of the bank (``dari``)."""
    survey = survey_of(pk)
    _section(survey, section)
    item = _begun(request)
    return _item(request, survey, section, item, new=True)


@_forms
@keeper_required
def item_change(request: HttpRequest, pk: uuid.UUID, key: str) -> HttpResponse:
    """Change a question."""
    survey = survey_of(pk)
    try:
        section, item = edits.item_of(survey.definition, key)
    except edits.EditError as missing:
        raise Http404 from missing
    return _item(request, survey, section["key"], item, new=False)


def _item(
    request: HttpRequest, survey: Survey, section: str, item: Mapping[str, Any], *, new: bool
) -> HttpResponse:
    more = "baris_lagi" in request.POST
    form = _form(request, survey, item)
    context = {"new": new, "kind": item["kind"], "kind_words": KINDS[item["kind"]], "item": item}
    if more:
        form.errors.clear()
        found = {"form": form, "survey": survey, "back": "surveys:questions"} | context
        return render(request, "surveys/item.html", found)
    return saved(
        request,
        survey=survey,
        form=form,
        template="surveys/item.html",
        context=context,
        save=edited(request, survey, lambda now: edits.item_put(now, form.item, section=section)),
    )


def _form(request: HttpRequest, survey: Survey, item: Mapping[str, Any]) -> ItemForm:
    """Return the form of the item's kind, with as many lines and sentences as it may use."""
    data, options = posted(request), {"item": item, "version": survey.revision}
    kind = FORMS[item["kind"]]
    if kind is ChoiceForm:
        return ChoiceForm(data, rows=_rows(request), **options)  # type: ignore[arg-type]
    if item["kind"] == "crosswise":
        free = harmless_free(survey.definition, but=str(item.get("key", "")))
        if item.get("harmless_id") and item["about"] not in {one["about"] for one in free}:
            free.append(dict(item))
        return kind(data, harmless=free, **options)  # type: ignore[call-arg,arg-type]
    return kind(data, **options)  # type: ignore[arg-type]


def _rows(request: HttpRequest) -> int:
    """Return how many lines for answers the page has; two more where they were asked for."""
    typed = request.POST.get("baris", "")
    rows = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 3 else ROWS
    return rows + (2 if "baris_lagi" in request.POST else 0)


def _begun(request: HttpRequest) -> dict[str, Any]:
    if key := request.GET.get("dari"):
        found = next((one for one in bank()["sensitive"] if one["key"] == key), None)
        if found is None:
            raise Http404
        return {**found, "kind": "crosswise"}
    kind = request.GET.get("jenis", "")
    if kind not in FORMS:
        raise Http404
    return {"kind": kind}


def _section(survey: Survey, key: str) -> dict[str, Any]:
    try:
        return edits.section_of(survey.definition, key)
    except edits.EditError as missing:
        raise Http404 from missing
