"""The steps of the check-ins: whether anyone retaliates, and who outside may help."""

from __future__ import annotations

import uuid

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ruangaman.reporting.seals import item_id
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.services.checkins import check_answer, outside_let_in
from ruangaman.reporting.views.carried import Door
from ruangaman.reporting.views.mailbox_clocks import checkin_given
from ruangaman.reporting.views.outcome import Outcome, change


def answer_check(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    """Answer whether anyone retaliates."""
    check, answer = checkin_given(request.POST)
    if not check:
        return Outcome(nothing=_("Belum ada jawaban yang dipilih."))
    item = item_id(door.nonce, "checkin")

    def step(box: Mailbox) -> bool:
        return check_answer(box, check=check, answer=answer, item_id=item)

    if not change(door, opened, step):
        return Outcome(nothing=_("Pertanyaan ini sudah Anda jawab."))
    return Outcome(done=_("Terima kasih. Jawaban Anda terkirim."))


def let_outside_in(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    """Let UPTD PPA read, after it got worse where only focal points read."""
    try:
        team = uuid.UUID(request.POST["luar_ya"])
    except ValueError:
        return Outcome()
    item = item_id(door.nonce, "outside")
    change(door, opened, lambda box: outside_let_in(box, team_id=team, item_id=item))
    return Outcome(done=_("Akses diberikan. UPTD PPA membaca jawaban Anda hari ini."))
