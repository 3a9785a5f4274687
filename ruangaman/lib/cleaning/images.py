"""Images, written anew from their pixels: nothing else of the old file is copied."""

from __future__ import annotations

import contextlib
import io
from typing import Any

from PIL import ExifTags, Image, ImageCms, ImageFile, ImageOps, JpegImagePlugin

from ruangaman.lib.cleaning.kinds import JPEG, PNG, WEBP
from ruangaman.lib.cleaning.limits import MOST_PIXELS, MOST_SIDE, Refused

_FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
_QUALITY = 92
_DEVICE = (ExifTags.Base.Make, ExifTags.Base.Model, ExifTags.Base.DateTime, ExifTags.Base.Software)
_AUTHOR = (ExifTags.Base.Artist, ExifTags.Base.Copyright, ExifTags.Base.HostComputer)
_THUMBNAIL = 1
"""The second directory of EXIF holds the small picture."""


def clean_image(raw: bytes, kind: str) -> tuple[memoryview, list[str]]:
    """Return the picture alone, turned upright and in sRGB, and what was taken out."""
    Image.MAX_IMAGE_PIXELS = None  # the limits below are ours
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    picture: Image.Image = Image.open(io.BytesIO(raw), formats=(_FORMATS[kind],))
    _limits(picture, kind)
    removed = _found(picture, raw)
    tables = _tables(picture)
    picture.load()
    _turn_upright(picture)
    picture = _in_srgb(picture)
    out = io.BytesIO()
    picture.info.clear()
    picture.getexif().clear()
    picture.save(out, format=_FORMATS[kind], **_options(picture, kind, tables))
    return out.getbuffer(), removed


def _limits(picture: Image.Image, kind: str) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE or not width * height:
        raise Refused("pixels")
    if kind != JPEG and getattr(picture, "is_animated", False):
        raise Refused("moving")


def _found(picture: Image.Image, raw: bytes) -> list[str]:
    exif = picture.getexif()
    checks = {
        "location": bool(exif.get_ifd(ExifTags.IFD.GPSInfo)) or b"exif:GPS" in raw,
        "device": any(tag in exif for tag in _DEVICE) or bool(exif.get_ifd(ExifTags.IFD.Exif)),
        "author": any(tag in exif for tag in _AUTHOR) or b"dc:creator" in raw,
        "thumbnail": bool(exif.get_ifd(_THUMBNAIL)),
        "comment": any(key in picture.info for key in ("comment", "Comment", "Description")),
        "profile": "icc_profile" in picture.info,
        "metadata": any(key in picture.info for key in ("xmp", "photoshop", "mp"))
        or bool(getattr(picture, "text", {})),
        "behind": getattr(picture, "n_frames", 1) > 1,
    }
    return [name for name, is_there in checks.items() if is_there]


def _tables(picture: Image.Image) -> dict[str, Any]:
    """Return how strongly a JPEG was compressed, so that it loses next to nothing again."""
    if picture.format not in ("JPEG", "MPO") or picture.mode not in ("RGB", "L"):
        return {}
    quantization = getattr(picture, "quantization", {})
    sampling = JpegImagePlugin.get_sampling(picture)
    return {"qtables": quantization, "subsampling": sampling} if sampling >= 0 else {}


def _turn_upright(picture: Image.Image) -> None:
    """Turn the picture as its note says; one that nobody can read turns nothing."""
    with contextlib.suppress(ValueError, TypeError, SyntaxError, KeyError):
        ImageOps.exif_transpose(picture, in_place=True)


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Convert by the profile inside, which then goes: an image without one counts as sRGB."""
    profile = picture.info.get("icc_profile")
    wanted = "RGBA" if _is_clear(picture) else "RGB"
    if picture.mode in ("L", "1") and not profile:
        return picture
    if profile and picture.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            turned = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            turned = None
        if turned is not None:
            return turned
    return picture if picture.mode == wanted else picture.convert(wanted)


def _is_clear(picture: Image.Image) -> bool:
    return "A" in picture.getbands() or "transparency" in picture.info


def _options(picture: Image.Image, kind: str, tables: dict[str, Any]) -> dict[str, Any]:
    if kind == JPEG:
        return tables if tables and picture.mode in ("RGB", "L") else {"quality": _QUALITY}
    return {"quality": _QUALITY} if kind == WEBP else {"compress_level": 6}
