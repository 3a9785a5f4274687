"""Takes in what mail servers sent back."""

from __future__ import annotations

from ruangaman.duty.services.outbox import notice_returned
from ruangaman.notify.bounces import bounce_read


def bounce_take(*, raw: bytes) -> bool:
    """Mark the address of a letter that came back for good; False when the message is not one."""
    bounce = bounce_read(raw)
    return bounce is not None and bounce.permanent and notice_returned(notice_id=bounce.token)
