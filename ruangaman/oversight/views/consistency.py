"""``/pantau/konsistensi/``: in which months each unit kept up its duties; and one unit's strips."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ruangaman.core.pack_content import said
from ruangaman.core.sheets import sheet_answer
from ruangaman.network.models import Unit
from ruangaman.network.permissions import units_headed
from ruangaman.network.selectors.units import UnitNotFound, in_force_on, units_matching
from ruangaman.oversight.consistency_sheet import consistency_sheet
from ruangaman.oversight.duty_pages import duty_page
from ruangaman.oversight.duty_words import duty_said
from ruangaman.oversight.forms.consistency import ConsistencyFilter
from ruangaman.oversight.models import Content
from ruangaman.oversight.months import last_day
from ruangaman.oversight.permissions import WATCHES, unit_required, watches_required
from ruangaman.oversight.selectors import strips as read
from ruangaman.oversight.selectors.duty_shares import shares
from ruangaman.oversight.selectors.unit_story import unit_story
from ruangaman.oversight.strips import Strip, legend, years_of
from ruangaman.people.access import user_of
from ruangaman.people.models import User
from ruangaman.people.permissions import roles_of
from ruangaman.policy.selectors.lineage import forebears_of

UNITS_A_PAGE, LINES_A_PAGE = 12, 60
"""With all duties a unit takes seven lines, with one duty a single one."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the page shows: its form, the duties, the months and the newest one that is known."""

    form: ConsistencyFilter
    all_duties: Sequence[Content]
    duties: Sequence[Content]
    months: tuple[dt.date, ...]
    newest: dt.date

    @property
    def until(self) -> dt.date:
        """The day on which units are listed: the last of the months, today in a running one."""
        return min(last_day(min(self.months[-1], self.newest)), timezone.localdate())


@require_safe
@watches_required
def consistency(request: HttpRequest) -> HttpResponse:
    """Show all units, by name; without an order of better and worse."""
    asked = _asked(request)
    one = len(asked.duties) == 1 and bool(asked.form.cleaned_data.get("tugas"))
    size = LINES_A_PAGE if one else UNITS_A_PAGE
    page = Paginator(_units(asked), size).get_page(request.GET.get("page"))
    shown = _strips(page, asked, one=one)
    context = {
        "form": asked.form,
        "page": page,
        "strips": shown,
        "legend": legend(shown),
        "shares": shares(asked.months),
        "years": years_of(asked.months),
        "duties": [_explained(duty) for duty in asked.all_duties],
        "gone": read.units_gone(asked.months, asked.until),
    }
    status = 200 if asked.form.is_valid() else 422
    return render(request, "oversight/consistency.html", context, status=status)


@require_safe
@watches_required
def export(request: HttpRequest) -> HttpResponse:
    """Give the list as a spreadsheet, with the filters of the page."""
    asked = _asked(request)
    units = list(_units(asked))
    told = read.told_of([unit.code for unit in units], asked.months, asked.newest)
    return sheet_answer(consistency_sheet(units, asked.duties, asked.months, told), "konsistensi")


@require_safe
@unit_required
def units_own(request: HttpRequest) -> HttpResponse:
    """Lead a head of unit to the own unit; whoever watches the province to all."""
    user = user_of(request)
    if roles_of(user) & set(WATCHES):
        return redirect("oversight:consistency")
    codes = sorted(units_headed(user))
    if codes:
        return redirect("oversight:unit", codes[0])
    messages.error(request, _("Akun Anda belum terhubung dengan sebuah unit. Hubungi koordinator."))
    return redirect("oversight:home")


@require_safe
@unit_required
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show all months of a unit, gaps in words, what closes them; another's unit is 404."""
    user = user_of(request)
    if not _sees(user, code):
        raise Http404
    try:
        story = unit_story(code, _("Tugas unit"))
    except UnitNotFound:
        raise Http404 from None
    roles = roles_of(user)
    context = {
        "story": story,
        "legend": legend(story.strips),
        "duties": [
            (one, "" if story.ended else duty_page(one.key, code, roles)) for one in story.duties
        ],
        "watches": bool(roles & set(WATCHES)),
        "others": _others(user, code),
        "today": timezone.localdate(),
    }
    return render(request, "oversight/unit_strips.html", context)


def _others(user: User, code: str) -> list[tuple[str, str]]:
    """Return the other units that somebody heads, code and name."""
    codes = units_headed(user) - {code}
    rows = Unit.objects.filter(in_force_on(timezone.localdate()), code__in=codes)
    return list(rows.order_by("name", "pk").values_list("code", "name"))


def _sees(user: User, code: str) -> bool:
    """A head sees the own unit, and those from which it went on."""
    if roles_of(user) & set(WATCHES):
        return True
    own = units_headed(user)
    return code in own or code in forebears_of(own)


def _asked(request: HttpRequest) -> _Asked:
    duties, newest = read.duties_named(), read.newest_month()
    oldest = read.oldest_month() or newest
    years = range(newest.year, oldest.year - 1, -1)
    form = ConsistencyFilter(request.GET, duties=duties, years=years)
    form.is_valid()
    chosen, year = form.cleaned_data.get("tugas"), form.year()
    return _Asked(
        form=form,
        all_duties=duties,
        duties=[one for one in duties if not chosen or one.key == chosen],
        months=read.months_of(year) if year else read.year_until(newest),
        newest=newest,
    )


def _units(asked: _Asked) -> QuerySet[Unit]:
    """Return the units that were there at the end of the months, by name."""
    given, region = asked.form.cleaned_data, asked.form.region()
    units = Unit.objects.filter(in_force_on(asked.until))
    if given.get("jenis"):
        units = units.filter(kind=given["jenis"])
    if region is not None:
        units = units.filter(region=region)
    known = [month for month in asked.months if month <= asked.newest]
    units = read.units_with_gap(
        units, keys=[one.key for one in asked.duties], months=asked.form.gap_months(known)
    )
    if given.get("q", "").strip():
        return units_matching(units, given["q"])
    return units.order_by("name", "pk")


def _strips(page: Page[Unit], asked: _Asked, *, one: bool) -> list[Strip]:
    units = list(page)
    told = read.told_of([unit.code for unit in units], asked.months, asked.newest)
    if not one:
        head = _("Tugas unit")
        return [read.unit_strip(told, unit, asked.months, asked.duties, head) for unit in units]
    duty = asked.duties[0]
    rows = tuple(read.duty_row(told, unit, asked.months, duty.key) for unit in units)
    title = str(said(duty.body, "title"))
    return [Strip(title=title, months=asked.months, rows=rows, head=_("Unit"))] if rows else []


def _explained(duty: Content) -> dict[str, Any]:
    return {
        "title": said(duty.body, "title"),
        "short": said(duty.body, "short"),
        "what": duty_said(duty.body, "what"),
        "lasts": duty_said(duty.body, "lasts"),
        "where": said(duty.body, "where"),
    }
