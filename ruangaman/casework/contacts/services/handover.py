"""Hand a contact over to a receiving team: with her yes it becomes a report of her own.

It is sent as ``/lapor/`` sends: same seals, same clocks, same look-up. Never a story, a name or a
phone number; she writes what she wants to tell in her mailbox.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ruangaman.casework.contacts.flow import UPTD, as_child
from ruangaman.casework.contacts.labels import label
from ruangaman.casework.contacts.seals import contact_open
from ruangaman.casework.contacts.services.records import (
    Line,
    Locked,
    contact_add,
    contact_id,
    contact_lock,
    contact_of_form,
    handed_body,
)
from ruangaman.casework.models.contacts import Contact
from ruangaman.lib.codename import Code
from ruangaman.lib.sealing import SEED_BYTES, SealError
from ruangaman.people.readers import Reader
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.services.submit import Sent, report_submit

State = Contact.State
_ABOUT = {
    ("anak", False): "saya_anak",
    ("anak", True): "anak_lain",
    ("tidak_tahu", False): "saya_ragu",
    ("tidak_tahu", True): "ragu_lain",
    ("dewasa", False): "saya",
    ("dewasa", True): "lain",
}


@dataclass(frozen=True, slots=True)
class Handed:
    """What was sent. ``shows_code``: the words may be read aloud, now and never again."""

    sent: Sent
    shows_code: bool

    @property
    def code(self) -> Code:
        """The code of the report."""
        return self.sent.code


def answers_of(given: Mapping[str, Any]) -> Answers:
    """Return the answers of the report: only what ``/lapor/`` asks too, and her yes to a team.

    A child's goes to UPTD PPA, whatever was chosen.
    """
    child = as_child(given)
    about = _ABOUT[given.get("umur", "tidak_tahu"), given.get("sendiri") == "lain"]
    sent = {
        "tujuan": "lapor",
        "tentang": about,
        "konflik": list(given.get("konflik", ())),
        "izin": "uptd_kebutuhan",
        "balas": "kode",
        "lewat": "petugas",
        **{name: given[name] for name in ("aman", "kapan", "butuh", "cadangan") if given.get(name)},
    }
    team = given.get("penerima", UPTD)
    if team != UPTD and not child:
        sent |= {"izin": "", "izin_tim": [team]}
    if about == "lain":
        sent |= {"pemberitahuan": "ya"}
    if child and given.get("dewasa"):
        sent["dewasa"] = label("dewasa", given["dewasa"])
    return Answers(sent)


def contact_hand_over(
    *, reader: Reader, random: bytes, given: Mapping[str, Any], token: str = ""
) -> Handed:
    """Send the report, and leave of the record only that it was handed over, and the day.

    ``token`` names an earlier record of hers. Raises ``NobodyCanRead`` (nothing was sent),
    ``ContactNotFound``, ``Locked`` when it was handed over or closed meanwhile in another way,
    and ``DatabaseError`` when nothing was kept: the same form can be sent again.
    """
    if reader.stopped:
        raise Locked
    told = _told(contact_of_form(reader=reader, random=random, token=token), reader, random, token)
    sent = report_submit(answers=answers_of(given), random=random)
    if token:
        contact_lock(reader=reader, token=token, random=random)
    else:
        end = "anak" if as_child(given) else "serah"
        contact_add(
            reader=reader,
            random=random,
            body=handed_body(random),
            state=State.HANDED,
            line=Line(secrets.token_bytes(SEED_BYTES), given, end),
        )
    return Handed(sent, sent.shows_code and not told)


def _told(known: Contact | None, reader: Reader, random: bytes, token: str) -> bool:
    """Say whether this form was sent before and she has her code; ``Locked``: by another form."""
    if known is None:
        return False
    if known.state != State.HANDED:
        if token:
            return False
        raise Locked  # this form was kept as a record; that record is handed over instead
    try:
        body = contact_open(known, reader=reader)
    except SealError as fault:
        raise Locked from fault
    if body["form"] != contact_id(random).hex:
        raise Locked
    return bool(body["told"])
