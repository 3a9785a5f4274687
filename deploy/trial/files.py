"""A photo through nginx at the mailbox: cleaned on the way, the largest taken, more refused."""

from __future__ import annotations

import io
import re
from urllib.parse import urlencode

from PIL import ExifTags, Image

from deploy.trial.checks import expect, tried
from deploy.trial.people import mailbox
from deploy.trial.scratch import PUBLIC_HOST, Scratch
from deploy.trial.wire import Browser, spoken
from ruangaman.lib.cleaning.limits import MOST_BYTES

_MARK = "PENANDARAHASIA"


def _photo() -> bytes:
    out, told = io.BytesIO(), Image.Exif()
    told[ExifTags.Base.Make] = _MARK
    told.get_ifd(ExifTags.IFD.GPSInfo).update({1: "S", 2: (10.0, 10.0, 12.5)})
    Image.effect_noise((640, 480), 40).convert("RGB").save(out, "JPEG", exif=told)
    return out.getvalue()


def _open(she: Browser, **fields: str) -> None:
    """Press a button of the mailbox that leads to the page for files."""
    code = re.search(r'name="isi" value="([^"]+)"', she.page)
    expect(code, she.page)
    body = urlencode({"isi": code[1] if code else "", **fields}).encode()
    she.post("/pesan/file/", body, content_type="application/x-www-form-urlencoded")


def _form(scratch: Scratch) -> Browser:
    she = mailbox(scratch)
    _open(she, lampir="1")
    expect(she.status == 200 and 'name="file"' in she.page, she.page)
    return she


@tried("a photo that tells where it was made arrives without that, and comes back")
def _(scratch: Scratch) -> None:
    she = _form(scratch)
    she.send_file("/pesan/file/", "file", _photo(), pesan="Ada foto.", kirim="1")
    wanted = re.search(r'name="unduh" value="([^"]+)"', she.page)
    expect(she.status == 200 and wanted, (she.status, she.page))
    _open(she, unduh=wanted[1] if wanted else "")
    expect(she.headers.get_content_type() == "image/jpeg", she.headers)
    with Image.open(io.BytesIO(she.body)) as image:
        expect(image.size == (640, 480) and not image.getexif(), dict(image.getexif()))
    expect(_MARK.encode() not in she.body, "the maker is still there")


@tried("a photo of 20 MB is taken, one byte more is refused with a page, much more by nginx")
def _(scratch: Scratch) -> None:
    photo = _photo()
    end = photo[-2:]
    filled = _comments(photo[:2], MOST_BYTES - len(photo)) + photo[2:-2] + end
    she = _form(scratch)
    expect(len(filled) == MOST_BYTES, len(filled))
    she.send_file("/pesan/file/", "file", filled, pesan="Besar.", unggah="1")
    expect(she.status == 200 and "foto" in she.page.lower(), (she.status, she.page))
    she = _form(scratch)
    she.send_file("/pesan/file/", "file", filled + b"\0", pesan="Besar.", unggah="1")
    expect(she.status == 413 and "20 MB" in she.page, (she.status, she.page))
    head = f"POST /pesan/file/ HTTP/1.1\r\nHost: {PUBLIC_HOST}\r\nContent-Length: 23000000\r\n"
    expect(b" 413 " in spoken(scratch, PUBLIC_HOST, f"{head}\r\n".encode())[:20], "23 MB")


def _comments(start: bytes, size: int) -> bytes:
    """Return the first two bytes of a JPEG and comments of ``size`` bytes in all."""
    parts, left = [start], size
    while left:
        piece = min(left, 60_000)
        piece = left if left - piece < 4 else piece
        parts.append(b"\xff\xfe" + (piece - 2).to_bytes(2, "big") + b"x" * (piece - 4))
        left -= piece
    return b"".join(parts)
