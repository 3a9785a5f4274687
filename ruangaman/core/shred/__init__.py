"""The shred store: one key for each report, outside the database and outside every backup.

One SQLite file in ``settings.SHRED_HOME``, used by several processes at once. It holds the
keys and the journals of disposals, withdrawals and accesses that ended, and nothing that can be
read without the database. Destroying a key makes everything unreadable that was sealed to anybody
for that report, in the database and in every copy of it. A contact record has a key of its own,
and no journal: it ends by itself.
"""

from ruangaman.core.shred.journal import (
    Disposed,
    Withdrawn,
    access_end_forget,
    access_end_write,
    access_ends,
    copies_ended,
    copy_end_write,
    disposals,
    disposed_at,
    shred_destroy,
    withdrawal_forget,
    withdrawal_read,
    withdrawal_settle,
    withdrawal_write,
    withdrawals,
)
from ruangaman.core.shred.keys import (
    Shredded,
    shred_key,
    shred_key_take,
    shred_keys,
    shred_keys_forget,
    shred_keys_make,
)
from ruangaman.core.shred.store import store_exists, store_path

__all__ = [
    "Disposed",
    "Shredded",
    "Withdrawn",
    "access_end_forget",
    "access_end_write",
    "access_ends",
    "copies_ended",
    "copy_end_write",
    "disposals",
    "disposed_at",
    "shred_destroy",
    "shred_key",
    "shred_key_take",
    "shred_keys",
    "shred_keys_forget",
    "shred_keys_make",
    "store_exists",
    "store_path",
    "withdrawal_forget",
    "withdrawal_read",
    "withdrawal_settle",
    "withdrawal_write",
    "withdrawals",
]
