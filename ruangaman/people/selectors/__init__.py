"""What reads in the room ``people``."""

from ruangaman.people.selectors.able import keys_vouched
from ruangaman.people.selectors.readable import (
    SERVING,
    ready_kinds,
    ready_teams,
    recipient_count,
    teams_serving,
)
from ruangaman.people.selectors.recipients import (
    Recipient,
    author_keys,
    focal_keys_over,
    keys_stored,
    recipient,
    recipients_of,
    recipients_with_keys,
)
from ruangaman.people.selectors.recovery import (
    RecoveryPublic,
    recovery_key,
    recovery_keys,
    recovery_signer,
)

__all__ = [
    "SERVING",
    "Recipient",
    "RecoveryPublic",
    "author_keys",
    "focal_keys_over",
    "keys_stored",
    "keys_vouched",
    "ready_kinds",
    "ready_teams",
    "recipient",
    "recipient_count",
    "recipients_of",
    "recipients_with_keys",
    "recovery_key",
    "recovery_keys",
    "recovery_signer",
    "teams_serving",
]
