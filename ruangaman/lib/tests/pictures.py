"""Photographs and documents as strangers send them, made for the tests: each tells too much."""

from __future__ import annotations

import io

import pikepdf
from PIL import ExifTags, Image

MARK = b"PENANDARAHASIA"
"""Stands wherever a file can tell something beside its content."""


def picture(width: int = 400, height: int = 300) -> Image.Image:
    """Return an image that is no plain colour: its left half is dark, its right half is noise."""
    image = Image.effect_noise((width, height), 40).convert("RGB")
    image.paste((10, 20, 30), (0, 0, width // 2, height))
    return image


def exif(*, gps: bool = True, turned: int = 0) -> Image.Exif:
    """Return what a telephone writes into a photograph."""
    told = Image.Exif()
    told[ExifTags.Base.Make] = MARK.decode()
    told[ExifTags.Base.Artist] = MARK.decode()
    if turned:
        told[ExifTags.Base.Orientation] = turned
    told.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = MARK
    if gps:
        told.get_ifd(ExifTags.IFD.GPSInfo).update(
            {1: "S", 2: (10.0, 10.0, 12.5), 3: "E", 4: (123.0, 35.0, 1.0)}
        )
    return told


def jpeg(*, gps: bool = True, turned: int = 0, artist: bool = False, **options: object) -> bytes:
    """Return a JPEG with EXIF, and XMP, comment or profile where asked for."""
    out, told = io.BytesIO(), exif(gps=gps, turned=turned)
    if not artist:
        del told[ExifTags.Base.Artist]
    picture().save(out, "JPEG", exif=told, **options)
    return out.getvalue()


def image(kind: str, **options: object) -> bytes:
    """Return a PNG or a WebP with EXIF."""
    out = io.BytesIO()
    picture().save(out, kind, exif=exif(), **options)
    return out.getvalue()


def pdf(*, pages: int = 1) -> bytes:
    """Return a PDF with an author and an attached file."""
    document, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        document.add_blank_page(page_size=(200, 200))
    document.docinfo["/Author"] = MARK.decode()
    document.attachments["nama.txt"] = MARK
    document.save(out)
    return out.getvalue()


def telling_pdf() -> bytes:
    """Return a PDF that tells in every place we know of, in two versions one behind the other."""
    document, out = pikepdf.new(), io.BytesIO()
    page = document.add_blank_page(page_size=(200, 200))
    name, text = pikepdf.Name, pikepdf.String
    page.Contents = document.make_stream(b"BT /F1 12 Tf 20 100 Td (Halaman asli) Tj ET")
    _photo(document, page)
    document.docinfo["/Author"] = MARK.decode()
    with document.open_metadata() as told:
        told["dc:creator"] = [MARK.decode()]
    document.attachments["nama.txt"] = MARK
    script = pikepdf.Dictionary(S=name.JavaScript, JS=text(f"app.alert('{MARK.decode()}')"))
    document.Root.OpenAction = script
    document.Root.Names.JavaScript = pikepdf.Dictionary(Names=pikepdf.Array([text("a"), script]))
    document.Root.PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Private=text(MARK)))
    page.AA = pikepdf.Dictionary(O=script)
    page.Thumb = document.make_stream(MARK)
    page.PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Private=text(MARK)))
    page.LastModified = text("D:20260101")
    _notes(document, page)
    document.save(out, compress_streams=False)
    return out.getvalue() + _history(out.getvalue())


def _photo(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Put a photograph with EXIF onto the page."""
    photo = pikepdf.Stream(document, b"")
    photo.write(jpeg(artist=True), filter=pikepdf.Name.DCTDecode)
    photo.Type, photo.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    photo.Width, photo.Height, photo.BitsPerComponent = 400, 300, 8
    photo.ColorSpace = pikepdf.Name.DeviceRGB
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im1=photo))


def _notes(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Put a note of a reviewer and a field that was filled in onto the page."""
    name, text = pikepdf.Name, pikepdf.String
    look = document.make_stream(b"BT (Isian) Tj ET")
    look.Type, look.Subtype, look.BBox = name.XObject, name.Form, [0, 0, 80, 20]
    note = {"Type": name.Annot, "Subtype": name.Text, "Rect": [1, 1, 9, 9], "T": text(MARK)}
    widget = {
        "Type": name.Annot,
        "Subtype": name.Widget,
        "FT": name.Tx,
        "T": text("nama"),
        "V": text("Isian"),
        "Rect": [10, 10, 90, 30],
        "AP": pikepdf.Dictionary(N=look),
        "F": 4,
    }
    marks = [document.make_indirect(pikepdf.Dictionary(**one)) for one in (note, widget)]
    page.Annots = pikepdf.Array(marks)
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([marks[1]]), DA=text(MARK))


def _history(raw: bytes) -> bytes:
    """Return what a second saving puts behind a document: the first version stays inside."""
    start = raw.rindex(b"startxref") + 10
    before = int(raw[start:].split()[0])
    place = len(raw)
    old = b"9999 0 obj\n(" + MARK + b")\nendobj\n"
    head = raw[raw.rindex(b"trailer") :].split(b"startxref")[0].rstrip()
    trailer = head[: head.rindex(b">>")] + f"/Prev {before} >>".encode()
    table = b"xref\n9999 1\n%010d 00000 n \n" % place
    where = place + len(old)
    return old + table + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % where
