"""The three questions at the end (umpan balik): read by nobody who was rated.

Her answers go into the sealed queue alone, under an id that leads to no case: neither her case
workers nor their supervisor has a key for it. That she answered stands in her own ledger.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from ruangaman.people.models import Team
from ruangaman.people.selectors.statistics import statistics_key
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.services.coded import RATED, feedback_line_add
from ruangaman.reporting.services.epochs import ledger_write
from ruangaman.reporting.services.mailbox import NotPossible


def feedback_asked(mailbox: Mailbox) -> bool:
    """Say whether she is asked: once, when it is concluded, and while two people can open it."""
    concluded = mailbox.report.state == Report.State.CONCLUDED
    return concluded and RATED not in mailbox.ledger and statistics_key() is not None


def feedback_add(mailbox: Mailbox, *, answers: Mapping[str, str]) -> bool:
    """Put her answers into the sealed queue, by month and team; False when she answered before.

    Runs within ``mailbox_change``. Raises ``NotPossible`` where she is not asked.
    """
    if RATED in mailbox.ledger:
        return False
    adopted = statistics_key()
    if adopted is None or not feedback_asked(mailbox):
        raise NotPossible("feedback")
    fields = {"month": f"{timezone.localdate():%Y-%m}", "teams": _teams(mailbox), **answers}
    feedback_line_add(mailbox, to=adopted.key, fields=fields)
    ledger_write(mailbox, {RATED: adopted.key.raw.hex()})
    return True


def _teams(mailbox: Mailbox) -> list[str]:
    """Return the codes of the teams that read; never of focal points, who are one or two."""
    ids = [grant.team for grant in mailbox.grants if grant.team and grant.parts]
    found = Team.objects.filter(pk__in=ids).exclude(kind=Team.Kind.FOCAL_POINT)
    return sorted(found.values_list("code", flat=True))
