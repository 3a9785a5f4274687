"""Slips as sheets to cut, links as a list; kept as sealed bytes for a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from ruangaman.core.sheets import sheet_bytes
from ruangaman.core.storage import Pieces, sealed_files
from ruangaman.core.templatetags.dates import day
from ruangaman.documents.pdf import pdf_render
from ruangaman.documents.qr import qr_svg
from ruangaman.lib.blobs import blob_open, blob_seal, new_key, padded_size
from ruangaman.lib.sealing import Context, SealError
from ruangaman.lib.slips import slip_shown
from ruangaman.network.private import private_open, private_seal
from ruangaman.surveys.models import Bundle, Stratum, Survey
from ruangaman.surveys.tokens import slip_address

PLACE = "slip"
"""The folder of finished bundles; it enters no backup: whoever has it could answer for others."""

_FIELD = "slip_bundle"


class BundleMissing(Exception):
    """The bytes are not there any more, or not as they were sealed."""


def slips_pdf(survey: Survey, stratum: Stratum, number: int, codes: Sequence[str]) -> bytes:
    """Return sheets of slips: a code to scan and to type, nothing of a person."""
    address = settings.PUBLIC_ADDRESS.rstrip("/").split("//")[-1]
    data: dict[str, Any] = {
        "lang": "id",
        "publisher": "Ruang Aman",
        "title": survey.title,
        "mark": f"{stratum.position}-{number}",
        "slips": [
            {
                "code": slip_shown(code),
                "qr": qr_svg(slip_address(code)),
                "alt": _("Kode untuk dipindai: %(code)s") % {"code": slip_shown(code)},
            }
            for code in codes
        ],
        "lead": _("Survei tanpa nama. Pindai, atau buka"),
        "address": f"{address}/survei/",
        "until": _("Sampai %(day)s.") % {"day": day(survey.closes_on)},
        "foot": _("Berlaku satu kali. Butuh bantuan: telepon 129, 24 jam."),
    }
    return pdf_render("slips", data)


def links_xlsx(survey: Survey, stratum: Stratum, codes: Sequence[str]) -> bytes:
    """Return a list of links; whoever sends them can know who got which."""
    columns = [(_("Kelompok"), 30), (_("Kode"), 18), (_("Tautan"), 70)]
    rows = [(stratum.name, slip_shown(code), slip_address(code)) for code in codes]
    return sheet_bytes(survey.title[:25].translate(_NO_SHEET) or "Survei", columns, rows)


def bundle_keep(bundle: Bundle, plain: bytes) -> tuple[str, bytes]:
    """Store a finished file as sealed bytes; return its place and its key for the column."""
    key = new_key()
    pieces = blob_seal(plain, key=key, context=_context(bundle))
    place = sealed_files().save(
        f"{PLACE}/{bundle.pk.hex}", Pieces(pieces, size=padded_size(len(plain)))
    )
    return place, private_seal(key.hex(), owner=bundle.pk, field=_FIELD)


def bundle_pieces(bundle: Bundle) -> Iterator[bytes]:
    """Return the file in pieces; ``BundleMissing`` before the first if it is not there."""
    try:
        sealed: Any = sealed_files().open(bundle.place)
        key = bytes.fromhex(private_open(bundle.sealed, owner=bundle.pk, field=_FIELD))
        pieces = blob_open(sealed, key=key, context=_context(bundle))
        first = next(pieces)
    except (OSError, SealError, ValueError, StopIteration) as fault:
        raise BundleMissing from fault
    return chain([first], pieces)


_NO_SHEET = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def _context(bundle: Bundle) -> Context:
    return b"survey slips", bundle.pk.bytes
