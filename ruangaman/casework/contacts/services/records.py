"""Keep a contact record, ask again after a referral, close it, let it go on its day.

Every step writes the same audit event, about nothing: who reads the trail must not be able to
count how many people came to whom (domain 2.5).
"""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from ruangaman.casework.contacts.flow import as_child, came_on
from ruangaman.casework.contacts.seals import Body, contact_open, contact_seal, holder_tag
from ruangaman.casework.contacts.selectors import (
    check_week,
    keep_until,
    next_number,
    own_contact,
    week_of,
)
from ruangaman.casework.contacts.tally import LAST, contact_tally
from ruangaman.casework.models.contacts import Contact
from ruangaman.core.audit import audit_record
from ruangaman.core.shred import shred_key_take, shred_keys_forget
from ruangaman.core.statements import rows_insert
from ruangaman.lib.sealing import SEED_BYTES, SealError
from ruangaman.people.readers import Reader
from ruangaman.reporting.seals import item_id

State = Contact.State
WRITTEN, MISSED = "contact-written", "contact-not-found"
_ENDS = frozenset({"ya", "tidak_mau"})
_REASON_OF = {"ya": "sampai", "tidak_mau": "tidak_mau"}
_SIGNS = "BCDFGHJKLMNPQRSTVWXZ23456789"
_TRIES = 8
_AT_ONCE = 500


class Line(NamedTuple):
    """What is counted of a contact: under which seed, from which answers, how it ended."""

    seed: bytes
    given: Mapping[str, Any]
    end: str


class Locked(Exception):
    """The record was handed over or closed meanwhile, or she is no focal point today."""


def contact_record(*, reader: Reader, random: bytes, given: Mapping[str, Any]) -> bool:
    """Keep what was noted; False when this form was kept already.

    ``random`` travels with the form, so a repeated send finds the same record. Information only
    and a child handed over by phone are closed at once; a referral is asked about again.
    """
    if reader.stopped:
        raise Locked
    day = came_on(given, timezone.localdate())
    child = as_child(given)
    referred = given.get("akhir") == "rujukan" and not child
    closed = "" if referred else "telepon" if child else "informasi"
    seed = secrets.token_bytes(SEED_BYTES)
    body: Body = {
        "given": dict(given),
        "seed": seed.hex(),
        "week": week_of(day).isoformat(),
        "month": day.replace(day=1).isoformat(),
        "checks": [],
        "closed": closed,
    }
    state = State.CLOSED if closed else State.OPEN
    due_on = None if closed else check_week(day, 1)
    line = Line(seed, given, closed or "rujukan")
    return contact_add(
        reader=reader, random=random, body=body, state=state, due_on=due_on, line=line
    )


def contact_add(
    *,
    reader: Reader,
    random: bytes,
    body: Body,
    state: str,
    line: Line,
    due_on: dt.date | None = None,
) -> bool:
    """Write a new row, unless this form has one; tried again when its token is taken."""
    came = came_on(line.given, timezone.localdate())
    contact = Contact(id=contact_id(random), shred=shred_key_take(), state=state, due_on=due_on)
    contact.keep_until = keep_until(came)
    contact.holder = holder_tag(reader, contact.keep_until)
    _seal(contact, body, reader)
    for _ in range(_TRIES):
        contact.token = token_new()
        with transaction.atomic():
            if rows_insert([contact], conflicts=True):
                contact_tally(seed=line.seed, given=line.given, end=line.end, day=came)
                audit_record(actor=reader.user_id, action=WRITTEN)
                return True
        if Contact.objects.filter(pk=contact.pk).exists():
            return False
    raise IntegrityError("no free token")


def contact_check(*, reader: Reader, token: str, number: int, answer: str) -> bool:
    """Note whether she reached the service; False when this check is noted already.

    "Yes" and "no more" close the record, and so does the last check. Raises ``Locked``, and
    ``ContactNotFound``.
    """
    with transaction.atomic():
        contact, body = _held(reader, token)
        if number <= len(body["checks"]):
            return False
        if contact.state != State.OPEN or number != next_number(body):
            raise Locked
        body["checks"].append({"n": number, "answer": answer})
        following = next_number(body)
        if answer in _ENDS or not following:
            body["closed"] = _REASON_OF.get(answer, "tidak_bertemu")
        week = dt.date.fromisoformat(body["week"])
        contact.due_on = check_week(week, following)
        contact_tally(
            seed=bytes.fromhex(body["seed"]),
            given=body["given"],
            end="rujukan",
            day=_month(body),
            version=number + 1,
            reached=answer,
        )
        _keep(contact, body, reader)
    return True


def contact_close(*, reader: Reader, token: str, reason: str) -> None:
    """Close a record. Raises ``Locked``, and ``ContactNotFound``."""
    with transaction.atomic():
        contact, body = _held(reader, token)
        if contact.state != State.OPEN:
            raise Locked
        body["closed"] = reason
        _keep(contact, body, reader)


def contact_lock(*, reader: Reader, token: str, random: bytes) -> None:
    """Leave of a record that it was handed over, and the day: the rest is gone for her too.

    What was written stays in no copy either: the row gets another key, the old one is destroyed.
    """
    with transaction.atomic():
        contact = own_contact(reader=reader, token=token, lock=True)
        if contact.state == State.HANDED:
            return
        _count_again(contact, reader)
        before = bytes(contact.shred)
        contact.shred = shred_key_take()
        contact.state, contact.due_on = State.HANDED, None
        _seal(contact, handed_body(random), reader)
        contact.save(update_fields=["shred", "state", "due_on", "sealed"])
        audit_record(actor=reader.user_id, action=WRITTEN)
        transaction.on_commit(lambda: shred_keys_forget([before]))


def _count_again(contact: Contact, reader: Reader) -> None:
    """Let the line of a record say that it was handed over; one that does not open stays as is."""
    try:
        body = contact_open(contact, reader=reader)
    except SealError:
        return
    contact_tally(
        seed=bytes.fromhex(body["seed"]),
        given=body["given"],
        end="serah",
        day=_month(body),
        version=LAST,
    )


def _month(body: Body) -> dt.date:
    """Return a day of the month it is counted in; an older record knows only its week."""
    return dt.date.fromisoformat(str(body.get("month", body["week"])))


def contact_told(*, reader: Reader, random: bytes, token: str = "") -> None:
    """Remember that she has her code: it is not shown a second time."""
    with transaction.atomic():
        contact = contact_of_form(reader=reader, random=random, token=token, lock=True)
        if contact is None or contact.state != State.HANDED:
            return
        body = contact_open(contact, reader=reader)
        if body["form"] == contact_id(random).hex and not body["told"]:
            _seal(contact, {**body, "told": True}, reader)
            contact.save(update_fields=["sealed"])
            audit_record(actor=reader.user_id, action=WRITTEN)


def contact_of_form(
    *, reader: Reader, random: bytes, token: str = "", lock: bool = False
) -> Contact | None:
    """Return the record that a form is about: an earlier one of hers, or its own, if it has one.

    Raises ``ContactNotFound`` when it is not hers.
    """
    if not token:
        own = Contact.objects.filter(pk=contact_id(random)).values_list("token", flat=True).first()
        if own is None:
            return None
        token = own
    return own_contact(reader=reader, token=token, lock=lock)


def handed_body(random: bytes) -> Body:
    """Return what is left of a record that was handed over; ``form``: by which form, one-way."""
    day = timezone.localdate().isoformat()
    return {"handed_on": day, "told": False, "form": contact_id(random).hex}


def contact_opened(*, reader: Reader) -> None:
    """Note that somebody opened a record of hers."""
    with transaction.atomic():
        audit_record(actor=reader.user_id, action="contact-opened")


def contact_missed(*, reader: Reader) -> None:
    """Note that somebody asked for a record that is not hers, or not there."""
    with transaction.atomic():
        audit_record(actor=reader.user_id, action=MISSED)


def contacts_dispose() -> int:
    """Let records go whose day has come: the key first, then the row; return how many."""
    gone = 0
    while True:
        over = Contact.objects.filter(keep_until__lte=timezone.localdate())
        some = list(over.values_list("pk", "shred")[:_AT_ONCE])
        if not some:
            break
        shred_keys_forget([bytes(shred) for _, shred in some])
        Contact.objects.filter(pk__in=[pk for pk, _ in some]).delete()
        gone += len(some)
    if gone:
        with transaction.atomic():
            audit_record(actor=None, action="contacts-disposed")
    return gone


def contact_id(random: bytes) -> uuid.UUID:
    """Return the id of the record of one form: sent twice it is the same."""
    return item_id(random, "contact")


def token_new() -> str:
    """Return a random token such as ``K7QX-4RMN``: no order, no year, no unit."""
    drawn = "".join(secrets.choice(_SIGNS) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def _held(reader: Reader, token: str) -> tuple[Contact, Body]:
    if reader.stopped:
        raise Locked
    contact = own_contact(reader=reader, token=token, lock=True)
    if contact.state == State.HANDED:
        raise Locked
    return contact, contact_open(contact, reader=reader)


def _keep(contact: Contact, body: Body, reader: Reader) -> None:
    if body["closed"]:
        contact.state, contact.due_on = State.CLOSED, None
    _seal(contact, body, reader)
    contact.save(update_fields=["state", "due_on", "sealed"])
    audit_record(actor=reader.user_id, action=WRITTEN)


def _seal(contact: Contact, body: Body, reader: Reader) -> None:
    shred = bytes(contact.shred)
    contact.sealed = contact_seal(body, reader=reader, contact=contact.pk, shred=shred)
