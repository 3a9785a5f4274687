"""Closing by two: each holder gives her half, and the worker opens the box for both.

A half is sealed to the worker's key in the holder's own session. The worker joins both in memory,
opens every ballot, shuffles on sealed piles, and writes results and figures in the one transaction
that also destroys ballots, slips and halves. Killed anywhere, it begins again, or has finished.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.core.progress import Count
from ruangaman.core.turn import turn_to_write
from ruangaman.lib.ballots import halves_joined
from ruangaman.lib.piles import Piles
from ruangaman.lib.sealing import KeyPair, SealError
from ruangaman.people.faults import Refused
from ruangaman.people.readers import Reader
from ruangaman.surveys.halves import (
    NoWorker,
    given_open,
    given_seal,
    half_open,
    worker_alone,
    worker_key,
    worker_key_forget,
)
from ruangaman.surveys.models import Closing, Half, Stratum, Survey, Token
from ruangaman.surveys.selectors.standing import HOLDERS, ended
from ruangaman.surveys.services.destruction import box_destroy
from ruangaman.surveys.services.life import shreds_forget
from ruangaman.surveys.services.opening import Box, Stopped, box_opened
from ruangaman.surveys.services.results import results_write
from ruangaman.surveys.services.turns import State, survey_noted, survey_turn
from ruangaman.surveys.thresholds import rounded

log = logging.getLogger("ruangaman.surveys.closing")


def half_give(*, reader: Reader, survey: Survey) -> bool:
    """Give the reader's half to the worker; True when both are given and the closing begins.

    ``Refused`` before the answering has ended, for whoever holds no half, and while no worker runs.
    """
    states = (State.OPEN, State.CLOSING)
    with survey_turn(
        survey=survey, by=reader.user_id, action="survey_half_given", states=states
    ) as now:
        if not ended(now):
            raise Refused(_("Masa menjawab belum berakhir. Sebelum itu tidak ada yang dibuka."))
        row = Half.objects.filter(survey=now, holder_id=reader.user_id).first()
        if row is None:
            raise Refused(_("Anda bukan pemegang kunci survei ini."))
        _give(row, now, reader)
        now.state = State.CLOSING
        now.save(update_fields=["state"])
        both = Half.objects.filter(survey=now).exclude(given=b"").count() == HOLDERS
        if both:
            Closing.objects.update_or_create(
                survey=now, defaults={"state": Closing.State.WAITING, "total": 0}
            )
    return both


def closings_work(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Close what both holders gave their halves for; return how many surveys.

    One worker at a time: whoever has the lock knows that a closing which stands at work was left
    by one that is gone.
    """
    done = 0
    with worker_alone() as mine:
        if not mine:
            return 0
        key = worker_key()
        left = Closing.objects.exclude(state=Closing.State.FAILED).select_related("survey")
        for one in left.order_by("pk"):
            if stop():
                break
            done += _close(one, key, stop)
        shreds_forget()
        if done:
            _settle()
    return done


def halves_prune() -> None:
    """Let halves that were given before today count no more; their holders give them again."""
    old = Half.objects.filter(given_on__lt=timezone.localdate(), survey__closing=None)
    old = old.exclude(given=b"")
    for pk in set(old.values_list("survey_id", flat=True)):
        _ask_again(Survey.objects.get(pk=pk))


def _give(row: Half, survey: Survey, reader: Reader) -> None:
    try:
        half = half_open(bytes(row.sealed), reader.key, survey=survey, holder=reader.user_id)
        row.given = given_seal(half, survey=survey, holder=reader.user_id)
    except NoWorker as fault:
        raise Refused(
            _("Pekerja server sedang tidak berjalan. Beri tahu administrator, lalu coba lagi.")
        ) from fault
    except SealError as fault:
        raise Refused(
            _(
                "Bagian Anda tidak terbuka dengan kunci Anda sekarang. Tanpa kedua bagian survei "
                "ini tidak dapat ditutup, hanya dibatalkan."
            )
        ) from fault
    row.given_on = timezone.localdate()
    row.save(update_fields=["given", "given_on"])


def _close(closing: Closing, key: KeyPair, stop: Callable[[], bool]) -> bool:
    survey, told = closing.survey, Count(closing.pk)
    try:
        seed = _joined(survey, key)
        if seed is None:
            _ask_again(survey)
            return False
        _state(closing, Closing.State.OPENING, total=_barrier(survey))
        with Piles(settings.HOME) as piles:
            box = box_opened(survey, seed, into=piles, told=told, stop=stop)
            _state(closing, Closing.State.WRITING, total=2 * len(box) + box.unreadable)
            return _finish(survey, box, told)
    except Stopped:
        _state(closing, Closing.State.WAITING)
    except Exception:
        log.exception("a survey could not be closed")
        _state(closing, Closing.State.FAILED)
        Half.objects.filter(survey=survey).update(given=b"", given_on=None)
    finally:
        told.close()
    return False


def _joined(survey: Survey, key: KeyPair) -> bytes | None:
    """Return the seed of the survey's key; None when a half is for another key, or not right."""
    rows = list(Half.objects.filter(survey=survey))
    try:
        halves = [
            given_open(bytes(row.given), key, survey=survey, holder=row.holder_id) for row in rows
        ]
        seed = halves_joined(*halves)
        right = KeyPair(seed).public.raw == bytes(survey.public_key)
    except (SealError, TypeError, ValueError):
        return None
    return seed if right else None


def _ask_again(survey: Survey) -> None:
    """Let both holders give their halves once more: what they gave is not what is needed."""
    with transaction.atomic():
        Half.objects.filter(survey=survey).update(given=b"", given_on=None)
        Closing.objects.filter(survey=survey).delete()
        survey_noted(survey, by=None, action="survey_halves_asked_again")


def _barrier(survey: Survey) -> int:
    """Wait for every answer that is on its way, and return how many slips are spent.

    The survey takes no more: whoever casts reads that after it has taken its slip.
    """
    with turn_to_write(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE surveys_token IN SHARE ROW EXCLUSIVE MODE")
        spent = Token.objects.filter(survey=survey).exclude(state=Token.State.FREE)
        return spent.count()


def _finish(survey: Survey, box: Box, told: Count) -> bool:
    """Write everything and destroy everything, or neither; False when somebody cancelled."""
    with turn_to_write(), transaction.atomic():
        waiting = Survey.objects.filter(pk=survey.pk, state=State.CLOSING)
        if not waiting.update(state=State.CLOSED, closed_on=timezone.localdate(), returned=0):
            return False
        spent = Token.objects.filter(survey=survey).exclude(state=Token.State.FREE).count()
        Survey.objects.filter(pk=survey.pk).update(spent=spent, unreadable=box.unreadable)
        counted = results_write(survey=survey, box=box, told=told)
        for stratum in Stratum.objects.filter(survey=survey):
            stratum.answered = counted.get(stratum.position, 0)
            stratum.save(update_fields=["answered"])
        Closing.objects.filter(survey=survey).delete()
        box_destroy(survey)
        survey_noted(survey, by=None, action="survey_closed", detail=_noted(counted, spent, box))
    return True


def _noted(counted: Mapping[int, int], spent: int, box: Box) -> dict[str, Any]:
    """Return what the audit event says: answers in steps of ten, and whether all agrees."""
    answers = sum(counted.values())
    return {"answers": rounded(answers), "agrees": spent == answers and not box.unreadable}


def _settle() -> None:
    """After the end: take a new key, and leave nothing in SQLite's journal."""
    if not Half.objects.exclude(given=b"").exists():
        worker_key_forget()
        worker_key()
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _state(closing: Closing, state: str, **values: int) -> None:
    Closing.objects.filter(pk=closing.pk).update(state=state, **values)
