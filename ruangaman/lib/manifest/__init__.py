"""The manifest of receivers: a chain of signed entries that says to whose key may be sealed.

Every entry is signed twice, by two receivers whom the entries before it vouch for; the first ones,
and a new beginning after a catastrophe, by the root key, whose public half stands outside the
database. What is signed covers the entry's place in the chain, so that nothing can be taken
out, put elsewhere or used twice.
"""

from ruangaman.lib.manifest.chain import manifest_read
from ruangaman.lib.manifest.entries import (
    CLOSED_WITHIN,
    DELAY,
    ROOT,
    Closing,
    Entry,
    Kind,
    ManifestFault,
    Statement,
    close_message,
    link_hash,
    propose_message,
)
from ruangaman.lib.manifest.root import root_public, root_sign
from ruangaman.lib.manifest.state import Manifest, Recovery, Statistics, Vouched
from ruangaman.lib.manifest.teams import (
    MOST_TEAMS,
    TeamSaid,
    TeamsSigned,
    teams_decoded,
    teams_encoded,
)

__all__ = [
    "CLOSED_WITHIN",
    "DELAY",
    "MOST_TEAMS",
    "ROOT",
    "Closing",
    "Entry",
    "Kind",
    "Manifest",
    "ManifestFault",
    "Recovery",
    "Statement",
    "Statistics",
    "TeamSaid",
    "TeamsSigned",
    "Vouched",
    "close_message",
    "link_hash",
    "manifest_read",
    "propose_message",
    "root_public",
    "root_sign",
    "teams_decoded",
    "teams_encoded",
]
