"""The certificates of an event as one ZIP of PDFs, kept as sealed bytes for a day."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ruangaman.core.storage import Pieces, sealed_files
from ruangaman.lib.blobs import blob_open, blob_seal, new_key, padded_size
from ruangaman.lib.sealing import Context, SealError
from ruangaman.network.private import private_open, private_seal
from ruangaman.training.certificate_words import certificate_pdf, module_titles
from ruangaman.training.models import Batch, Certificate

PLACE = "sertifikat"
"""The folder of finished sets; it enters no backup, because they can be made again."""

_FIELD = "certificate_zip"
_LONGEST = 60


class SetMissing(Exception):
    """The bytes are not there any more, or not as they were sealed."""


def zip_bytes(
    certificates: Iterable[Certificate], *, language: str, made: Callable[[], None]
) -> bytes:
    """Return the ZIP; ``made`` is called after each page. In memory: names never lie open."""
    titles, target = module_titles(), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for one in certificates:
            archive.writestr(file_name(one), certificate_pdf(one, language=language, titles=titles))
            made()
    return target.getvalue()


def file_name(certificate: Certificate) -> str:
    """Return a name for every file system: the person's in plain letters, and the number."""
    plain = unicodedata.normalize("NFKD", certificate.name).encode("ascii", "ignore").decode()
    words = re.sub("[^A-Za-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")
    return f"{words or 'sertifikat'}-{certificate.number}.pdf"


def set_keep(batch: Batch, plain: bytes) -> tuple[str, bytes]:
    """Store a ZIP as sealed bytes; return its place and its key for the column."""
    key = new_key()
    pieces = Pieces(
        blob_seal(plain, key=key, context=_context(batch)), size=padded_size(len(plain))
    )
    place = sealed_files().save(f"{PLACE}/{batch.pk.hex}.zip", pieces)
    return place, private_seal(key.hex(), owner=batch.pk, field=_FIELD)


def set_pieces(batch: Batch) -> Iterator[bytes]:
    """Return the ZIP in pieces; ``SetMissing`` before the first if it is not there."""
    try:
        sealed: Any = sealed_files().open(batch.place)
        key = bytes.fromhex(private_open(batch.sealed, owner=batch.pk, field=_FIELD))
        pieces = blob_open(sealed, key=key, context=_context(batch))
        first = next(pieces)
    except (OSError, SealError, ValueError, StopIteration) as fault:
        raise SetMissing from fault
    return _then(first, pieces)


def _then(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _context(batch: Batch) -> Context:
    return b"certificates", batch.pk.bytes
