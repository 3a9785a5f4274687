"""PDF, written anew: pages and what they need, without who, when, where, with what and before."""

from __future__ import annotations

import base64
import io
import re
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

_KEPT_IN_ROOT = {"/Type", "/Pages", "/Version", "/Extensions", "/Lang", "/OCProperties"}
_KEPT_IN_PAGE = {
    *("/Type", "/Parent", "/Resources", "/Contents", "/Group", "/Rotate", "/UserUnit"),
    *("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"),
}
_WORDS = {
    "/AF": "attachment",
    "/Collection": "attachment",
    "/OpenAction": "script",
    "/AA": "script",
    "/Metadata": "author",
    "/Thumb": "thumbnail",
    "/Annots": "note",
    "/PieceInfo": "metadata",
    "/OutputIntents": "profile",
    "/VP": "location",
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
    "/Creator": "author",
    "/CreatorInfo": "author",
    "/Author": "author",
    "/Ref": "",
    "/PS": "",
    "/Alternates": "",
    "/Measure": "",
    "/PtData": "location",
    "/VP": "location",
    "/LGIDict": "location",
    "/ID": "",
}
_CUT = 1_000_000
_IN_FULL = {
    "/Fl": "/FlateDecode",
    "/LZW": "/LZWDecode",
    "/A85": "/ASCII85Decode",
    "/AHx": "/ASCIIHexDecode",
    "/DCT": "/DCTDecode",
}
"""Short names of filters, which readers take everywhere (ISO 32000-1, table 94)."""

_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
_IN_SCAN = re.compile(rb"\xff[\xc4\xd9-\xdd\xe0-\xef\xfe]")
"""What may stand between the scans of a picture; everything else is a damaged part of one."""

_END_OF_IMAGE, _SCAN = b"\xff\xd9", b"\xff\xda"
_JFIF_ALONE = 18
"""Bytes of a JFIF segment that holds no small picture."""


def clean_pdf(raw: bytes) -> tuple[memoryview, list[str]]:
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
    return out.getbuffer(), sorted(removed - {""})


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
        yield from _only(page.obj, _KEPT_IN_PAGE)


def _trailer(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/Info" in pdf.trailer:
        yield "author"
        del pdf.trailer["/Info"]
    names: Any = pdf.Root.get("/Names", {})
    if "/JavaScript" in names:
        yield "script"
    if "/EmbeddedFiles" in names:
        yield "attachment"
    yield from _only(pdf.Root, _KEPT_IN_ROOT)


def _only(thing: Any, kept: set[str]) -> Iterator[str]:
    """Take out of a dictionary whatever is not ``kept``: nobody knows what programs put there."""
    for key in set(thing.keys()) - kept:
        yield _WORDS.get(key, "")
        del thing[key]


def _objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    thing: Any
    for thing in pdf.objects:
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            for key in [key for key in thing.keys() if key in _ANYWHERE]:  # noqa: SIM118
                yield _ANYWHERE[key]
                del thing[key]
        if isinstance(thing, pikepdf.Stream) and _photo_bare(thing):
            yield "device"


def _photo_bare(thing: Any) -> bool:
    """Take what a camera told out of a photo, in whatever it is wrapped; say whether there was."""
    filters = _filters(thing)
    if any(name in _BARE for name in filters[:-1]):
        raise Refused("heavy")
    bare = _BARE.get(filters[-1]) if filters else None
    if bare is None:
        return False
    raw, told = _unwrapped(thing, filters[:-1]), thing.get("/DecodeParms")
    if isinstance(told, pikepdf.Array):
        told = told[len(filters) - 1]
    left = bare(raw)
    if left != raw or filters[:-1]:
        thing.write(left, filter=pikepdf.Name(filters[-1]), decode_parms=told)
    return left != raw


def _unwrapped(thing: Any, outer: list[str]) -> bytes:
    """Return a photo out of what is around it; ``_weigh`` has looked how large that grows."""
    raw: bytes = thing.read_raw_bytes()
    if outer and isinstance(thing.get("/DecodeParms", [None])[0], pikepdf.Dictionary):
        raise Refused("heavy")
    for name in outer:
        if name not in _UNWRAP:
            raise Refused("heavy")
        raw = _UNWRAP[name](raw)
    return raw


def _streams(pdf: pikepdf.Pdf) -> Iterator[Any]:
    return (thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream))


def _filters(stream: Any) -> list[str]:
    found = stream.get("/Filter", [])
    names = [found] if isinstance(found, pikepdf.Name) else list(found)
    return [_IN_FULL.get(str(one), str(one)) for one in names]


def jpeg_bare(raw: bytes) -> bytes:
    """Return a JPEG inside a PDF without its application data and comments (ITU-T T.81, B.2.4).

    Plain APP0 (JFIF) and APP14 (Adobe) stay: they say how colours are meant. What follows the
    end of the picture, such as a second one, goes too.
    """
    if raw[:2] != b"\xff\xd8":
        return raw
    kept, place, in_scan = [raw[:2]], 2, False
    while found := (_IN_SCAN if in_scan else _MARKER).search(raw, place):
        start = found.start()
        end = start + 2 + int.from_bytes(raw[start + 2 : start + 4], "big")
        kept.append(raw[place:start] if in_scan else b"")
        if found[0] == _END_OF_IMAGE or end <= start + 3 or end > len(raw):
            return b"".join([*kept, _END_OF_IMAGE])
        kept.append(b"" if _is_told(raw[start:end]) else raw[start:end])
        in_scan, place = in_scan or found[0] == _SCAN, end
    return b"".join([*kept, raw[place:] if in_scan else b""])


def _is_told(segment: bytes) -> bool:
    """Say whether a segment of a JPEG is application data that no viewer needs, or a comment."""
    kind = segment[1]
    if kind == 0xE0:
        return segment[4:9] != b"JFIF\0" or len(segment) > _JFIF_ALONE
    if kind == 0xEE:
        return segment[4:9] != b"Adobe"
    return 0xE1 <= kind <= 0xEF or kind == 0xFE


def jp2_bare(raw: bytes) -> bytes:
    """Return a JPEG 2000 file without its boxes of XML and private data (ISO/IEC 15444-1, I)."""
    kept, place = [], 0
    while raw[4:8] == b"jP  " and place + 8 <= len(raw):
        size, name = int.from_bytes(raw[place : place + 4], "big"), raw[place + 4 : place + 8]
        if size == 1:
            size = int.from_bytes(raw[place + 8 : place + 16], "big")
        end = place + size if size else len(raw)
        if end <= place or end > len(raw):
            break
        if name not in (b"xml ", b"uuid", b"uinf"):
            kept.append(raw[place:end])
        place = end
    return b"".join([*kept, raw[place:]])


_UNWRAP = {
    "/FlateDecode": lambda raw: zlib.decompressobj().decompress(raw),
    "/ASCII85Decode": lambda raw: base64.a85decode(raw.partition(b"~>")[0]),
}
_BARE = {"/DCTDecode": jpeg_bare, "/JPXDecode": jp2_bare}
