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
