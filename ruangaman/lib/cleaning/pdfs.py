"""PDF, written anew: pages and what they need, without who, when, where, with what and before."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf

from ruangaman.lib.cleaning.limits import (
    MOST_OBJECTS,
    MOST_PAGES,
    MOST_STREAM,
    MOST_STREAMS,
    Refused,
)

_ROOT = {
    "/Names": "attachment",
    "/AF": "attachment",
    "/Collection": "attachment",
    "/OpenAction": "script",
    "/AA": "script",
    "/URI": "script",
    "/Metadata": "author",
    "/PieceInfo": "metadata",
    "/Outlines": "",
    "/Dests": "",
    "/SpiderInfo": "metadata",
    "/Perms": "metadata",
    "/Legal": "metadata",
    "/DSS": "metadata",
    "/Threads": "",
    "/AcroForm": "",
    "/StructTreeRoot": "",
    "/MarkInfo": "",
    "/OutputIntents": "profile",
}
_ANYWHERE = {
    "/Metadata": "author",
    "/PieceInfo": "metadata",
    "/LastModified": "",
    "/Thumb": "thumbnail",
    "/AA": "script",
    "/JS": "script",
    "/AF": "attachment",
    "/EF": "attachment",
    "/OPI": "metadata",
    "/Alternates": "",
    "/Measure": "",
    "/PtData": "location",
    "/VP": "location",
    "/LGIDict": "location",
    "/ID": "",
}
_CUT = 1_000_000


def clean_pdf(raw: bytes) -> tuple[bytes, list[str]]:
    """Return the document alone and what was taken out; raise ``Refused``."""
    try:
        pdf = pikepdf.open(io.BytesIO(raw), suppress_warnings=True)
    except pikepdf.PasswordError as fault:
        raise Refused("locked") from fault
    with pdf:
        if pdf.is_encrypted:
            raise Refused("locked")
        if len(pdf.objects) > MOST_OBJECTS or len(pdf.pages) > MOST_PAGES:
            raise Refused("pages")
        if not len(pdf.pages):
            raise Refused("broken")
        _weigh(pdf)
        removed = set(_pages(pdf)) | set(_trailer(pdf)) | set(_objects(pdf))
        out = io.BytesIO()
        pdf.remove_unreferenced_resources()
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            deterministic_id=True,
            fix_metadata_version=False,
        )
    if raw.count(b"startxref") > 1:
        removed.add("behind")
    return out.getvalue(), sorted(removed - {""})


def _weigh(pdf: pikepdf.Pdf) -> None:
    """Unpack every stream, a piece at a time, before anything else does it whole."""
    total = 0
    for stream in _streams(pdf):
        filters = _filters(stream)
        if len(filters) > 2 or filters.count("/FlateDecode") > 1 or "/Crypt" in filters:
            raise Refused("heavy")
        if filters[:1] == ["/FlateDecode"]:
            total += _unpacked(stream.read_raw_bytes())
        elif "/LZWDecode" in filters or "/FlateDecode" in filters:
            total += 200 * len(stream.read_raw_bytes())  # what they can grow to, unlooked at
        if total > MOST_STREAMS:
            raise Refused("heavy")


def _unpacked(raw: bytes) -> int:
    size, unpacker, rest = 0, zlib.decompressobj(), raw
    while rest and not unpacker.eof:
        try:
            size += len(unpacker.decompress(rest, _CUT))
        except zlib.error:
            break  # damaged: what comes before it is what a viewer shows
        rest = unpacker.unconsumed_tail
        if size > MOST_STREAM:
            raise Refused("heavy")
    return size


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Draw what was filled in or marked onto the pages; who did it and when is gone then."""
    pdf.generate_appearance_streams()
    pdf.flatten_annotations(mode="screen")
    for page in pdf.pages:
        if "/Annots" in page:
            yield "note"
            del page["/Annots"]


def _trailer(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/Info" in pdf.trailer:
        yield "author"
        del pdf.trailer["/Info"]
    for key, word in _ROOT.items():
        if key in pdf.Root:
            if key == "/Names" and "/JavaScript" in pdf.Root["/Names"]:
                yield "script"
            yield word if key != "/Names" or "/EmbeddedFiles" in pdf.Root["/Names"] else ""
            del pdf.Root[key]


def _objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    for thing in pdf.objects:
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            for key in [key for key in thing.keys() if key in _ANYWHERE]:  # noqa: SIM118
                yield _ANYWHERE[key]
                del thing[key]
        if isinstance(thing, pikepdf.Stream) and _filters(thing) == ["/DCTDecode"]:
            raw = thing.read_raw_bytes()
            bare = jpeg_bare(raw)
            if bare != raw:
                yield "device"
                thing.write(bare, filter=pikepdf.Name.DCTDecode)


def _streams(pdf: pikepdf.Pdf) -> Iterator[Any]:
    return (thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream))


def _filters(stream: Any) -> list[str]:
    found = stream.get("/Filter", [])
    return [str(found)] if isinstance(found, pikepdf.Name) else [str(one) for one in found]


def jpeg_bare(raw: bytes) -> bytes:
    """Return a JPEG inside a PDF without its application data and comments (ITU-T T.81, B.2.4).

    APP0 (JFIF) and APP14 (Adobe) stay: they say how colours are meant.
    """
    kept, place = [raw[:2]], 2
    while raw[:2] == b"\xff\xd8" and raw[place : place + 1] == b"\xff":
        marker = raw[place + 1 : place + 2]
        if marker == b"\xff":
            place += 1
            continue
        end = place + 2 + int.from_bytes(raw[place + 2 : place + 4], "big")
        if marker == b"\xda" or end <= place + 3 or end > len(raw):
            break
        if not (0xE1 <= marker[0] <= 0xEF and marker[0] != 0xEE) and marker[0] != 0xFE:
            kept.append(raw[place:end])
        place = end
    return b"".join([*kept, raw[place:]])
