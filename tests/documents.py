"""Reads documents as a person would: their words, in order."""

from __future__ import annotations

import subprocess


def text_of(pdf: bytes, *, page: bool = False) -> str:
    """Return the words of a PDF, one space between them: as the page is read, or by cell."""
    layout = ["-layout"] if page else []
    command = ["pdftotext", "-q", *layout, "-enc", "UTF-8", "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())
