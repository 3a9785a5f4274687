"""Reads documents as a person would: their words, in order."""

from __future__ import annotations

import subprocess


def text_of(pdf: bytes) -> str:
    """Return the words of a PDF, one space between them."""
    done = subprocess.run(
        ["pdftotext", "-q", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return " ".join(done.stdout.decode().split())
