"""Seal a contact record to its author alone, and open it. Only the bytes; no rule of who may."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from typing import Any

from ruangaman.casework.models.contacts import Contact
from ruangaman.core.shred import shred_key
from ruangaman.lib.sealing import open_signed, seal_signed
from ruangaman.lib.shred import cover, uncover
from ruangaman.people.readers import Reader

Body = dict[str, Any]
_PURPOSE = "contact"
_LENGTH = 1500
"""Bytes of every body, filled up with blanks: the length does not tell how it ended."""


def holder_tag(reader: Reader, month: dt.date) -> bytes:
    """Return by what the author finds hers among the records that go in ``month``."""
    return reader.key.secret_for(f"contact {month:%Y-%m}")[:16]


def contact_seal(body: Body, *, reader: Reader, contact: uuid.UUID, shred: bytes) -> bytes:
    """Return ``body``, signed by and sealed to ``reader``, covered under the key ``shred``."""
    plain = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    sealed = seal_signed(
        plain.ljust(_LENGTH),
        to=reader.key.public,
        author=reader.key,
        author_id=reader.key_id.bytes,
        purpose=_PURPOSE,
        context=(contact.bytes,),
    )
    return cover(sealed, shred_key(shred), context=(contact.bytes, _PURPOSE))


def contact_open(contact: Contact, *, reader: Reader) -> Body:
    """Return the body, or raise ``SealError``: not hers, altered, or its key is destroyed."""
    key = shred_key(bytes(contact.shred))
    sealed = uncover(bytes(contact.sealed), key, context=(contact.pk.bytes, _PURPOSE))
    _author, plain = open_signed(
        sealed,
        reader.key,
        authors=lambda one: reader.key.public if one == reader.key_id.bytes else None,
        purpose=_PURPOSE,
        context=(contact.pk.bytes,),
    )
    return dict(json.loads(plain))
