"""How a report goes from state to state (ISO 37002:2021, 8.2 to 8.5), always with a reason.

Received, acknowledged, assessed, supported, concluded. A question goes the same way as a report:
the state stands in the open, and must not tell which of the two it is. What only a report sets in
motion hangs on what she signed, never on the state.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from ruangaman.lib.boxes import BoxContent
from ruangaman.people.readers import Reader
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.parts import ReadItem, holders_as_authors, items_read
from ruangaman.reporting.selectors.purpose import purpose_of
from ruangaman.reporting.services.desk import NotAllowed, Step, step_write

State = Report.State

MOVES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    State.ACKNOWLEDGED: {
        State.ASSESSED: ("bersama", "tulisan", "segera"),
        State.SUPPORTED: ("mendesak",),
    },
    State.ASSESSED: {State.SUPPORTED: ("langkah", "mendesak")},
    State.SUPPORTED: {State.ASSESSED: ("kabar_baru", "tidak_jalan", "permintaan")},
}
"""From which state to which, and for which reasons."""

REOPEN_REASONS = ("menulis_lagi", "belum_selesai", "memburuk", "keliru")
REOPEN = Step("reopened", "report-reopened", {State.CONCLUDED: State.ACKNOWLEDGED})


def report_move(
    *,
    reader: Reader,
    report: Report,
    box: BoxContent,
    to: str,
    reason: str,
    text: str,
    item_id: uuid.UUID,
) -> bool:
    """Move an open report on, or back; the reporter reads that it moved, and why.

    Raises ``NotAllowed`` where the state or the reason does not fit, and for a witness' alert:
    there is no case of the survivor's.
    """
    sources = {now: to for now, ways in MOVES.items() if reason in ways.get(to, ())}
    if not sources or purpose_of(_needs(report, box)).is_alert:
        raise NotAllowed("move")
    step = Step("moved", "report-moved", sources)
    words = {"to": to, "reason": reason, "text": text}
    return step_write(step, reader, report, box, words, item_id)


def report_reopen(
    *, reader: Reader, report: Report, box: BoxContent, reason: str, text: str, item_id: uuid.UUID
) -> bool:
    """Open a closed report again, with a reason and a word: it is assessed anew."""
    if reason not in REOPEN_REASONS:
        raise NotAllowed("reason")
    words = {"reason": reason, "text": text}
    return step_write(REOPEN, reader, report, box, words, item_id)


def _needs(report: Report, box: BoxContent) -> list[ReadItem]:
    """Read what she signed first. Nothing of it leaves: whoever moves a report opens it anyway."""
    if "needs" not in box.seeds:
        raise NotAllowed("needs")
    return items_read(report, box, ["needs"], holders_as_authors(report, box.reporter))["needs"]
