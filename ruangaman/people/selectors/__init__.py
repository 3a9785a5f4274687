"""What reads in the room ``people``."""

from ruangaman.people.selectors.manifest import recovery_key
from ruangaman.people.selectors.recipients import (
    Recipient,
    author_keys,
    keys_stored,
    ready_kinds,
    ready_teams,
    recipient,
    recipient_count,
    recipients_of,
    recipients_with_keys,
)

__all__ = [
    "Recipient",
    "author_keys",
    "keys_stored",
    "ready_kinds",
    "ready_teams",
    "recipient",
    "recipient_count",
    "recipients_of",
    "recipients_with_keys",
    "recovery_key",
]
