"""Which browser opens the pages."""

import shutil


def browser_found() -> str | None:
    """Return where Debian's Chromium is: the build without windows, which is quicker, or the other.

    Both draw the same; without windows a page takes half the processor's time. It keeps no page
    for Back.
    """
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")
