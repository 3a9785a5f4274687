"""Bundles of slips and links: asked for on a page, made by the worker, gone after a day.

A code exists in the file and nowhere else. So rows of slips are written in the transaction in
which their file is named: a worker that was killed leaves neither, and the next one makes both.
"""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from ruangaman.core.storage import sealed_files
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.surveys.bundle_files import PLACE, bundle_keep, links_xlsx, slips_pdf
from ruangaman.surveys.models import Bundle, Stratum, Survey
from ruangaman.surveys.selectors.standing import ended
from ruangaman.surveys.services.tokens import tokens_add
from ruangaman.surveys.services.turns import State, must_keep, survey_turn

log = logging.getLogger("ruangaman.surveys.bundles")
KEPT = dt.timedelta(days=1)
STALLED = dt.timedelta(minutes=5)
"""A bundle that was not touched for so long lost its worker and is made anew."""

MOST = {Bundle.Kind.SLIPS: 1_000, Bundle.Kind.LINKS: 10_000}
"""How many one bundle holds; more are more bundles."""


def bundles_ask(*, survey: Survey, by: User, stratum: int, kind: str, count: int) -> int:
    """Ask for slips or links of a stratum; return how many bundles that is.

    ``Refused`` unless the survey is open, and for more than there are staff.
    """
    must_keep(by)
    detail = {"stratum": stratum, "kind": kind, "count": count}
    with survey_turn(
        survey=survey, by=by.pk, action="survey_slips", states=(State.OPEN,), detail=detail
    ) as now:
        if ended(now):
            raise Refused(_("Masa menjawab sudah berakhir."))
        part = Stratum.objects.get(survey=now, position=stratum)
        mine = Bundle.objects.filter(survey=now, stratum=stratum)
        open_ones = mine.filter(state__in=(Bundle.State.WAITING, Bundle.State.MAKING))
        asked = sum(open_ones.values_list("count", flat=True))
        if part.made + asked + count > part.staff:
            raise Refused(_("Slip dan tautan tidak boleh lebih banyak dari pegawai kelompok ini."))
        last = mine.aggregate(last=Max("number"))["last"] or 0
        most = MOST[Bundle.Kind(kind)]
        sizes = [min(most, count - begin) for begin in range(0, count, most)]
        Bundle.objects.bulk_create(
            Bundle(survey=now, stratum=stratum, kind=kind, count=size, number=number, asked_by=by)
            for number, size in enumerate(sizes, start=last + 1)
        )
    return len(sizes)


def bundles_make(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Make the bundles that wait, each once however many workers there are; return how many."""
    made = 0
    while not stop() and (one := _taken()) is not None:
        _make(one)
        made += 1
    return made


def bundles_prune() -> None:
    """Forget files that are older than a day or whose survey is over, and what a crash left."""
    over = ~Q(survey__state=State.OPEN)
    old = Q(touched_at__lt=timezone.now() - KEPT)
    for one in Bundle.objects.filter(over | old, state=Bundle.State.READY):
        place = one.place
        Bundle.objects.filter(pk=one.pk).update(state=Bundle.State.GONE, place="", sealed=b"")
        sealed_files().delete(place)
    Bundle.objects.filter(over, state=Bundle.State.WAITING).update(state=Bundle.State.GONE)
    _sweep()


def drawn_correct(*, survey: Survey, by: User, left: Mapping[int, int]) -> None:
    """Say how many slips of each stratum were given to nobody: they do not count as drawn."""
    must_keep(by)
    states = (State.OPEN, State.CLOSING)
    with survey_turn(survey=survey, by=by.pk, action="survey_slips_left", states=states) as now:
        for position, count in left.items():
            mine = Stratum.objects.filter(survey=now, position=position, made__gte=count)
            if not mine.update(drawn=F("made") - count):
                raise Refused(_("Yang tersisa tidak boleh lebih dari yang dibuat."))


def _taken() -> Bundle | None:
    stalled = Q(state=Bundle.State.MAKING, touched_at__lt=timezone.now() - STALLED)
    due = Bundle.objects.filter(Q(state=Bundle.State.WAITING) | stalled, survey__state=State.OPEN)
    for one in due.select_related("survey").order_by("survey", "stratum", "number"):
        mine = Bundle.objects.filter(pk=one.pk, state=one.state, touched_at=one.touched_at)
        if mine.update(state=Bundle.State.MAKING, touched_at=timezone.now()):
            return one
    return None


def _make(one: Bundle) -> None:
    try:
        with transaction.atomic():
            _written(one)
    except Exception:
        log.exception("slips could not be made")
        _update(one.pk, state=Bundle.State.FAILED)


def _written(one: Bundle) -> None:
    stratum = Stratum.objects.get(survey=one.survey_id, position=one.stratum)
    codes = tokens_add(survey=one.survey, stratum=one.stratum, count=one.count)
    with translation.override("id"):
        if one.kind == Bundle.Kind.SLIPS:
            plain = slips_pdf(one.survey, stratum, one.number, codes)
        else:
            plain = links_xlsx(one.survey, stratum, codes)
    place, sealed = bundle_keep(one, plain)
    _update(
        one.pk,
        state=Bundle.State.READY,
        place=place,
        sealed=sealed,
        size=len(plain),
        done=one.count,
        touched_at=timezone.now(),
    )


def _sweep() -> None:
    """Delete files that no row names; younger ones may be on their way to theirs."""
    try:
        names = sealed_files().listdir(PLACE)[1]
    except FileNotFoundError:
        return
    places = [f"{PLACE}/{name}" for name in names]
    known = set(Bundle.objects.filter(place__in=places).values_list("place", flat=True))
    for place in places:
        old = sealed_files().get_modified_time(place) < timezone.now() - KEPT
        if place not in known and old:
            sealed_files().delete(place)


def _update(pk: uuid.UUID, **values: Any) -> int:
    return Bundle.objects.filter(pk=pk).update(**values)
