"""Sitting a test: begun once, saved page by page, ended once.

No audit event is written: the answers are her own, and who answered when stands in the rows.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress

from django.db import transaction
from django.utils.translation import gettext as _

from ruangaman.core.clock import now
from ruangaman.core.instance import is_demo
from ruangaman.core.turn import turn_to_write
from ruangaman.lib.testing import FORMS, FormShort, Question, score, shuffled
from ruangaman.people.faults import Refused
from ruangaman.training.models import Answer, Content, Event, Paper, Participant, Sitting
from ruangaman.training.selectors.items import form_items, items_by_id, question_of
from ruangaman.training.selectors.sittings import (
    GRACE,
    Standing,
    State,
    is_over,
    rules,
    standing,
)


class SittingOver(Refused):
    """Nothing was saved: it was sent before, or its time is over."""


class NoSuchChoice(Refused):
    """An item or a choice that this sitting does not have."""


def sitting_begin(
    *, paper: Paper, participant: Participant, at: dt.datetime | None = None
) -> Sitting:
    """Begin a test, or return the one that was begun before: two presses are one sitting.

    The paper's row is held, so that forms alternate however many begin at once; what takes time
    is read before.
    """
    at, demo, known = at or now(), is_demo(), _forms_known()
    with turn_to_write(), transaction.atomic():
        held = Paper.objects.select_for_update(of=("self",)).select_related("event")
        mine = held.get(pk=paper.pk)
        participant.refresh_from_db(fields=["extra_minutes"])
        found = standing(mine, participant, at=at)
        if found.state is State.GOING and found.last is not None:
            return found.last
        if found.state not in (State.READY, State.AGAIN):
            raise Refused(_("Tes ini tidak terbuka untuk Anda sekarang."))
        form = _form(found.paper, participant, found)
        if form not in known:
            raise Refused(_("Soal tes ini belum lengkap. Beri tahu pelatih Anda."))
        return _create(found, participant, form, known[form], at, demo=demo)


def answers_save(
    *, sitting: Sitting, chosen: Mapping[int, str], at: dt.datetime | None = None
) -> None:
    """Save the answers of a page, by the id of the item; a second time changes nothing more.

    Raises ``SittingOver`` when it was ended or its time and the minute after it are over, and
    ``NoSuchChoice``.
    """
    at, asked = at or now(), dict(sitting.order)
    if any(choice not in asked.get(item, ()) for item, choice in chosen.items()):
        raise NoSuchChoice(_("Pilih salah satu jawaban di halaman ini."))
    answers = [
        Answer(sitting_id=sitting.pk, item_id=item, choice=choice, saved_at=at)
        for item, choice in sorted(chosen.items())
    ]
    with turn_to_write(), transaction.atomic():
        if is_over(_held(sitting), at):
            raise SittingOver(_("Tes ini sudah berakhir. Jawaban di halaman tadi tidak disimpan."))
        Answer.objects.bulk_create(
            answers,
            update_conflicts=True,
            unique_fields=["sitting", "item"],
            update_fields=["choice", "saved_at"],
        )


def sitting_end(*, sitting: Sitting, at: dt.datetime | None = None) -> Sitting:
    """End a test and score what was saved; ended before, it stays as it is."""
    at, mark = at or now(), rules().mark
    rows = items_by_id([item for item, _choices in sitting.order])
    questions = [question_of(row) for row in rows.values()]
    with turn_to_write(), transaction.atomic():
        held = _held(sitting)
        if held.ended_at is not None:
            return held
        found = score(questions, dict(held.answers.values_list("item__key", "choice")))
        held.ended_at = min(at, held.due_at)
        held.right, held.total, held.missed = found.right, found.total, list(found.missed)
        held.passed = found.passed(mark)
        held.save(update_fields=["ended_at", "right", "total", "missed", "passed"])
    return held


def sittings_settle(
    *, event: Event | None = None, participants: Sequence[Participant] | None = None
) -> int:
    """End every test whose time is over with the answers that were saved; return how many."""
    late = Sitting.objects.filter(ended_at=None, due_at__lt=now() - GRACE)
    if event is not None:
        late = late.filter(paper__event=event)
    if participants is not None:
        late = late.filter(participant__in=participants)
    found = list(late)
    for one in found:
        sitting_end(sitting=one)
    return len(found)


def _held(sitting: Sitting) -> Sitting:
    return Sitting.objects.select_for_update().get(pk=sitting.pk)


def _forms_known() -> dict[str, list[tuple[Content, Question]]]:
    """Return both forms; one that is not full is left out."""
    known = {}
    for form in FORMS:
        with suppress(FormShort):
            known[form] = form_items(form)
    return known


def _create(
    found: Standing,
    participant: Participant,
    form: str,
    items: list[tuple[Content, Question]],
    at: dt.datetime,
    *,
    demo: bool,
) -> Sitting:
    pk, paper = uuid.uuid4(), found.paper
    ids = {row.key: row.pk for row, _question in items}
    order = shuffled([question for _row, question in items], pk.bytes)
    gates = demo or all(row.reviewed for row, _question in items)
    if not Sitting.objects.filter(paper=paper).exists():
        Paper.objects.filter(pk=paper.pk).update(gates=gates)
    return Sitting.objects.create(
        pk=pk,
        paper=paper,
        participant=participant,
        form=form,
        attempt=len(found.sittings) + 1,
        gates=gates,
        order=[[ids[one.key], list(choices)] for one, choices in order],
        total=len(order),
        started_at=at,
        due_at=found.due(at),
    )


def _form(paper: Paper, participant: Participant, found: Standing) -> str:
    """Return which form is hers: after the test before, the other one; months later, the first."""
    if found.last is not None:
        return _other(found.last.form)
    first = Sitting.objects.filter(paper__event=paper.event_id, participant=participant, attempt=1)
    before = dict(first.values_list("paper__kind", "form"))
    pre, post = before.get(Paper.Kind.PRE), before.get(Paper.Kind.POST)
    if paper.kind == Paper.Kind.POST and pre:
        return _other(pre)
    if paper.kind == Paper.Kind.FOLLOW_UP and (pre or post):
        return pre or _other(post or "")
    return _in_turn(paper)


def _in_turn(paper: Paper) -> str:
    taken = Sitting.objects.filter(paper=paper, attempt=1)
    return min(FORMS, key=lambda form: taken.filter(form=form).count())


def _other(form: str) -> str:
    return FORMS[1] if form == FORMS[0] else FORMS[0]
