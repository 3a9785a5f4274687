"""Her referrals in the mailbox: what would be sent to whom, her yes or no, and taking it back."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.core.rules import rule_numbers
from ruangaman.directory.guide import police_notice
from ruangaman.directory.selectors import service_duties
from ruangaman.reporting.referrals import (
    CHECKS,
    OUTCOMES,
    PART,
    REACHED,
    Referral,
    State,
    check_due,
    lines_of,
)
from ruangaman.reporting.seals import item_id
from ruangaman.reporting.selectors.letters import referrals_read
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.parts import items_read
from ruangaman.reporting.services import referrals as services
from ruangaman.reporting.services.mailbox import NotPossible
from ruangaman.reporting.views.carried import Door
from ruangaman.reporting.views.outcome import Outcome, change

_WORDS = {
    State.PROPOSED: gettext_lazy("Menunggu jawaban Anda"),
    State.CONSENTED: gettext_lazy("Anda mengizinkan. Belum dikirim"),
    State.SENT: gettext_lazy("Sudah dikirim. Menunggu layanan"),
    State.DECLINED: gettext_lazy("Anda menjawab tidak"),
    State.RECALLED: gettext_lazy("Anda mencabut izin"),
    State.CANCELLED: gettext_lazy("Dibatalkan petugas"),
    State.REFUSED: gettext_lazy("Layanan tidak dapat membantu"),
    State.NO_CAPACITY: gettext_lazy("Layanan sedang penuh"),
}


def referrals_context(mailbox: Mailbox) -> dict[str, Any]:
    """Return her referrals in plain words, and who tells the police."""
    found = _found(mailbox)
    if not found:
        return {"referrals": []}
    duties = service_duties({one.service for one in found})
    days = list(rule_numbers(*CHECKS).values())
    return {
        "referrals": [_row(one, duties, days) for one in found],
        "asked_to_refer": any(one.state == State.PROPOSED for one in found),
        "referral_police": police_notice(),
        "reached": REACHED,
    }


def _found(mailbox: Mailbox) -> list[Referral]:
    items = items_read(mailbox.report, mailbox.box, [PART], mailbox.authors)[PART]
    return referrals_read(mailbox.report, mailbox.box, items)


def _row(one: Referral, duties: dict[str, str], days: list[int]) -> dict[str, Any]:
    return {
        "thing": one.thing,
        "hex": one.thing.hex,
        "name": one.name,
        "consent": one.consent_label,
        "words": _WORDS.get(one.state) or OUTCOMES[one.state],
        "lines": lines_of(one.sent or one.proposed),
        "terms": one.terms,
        "proposed": one.state == State.PROPOSED,
        "allowed": one.allowed,
        "sent": one.sent_at is not None,
        "text": one.answer.text if one.answer else "",
        "duty": duties.get(one.service, "unknown"),
        "reached": REACHED.get(one.reached, ""),
        "ask": check_due(one, days, timezone.now()),
    }


def answer_referral(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    """Her yes or no to a referral."""
    yes = "rujukan_ya" in request.POST
    thing = _thing(request.POST["rujukan_ya" if yes else "rujukan_tidak"])
    info = request.POST.getlist(f"boleh_{thing.hex}")
    if yes and not info:
        return Outcome(
            nothing=_("Belum dijawab. Centang dulu apa yang boleh dikirim, atau pilih Tidak.")
        )
    terms, item = request.POST.get(f"syarat_{thing.hex}", ""), item_id(door.nonce, "referral")

    def step(mailbox: Mailbox) -> bool:
        return services.referral_answer(
            mailbox, thing=thing, yes=yes, info=info, terms=terms, item_id=item
        )

    change(door, opened, step)
    if yes:
        return Outcome(done=_("Anda mengizinkan. Hanya yang Anda centang yang dikirim."))
    return Outcome(done=_("Baik. Tidak ada yang dikirim."))


def recall_referral(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    """Take back her yes."""
    thing, item = _thing(request.POST["rujukan_cabut"]), item_id(door.nonce, "recall")

    def step(mailbox: Mailbox) -> bool:
        return services.referral_recall(mailbox, thing=thing, item_id=item)

    if not change(door, opened, step):
        return Outcome(nothing=_("Tidak ada yang berubah. Izin itu sudah tidak ada."))
    return Outcome(
        done=_("Izin dicabut. Petugas memberi tahu layanan. Yang sudah dibaca tetap diketahui.")
    )


def reached_referral(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    """Say whether she reached the service."""
    text, _sep, reached = request.POST["rujukan_sampai"].partition(":")
    thing, item = _thing(text), item_id(door.nonce, "reached")

    def step(mailbox: Mailbox) -> bool:
        return services.referral_reached(mailbox, thing=thing, reached=reached, item_id=item)

    change(door, opened, step)
    return Outcome(done=_("Terima kasih. Jawaban Anda terkirim."))


def _thing(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as fault:
        raise NotPossible("referral") from fault


REFERRAL_STEPS: Mapping[str, Callable[[HttpRequest, Door, Mailbox], Outcome]] = {
    "rujukan_ya": answer_referral,
    "rujukan_tidak": answer_referral,
    "rujukan_cabut": recall_referral,
    "rujukan_sampai": reached_referral,
}
