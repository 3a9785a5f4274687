"""``/pelatihan/acara/<event>/tes/``: the tests of an event, and their results."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ruangaman.core.clock import now
from ruangaman.core.instance import is_demo
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.training.forms.papers import FIELDS, PaperForm, typed
from ruangaman.training.models import Event, Paper
from ruangaman.training.permissions import organiser_required, trains
from ruangaman.training.selectors.items import forms_state
from ruangaman.training.selectors.paper_results import event_results, figures_of, results_shown
from ruangaman.training.selectors.papers import SLUGS, papers_of
from ruangaman.training.services.papers import (
    PaperChanged,
    PaperFault,
    paper_remove,
    paper_set,
    papers_propose,
    proposals,
)
from ruangaman.training.services.sittings import sittings_settle
from ruangaman.training.testing_words import (
    advice_said,
    lack_said,
    module_said,
    module_titles,
    subjects_said,
)
from ruangaman.training.views.events import event_of

_forms = require_http_methods(["GET", "HEAD", "POST"])
_MOST = 2_000_000_000


@require_safe
@organiser_required
def papers(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """List the tests of an event, and say whether the items suffice."""
    mine = event_of(request, pk)
    return _papers(request, mine)


@require_POST
@organiser_required
def papers_proposed(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make the missing tests at the usual times."""
    mine = event_of(request, pk)
    try:
        made = papers_propose(event=mine, by=user_of(request))
    except Refused as fault:
        return _papers(request, mine, failed=fault.message, status=422)
    if made:
        messages.success(
            request,
            ngettext("%(count)d tes dibuat.", "%(count)d tes dibuat.", made) % {"count": made},
        )
    else:
        messages.info(request, _("Tidak ada tes baru: waktunya sudah lewat, atau sudah dibuat."))
    return redirect("training:papers", pk)


@_forms
@organiser_required
def paper(request: HttpRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """Make or change one test; the second of two editors is told."""
    mine, known = event_of(request, pk), _kind(kind)
    present = Paper.objects.filter(event=mine, kind=known).first()
    proposed = next(one for one in proposals(mine) if one.kind == known)
    form = PaperForm(posted(request), initial=typed(present or proposed))
    context: dict[str, Any] = {
        "form": form,
        "event": mine,
        "kind_name": known.label,
        "paper": present,
    }
    context |= {"slug": kind, "begun": bool(present and present.sittings.exists())}
    if form.is_valid():
        try:
            paper_set(
                event=mine,
                version=form.cleaned_data["versi"],
                entry=form.entry(known),
                by=user_of(request),
            )
        except PaperFault as fault:
            form.add_error(FIELDS[fault.field], fault.message)
        except PaperChanged as fault:
            return _changed(request, context, fault.paper)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            messages.success(request, _("Tes disimpan."))
            return redirect("training:papers", pk)
    status = 422 if form.is_bound else 200
    return render(request, "training/paper.html", context, status=status)


@require_POST
@organiser_required
def paper_removed(request: HttpRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """Take away a test that nobody has begun."""
    mine, known = event_of(request, pk), _kind(kind)
    version = request.POST.get("versi", "")
    if not (version.isascii() and version.isdecimal()) or int(version[:10]) > _MOST:
        raise Http404
    try:
        paper_remove(event=mine, kind=known, version=int(version), by=user_of(request))
    except PaperChanged:
        failed = _("Orang lain baru saja mengubah tes ini. Lihat dulu keadaannya sekarang.")
        return _papers(request, mine, failed=failed, status=409)
    except Refused as fault:
        return _papers(request, mine, failed=fault.message, status=422)
    messages.success(request, _("Tes dihapus."))
    return redirect("training:papers", pk)


@require_safe
@organiser_required
def test_results(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show results: to the trainers of the event by person, to the coordinator who passed."""
    mine, user = event_of(request, pk), user_of(request)
    sittings_settle(event=mine)
    trainer = trains(user, mine)
    kind = request.GET.get("tes", Paper.Kind.POST)
    kind = kind if kind in Paper.Kind.values else Paper.Kind.POST
    found = event_results(mine)
    shown = results_shown(found, trainer=trainer)
    context: dict[str, Any] = {
        "event": mine,
        "trainer": trainer,
        "group": shown.group if shown else None,
        "kinds": Paper.Kind.choices,
        "kind": str(kind),
        "kind_label": Paper.Kind(kind).label,
        "rows": [(row, subjects_said(_missed(row.post))) for row in found.rows],
    }
    if shown:
        context |= _figures(shown, kind, trainer=trainer)
    return render(request, "training/test_results.html", context)


def _figures(found: Any, kind: str, *, trainer: bool) -> dict[str, Any]:
    items, modules = figures_of(found, kind)
    titles = module_titles()
    return {
        "items": [(one, advice_said(one.figures)) for one in items] if trainer else [],
        "modules": [
            (
                module_said(number, titles),
                [(label, shares.get(one)) for one, label in Paper.Kind.choices],
            )
            for number, shares in modules
        ],
    }


def _missed(marks: Any) -> set[str]:
    return set(marks[-1].missed) if marks else set()


def _papers(
    request: HttpRequest, mine: Event, *, failed: str = "", status: int = 200
) -> HttpResponse:
    lacks, unreviewed = forms_state()
    context = {
        "event": mine,
        "rows": papers_of(mine, at=now()),
        "lacks": [lack_said(one) for one in lacks],
        "unreviewed": unreviewed,
        "demo": is_demo(),
        "trainer": trains(user_of(request), mine),
        "failed": failed,
    }
    return render(request, "training/papers.html", context, status=status)


def _changed(request: HttpRequest, context: dict[str, Any], present: Paper | None) -> HttpResponse:
    """Keep what was typed, over the newest version, and say what stands now."""
    data = dict(context["form"].data.items())
    data["versi"] = str(present.version if present else 0)
    form = PaperForm(data)
    form.is_valid()
    context |= {"form": form, "changed": True, "paper": present}
    return render(request, "training/paper.html", context, status=409)


def _kind(kind: str) -> Paper.Kind:
    for known, slug in SLUGS.items():
        if slug == kind:
            return known
    raise Http404
