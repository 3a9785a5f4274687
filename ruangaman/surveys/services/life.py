"""The life of a survey up to its closing: planned, opened, ended early, cancelled."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.core.shred import shred_key_take, shred_keys_forget
from ruangaman.lib.ballots import halves_joined, halves_new
from ruangaman.lib.sealing import KeyPair
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.surveys.halves import half_seal
from ruangaman.surveys.models import Closing, Half, Stratum, Survey
from ruangaman.surveys.selectors.holders import Holder, holders_able
from ruangaman.surveys.selectors.questions import standing_of_questions
from ruangaman.surveys.selectors.standing import HOLDERS, ended, open_missing
from ruangaman.surveys.services.destruction import box_destroy
from ruangaman.surveys.services.turns import State, must_keep, survey_noted, survey_turn


@dataclass(frozen=True, slots=True)
class Part:
    """A stratum as it is planned."""

    name: str
    staff: int
    name_en: str = ""
    unit_codes: Sequence[str] = field(default_factory=tuple)


@transaction.atomic
def survey_create(
    *,
    by: User,
    title: str,
    definition: Mapping[str, Any],
    title_en: str = "",
    template: str = "",
    measures: str = "",
) -> Survey:
    """Begin the draft of a survey."""
    must_keep(by)
    made = Survey.objects.create(
        title=title,
        title_en=title_en,
        definition=dict(definition),
        template=template,
        measures=measures,
    )
    survey_noted(made, by=by.pk, action="survey_create")
    return made


def survey_plan(
    *, survey: Survey, by: User, revision: int, opens_on: dt.date, closes_on: dt.date
) -> None:
    """Set the first and the last day of answering. ``Refused`` for days in the wrong order."""
    must_keep(by)
    if closes_on < opens_on:
        raise Refused(_("Hari terakhir tidak boleh sebelum hari pertama."))
    states = (State.DRAFT, State.OPEN)
    with survey_turn(
        survey=survey, by=by.pk, revision=revision, action="survey_plan", states=states
    ) as now:
        if now.state == State.OPEN and ended(now):
            raise Refused(_("Masa menjawab sudah berakhir, jadi harinya tidak dapat diubah."))
        now.opens_on, now.closes_on = opens_on, closes_on
        now.save(update_fields=["opens_on", "closes_on"])


def strata_set(*, survey: Survey, by: User, revision: int, parts: Sequence[Part]) -> None:
    """Set the strata of a draft, in this order, in place of the earlier ones."""
    must_keep(by)
    with survey_turn(
        survey=survey, by=by.pk, revision=revision, action="survey_strata", states=(State.DRAFT,)
    ) as now:
        now.strata.all().delete()
        Stratum.objects.bulk_create(
            Stratum(
                survey=now,
                position=position,
                name=part.name,
                name_en=part.name_en,
                staff=part.staff,
                unit_codes=list(part.unit_codes),
            )
            for position, part in enumerate(parts, start=1)
        )


def holders_set(*, survey: Survey, by: User, revision: int, holders: Collection[uuid.UUID]) -> None:
    """Name the two who will hold the key of a draft. ``Refused`` unless two others are able to."""
    must_keep(by)
    _holders_checked(holders, by)
    with survey_turn(
        survey=survey, by=by.pk, revision=revision, action="survey_holders", states=(State.DRAFT,)
    ) as now:
        now.halves.all().delete()
        Half.objects.bulk_create(Half(survey=now, holder_id=one) for one in sorted(set(holders)))


def survey_open(*, survey: Survey, by: User, revision: int) -> None:
    """Freeze what is asked, make the survey's key, and let its secret exist in two halves only.

    ``Refused`` with what is missing. Slips can be made from now on; answers are taken from
    ``opens_on`` to ``closes_on``.
    """
    must_keep(by)
    with survey_turn(
        survey=survey, by=by.pk, revision=revision, action="survey_open", states=(State.DRAFT,)
    ) as now:
        if missing := open_missing(now):
            raise Refused(missing[0])
        able = _holders_checked(list(now.halves.values_list("holder_id", flat=True)), by)
        standing = standing_of_questions(now)
        now.definition = standing.definition | {"minutes": standing.asked.minutes}
        now.shred = shred_key_take()
        now.state, now.opened_on = State.OPEN, timezone.localdate()
        _key_make(now, able)
        now.save()


def survey_end(*, survey: Survey, by: User, revision: int) -> None:
    """End the answering before its last day; then the two holders close the survey."""
    must_keep(by)
    with survey_turn(
        survey=survey, by=by.pk, revision=revision, action="survey_end", states=(State.OPEN,)
    ) as now:
        now.state = State.CLOSING
        now.save(update_fields=["state"])


def survey_cancel(*, survey: Survey, by: User, revision: int) -> None:
    """Cancel a survey that is not closed, and destroy everything that was answered."""
    must_keep(by)
    states = (State.DRAFT, State.OPEN, State.CLOSING)
    with survey_turn(
        survey=survey, by=by.pk, revision=revision, action="survey_cancel", states=states
    ) as now:
        now.state, now.closed_on = State.CANCELLED, timezone.localdate()
        now.returned = 0
        now.save(update_fields=["state", "closed_on", "returned"])
        Closing.objects.filter(survey=now).delete()
        box_destroy(now)
    shreds_forget()


def shreds_forget() -> None:
    """Destroy the shred keys of surveys that are over; a crash before it is made good later."""
    over = Survey.objects.filter(state__in=(State.CLOSED, State.CANCELLED)).exclude(shred=b"")
    for pk, shred in over.values_list("pk", "shred"):
        shred_keys_forget([bytes(shred)])
        Survey.objects.filter(pk=pk).update(shred=b"")


def _key_make(survey: Survey, able: Sequence[Holder]) -> None:
    halves = halves_new()
    survey.public_key = KeyPair(halves_joined(*halves)).public.raw
    for half, holder in zip(halves, able, strict=True):
        sealed = half_seal(half, to=holder.public, survey=survey, holder=holder.user.pk)
        Half.objects.filter(survey=survey, holder=holder.user).update(
            sealed=sealed, recipient=holder.key_id
        )


def _holders_checked(holders: Collection[uuid.UUID], by: User) -> list[Holder]:
    chosen = set(holders)
    if len(chosen) != HOLDERS:
        raise Refused(_("Tunjuk dua orang yang berbeda."))
    if by.pk in chosen:
        raise Refused(_("Anda mengurus survei ini, jadi kuncinya dipegang dua orang lain."))
    able = holders_able()
    if not chosen <= set(able):
        raise Refused(
            _("Salah satu pemegang tidak lagi dapat memegang kunci. Tunjuk dua orang dari daftar.")
        )
    return [able[one] for one in sorted(chosen)]
