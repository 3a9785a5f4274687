"""QR codes (ISO/IEC 18004) for print and for screens."""

from __future__ import annotations

import io

import segno


def qr_svg(text: str) -> str:
    """Return an SVG of ``text`` as QR code, error correction M: 15 % may be dirty or torn."""
    written = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        written, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None
    )
    return written.getvalue().decode()


def qr_drawn(text: str) -> str:
    """Return an SVG of ``text`` for a page, as large as its place there; error correction M."""
    written = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        written, kind="svg", border=0, xmldecl=False, svgns=False, omitsize=True,
        svgclass=None, lineclass=None,
    )  # fmt: skip
    return written.getvalue().decode()
