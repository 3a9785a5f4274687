"""``/pelatihan/kebutuhan/modul/``: what the next training should give more time to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ruangaman.people.access import user_of
from ruangaman.people.forms import posted
from ruangaman.training.forms.module_needs import DraftForm, HoursForm
from ruangaman.training.module_words import charts, percent, sources, step
from ruangaman.training.permissions import keeper_required
from ruangaman.training.selectors.module_facts import MONTHS, PEOPLE
from ruangaman.training.selectors.module_needs import Plan, plan, titles_id
from ruangaman.training.services.planning import event_from_plan


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_required
def module_needs(request: HttpRequest) -> HttpResponse:
    """Show the modules by need with the figures behind; make a draft event of the plan."""
    draft = DraftForm(posted(request))
    hours = HoursForm(request.POST if draft.is_bound else request.GET)
    made = plan(timezone.localdate(), hours.hours)
    if draft.is_valid() and made.proposed:
        return _drafted(request, draft, made)
    if not draft.is_bound:
        title = _("Penyegaran fokal point")
        draft = DraftForm(initial={"judul": title, "jenis": "refresher", "jp": hours.hours})
    rows = [
        {
            "module": one,
            "right": percent(one.right if one.right is not None else one.right_before),
            "more_time": percent(one.more_time),
            "confidence": step(one.confidence),
            "role_play": percent(one.role_play),
        }
        for one in made.modules
    ]
    context = {
        "hours": hours,
        "jp": hours.hours,
        "form": draft,
        "rows": rows,
        "proposed": made.proposed,
        "sources": sources(made),
        "charts": list(charts(made)),
        "months": MONTHS,
        "people": PEOPLE,
    }
    status = 422 if draft.is_bound or not hours.is_valid() else 200
    return render(request, "training/module_needs.html", context, status=status)


def _drafted(request: HttpRequest, draft: DraftForm, made: Plan) -> HttpResponse:
    titles, given = titles_id(), draft.cleaned_data
    shares = [(one.number, titles.get(one.number, one.title), one.jp) for one in made.proposed]
    event = event_from_plan(
        title=given["judul"],
        course=given["jenis"],
        first=given["mulai"],
        shares=shares,
        by=user_of(request),
    )
    messages.success(
        request, _("Draf acara dibuat. Periksa sesinya, lalu tulis tempat dan orang pendukung.")
    )
    return redirect("training:event", event.pk)
