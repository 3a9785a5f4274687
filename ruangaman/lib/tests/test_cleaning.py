"""What a file told beside its content is gone; what is no honest photo or document is refused."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageCms

from ruangaman.lib.cleaning.limits import Cleaned, Refused
from ruangaman.lib.cleaning.pdfs import jp2_bare
from ruangaman.lib.cleaning.run import clean
from ruangaman.lib.tests.pictures import MARK, image, jpeg, pdf, picture, telling_pdf

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>' + MARK + b"</dc:creator></x:xmpmeta>"


def cleaned(raw: bytes, tmp_path: Path) -> Cleaned:
    return clean(raw, folder=tmp_path)


def refused(raw: bytes, tmp_path: Path) -> str:
    with pytest.raises(Refused) as caught:
        clean(raw, folder=tmp_path)
    return caught.value.reason


def test_a_photo_loses_where_and_with_what_it_was_taken(tmp_path: Path) -> None:
    done = cleaned(jpeg(artist=True, comment=MARK, xmp=XMP), tmp_path)
    assert MARK not in done.data
    left = Image.open(io.BytesIO(done.data))
    assert not left.getexif()
    assert set(left.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert left.size == (400, 300)
    assert {"location", "device", "author", "comment", "metadata"} <= set(done.removed)


def test_a_small_picture_inside_goes_too(tmp_path: Path) -> None:
    small = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(small, "JPEG", comment=MARK)
    body = small.getvalue()
    raw = jpeg()
    segment = b"\xff\xed" + struct.pack(">H", len(body) + 2) + body
    done = cleaned(raw[:2] + segment + raw[2:], tmp_path)
    assert MARK not in done.data
    assert done.data.count(b"\xff\xd8\xff") == 1


def test_a_photo_stands_upright_before_its_note_about_that_goes(tmp_path: Path) -> None:
    left = Image.open(io.BytesIO(cleaned(jpeg(turned=6), tmp_path).data))
    assert left.size == (300, 400)
    dark = left.convert("L").crop((0, 0, 300, 190)).resize((1, 1)).getpixel((0, 0))
    light = left.convert("L").crop((0, 210, 300, 400)).resize((1, 1)).getpixel((0, 0))
    assert dark < 40 < light


def test_the_picture_itself_hardly_changes(tmp_path: Path) -> None:
    raw = jpeg(quality=85)
    done = cleaned(raw, tmp_path)
    before, after = (Image.open(io.BytesIO(one)).convert("L") for one in (raw, done.data))
    far = [abs(a - b) for a, b in zip(before.tobytes(), after.tobytes(), strict=True)]
    assert sum(far) / len(far) < 1
    assert len(done.data) < 1.2 * len(raw)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_images_lose_the_same(kind: str, tmp_path: Path) -> None:
    done = cleaned(image(kind, xmp=XMP), tmp_path)
    assert MARK not in done.data
    assert "location" in done.removed
    assert not Image.open(io.BytesIO(done.data)).getexif()


def test_texts_of_a_png_go(tmp_path: Path) -> None:
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_text("Author", MARK.decode())
    told.add_itxt("XML:com.adobe.xmp", MARK.decode())
    done = cleaned(image("PNG", pnginfo=told), tmp_path)
    assert MARK not in done.data
    assert set(done.data[8:].split(b"IDAT")[0][4:8].split()) == {b"IHDR"}


def test_what_hangs_behind_a_photo_is_not_kept(tmp_path: Path) -> None:
    """Telephones put a film or a second picture there."""
    done = cleaned(jpeg() + b"MotionPhoto_Data" + MARK * 1000, tmp_path)
    assert MARK not in done.data


def test_a_profile_of_colours_becomes_srgb(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    done = cleaned(jpeg(icc_profile=profile), tmp_path)
    assert "icc_profile" not in Image.open(io.BytesIO(done.data)).info
    assert "profile" in done.removed
    cmyk = io.BytesIO()
    picture().convert("CMYK").save(cmyk, "JPEG")
    assert Image.open(io.BytesIO(cleaned(cmyk.getvalue(), tmp_path).data)).mode == "RGB"


def test_a_clear_image_stays_clear(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (1, 2, 3, 40)).save(out, "PNG")
    left = Image.open(io.BytesIO(cleaned(out.getvalue(), tmp_path).data))
    assert left.getpixel((0, 0)) == (1, 2, 3, 40)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_moving_images_are_refused(kind: str, tmp_path: Path) -> None:
    out = io.BytesIO()
    more = [picture().rotate(90 * turn) for turn in (1, 2)]
    picture().save(out, kind, save_all=True, append_images=more)
    assert refused(out.getvalue(), tmp_path) == "moving"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"\0" * 100, "kind"),
        (b"GIF89a" + b"\0" * 100, "kind"),
        (b"<html><script>alert(1)</script>", "kind"),
        (b"MZ" + b"\0" * 100, "kind"),
        (b" %PDF-1.7", "kind"),
        (b"\xff\xd8\xff", "broken"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 500, "broken"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "broken"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "broken"),
        (b"%PDF-1.7\nnothing", "broken"),
        (b"\xff\xd8\xff" + b"\0" * 20_000_000, "large"),
    ],
)
def test_what_lies_or_is_damaged_is_refused(raw: bytes, reason: str, tmp_path: Path) -> None:
    assert refused(raw, tmp_path) == reason


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    for raw in (jpeg(), image("PNG"), image("WEBP")):
        assert refused(raw[: len(raw) // 2], tmp_path) == "broken"


def test_a_file_that_is_two_things_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.exe", b"MZ")
    assert refused(jpeg() + packed.getvalue(), tmp_path) == "polyglot"
    assert refused(pdf() + packed.getvalue(), tmp_path) == "polyglot"
    for hidden in (b"%PDF-1.7", b"<script>alert(1)</script>"):
        comment = b"\xff\xfe" + struct.pack(">H", len(hidden) + 2) + hidden
        assert refused(jpeg()[:2] + comment + jpeg()[2:], tmp_path) == "polyglot"


def bomb(side: int) -> bytes:
    """Return a small PNG of ``side`` by ``side`` points."""

    def chunk(name: bytes, body: bytes) -> bytes:
        check = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = bytes(1 + 3 * side)
    data = b"".join(packer.compress(row) for _ in range(min(side, 300))) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def test_an_image_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    assert refused(bomb(60_000), tmp_path) == "pixels"
    assert refused(bomb(9_000), tmp_path) == "pixels"


def bytes_of(thing: pikepdf.Object) -> bytes:
    """Return everything an object of a document says, unpacked where that can be done."""
    said = repr(thing).encode()
    if not isinstance(thing, pikepdf.Stream):
        return said
    is_photo = thing.get("/Filter") == pikepdf.Name.DCTDecode
    return said + (thing.read_raw_bytes() if is_photo else thing.read_bytes())


def test_a_document_loses_who_and_what_it_hides(tmp_path: Path) -> None:
    raw = telling_pdf()
    assert raw.count(MARK) > 5
    done = cleaned(raw, tmp_path)
    with pikepdf.open(io.BytesIO(done.data)) as left:
        assert "/Info" not in left.trailer
        assert set(left.Root.keys()) <= {"/Type", "/Pages", "/Version", "/OCProperties"}
        everything = b"".join(map(bytes_of, left.objects))
        page = left.pages[0]
        assert not {"/Annots", "/AA", "/Thumb", "/PieceInfo", "/Metadata"} & set(page.keys())
    assert MARK not in everything
    assert MARK not in done.data
    assert b"JavaScript" not in everything
    assert b"Halaman asli" in everything
    assert {"author", "attachment", "script", "thumbnail", "note", "behind", "device"} <= set(
        done.removed
    )


def with_photo(raw: bytes, *filters: str) -> bytes:
    """Return a document with an image stream of these filters."""
    document, out = pikepdf.new(), io.BytesIO()
    photo = pikepdf.Stream(document, b"")
    photo.write(raw, filter=pikepdf.Array([pikepdf.Name(name) for name in filters]))
    photo.Subtype, photo.Width, photo.Height = pikepdf.Name.Image, 400, 300
    resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im1=photo))
    page = document.add_blank_page()
    page.Resources, page.Contents = resources, document.make_stream(b"/Im1 Do")
    document.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


@pytest.mark.parametrize(
    ("wrap", "filters"),
    [
        (bytes, ["/DCT"]),
        (zlib.compress, ["/FlateDecode", "/DCTDecode"]),
        (lambda raw: base64.a85encode(raw) + b"~>", ["/ASCII85Decode", "/DCTDecode"]),
    ],
)
@pytest.mark.parametrize("progressive", [False, True])
def test_a_photo_in_a_document_tells_nothing_however_it_is_wrapped(
    tmp_path: Path, wrap: Callable[[bytes], bytes], filters: list[str], progressive: bool
) -> None:
    photo = jpeg(comment=MARK, progressive=progressive)
    small = b"\xff\xe0\x00\x1aJFXX\x00\x10" + MARK + b"\0\0\0\0"
    several = photo[:2] + small + photo[2:] + jpeg()
    done = cleaned(with_photo(wrap(several), *filters), tmp_path)
    assert "device" in done.removed
    with pikepdf.open(io.BytesIO(done.data)) as left:
        assert MARK not in b"".join(map(bytes_of, left.objects))
        shown = left.pages[0].Resources.XObject.Im1.read_raw_bytes()
    with Image.open(io.BytesIO(shown)) as now, Image.open(io.BytesIO(photo)) as before:
        assert now.tobytes() == before.tobytes()
        assert not now.getexif()


def test_a_photo_wrapped_in_what_we_cannot_unwrap_is_refused(tmp_path: Path) -> None:
    assert refused(with_photo(jpeg().hex().encode(), "/ASCIIHexDecode", "/DCTDecode"), tmp_path)
    assert refused(with_photo(jpeg(), "/DCTDecode", "/FlateDecode"), tmp_path) == "heavy"


def test_what_was_filled_in_stays_on_the_page(tmp_path: Path) -> None:
    done = cleaned(telling_pdf(), tmp_path)
    with pikepdf.open(io.BytesIO(done.data)) as left:
        forms = left.pages[0].Resources.get("/XObject", {})
        drawn = b"".join(bytes_of(forms[name]) for name in forms)
    assert b"Isian" in drawn


def test_a_locked_document_is_refused(tmp_path: Path) -> None:
    for password in ("rahasia", ""):
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf())) as document:
            document.save(out, encryption=pikepdf.Encryption(owner="x", user=password))
        assert refused(out.getvalue(), tmp_path) == "locked"


def test_a_document_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(100)) + packer.flush()
    heavy = pikepdf.Stream(document, b"")
    heavy.write(packed, filter=pikepdf.Name.FlateDecode)
    document.pages[0].Contents = document.make_indirect(heavy)
    document.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert len(out.getvalue()) < 200_000
    assert refused(out.getvalue(), tmp_path) == "heavy"


def test_a_document_of_too_many_pages_is_refused(tmp_path: Path) -> None:
    assert refused(pdf(pages=501), tmp_path) == "pages"


def test_a_photo_in_jpeg_2000_inside_a_document_loses_its_notes() -> None:
    def box(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", 8 + len(body)) + name + body

    head, code = box(b"jP  ", b"\r\n\x87\n"), box(b"jp2c", b"\xff\x4f")
    telling = box(b"xml ", MARK) + box(b"uuid", bytes(16) + MARK)
    assert jp2_bare(head + telling + code) == head + code
    assert jp2_bare(MARK) == MARK
