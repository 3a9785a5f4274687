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
        bare = _BARE.get(_filters(thing)[0]) if _is_photo(thing) else None
        if bare:
            raw = thing.read_raw_bytes()
            left = bare(raw)
            if left != raw:
                yield "device"
                thing.write(left, filter=thing.Filter, decode_parms=thing.get("/DecodeParms"))


def _is_photo(thing: Any) -> bool:
    return isinstance(thing, pikepdf.Stream) and len(_filters(thing)) == 1


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


_BARE = {"/DCTDecode": jpeg_bare, "/JPXDecode": jp2_bare}
