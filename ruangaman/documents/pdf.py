"""PDF by Typst: templates beside this file, data as JSON, nothing fetched from anywhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

TEMPLATES = Path(__file__).with_name("templates")
FONTS = Path(__file__).with_name("fonts")
"""Source Sans 3, brought by set-up; Libertinus Serif comes with Typst."""
STANDARD: Final = "ua-1"
"""PDF/UA-1 (ISO 14289-1): tagged, with title and language, readable by a screen reader."""


def pdf_render(template: str, data: Mapping[str, Any]) -> bytes:
    """Return the PDF of ``templates/<template>.typ``, which finds ``data`` in ``sys.inputs.data``.

    Values are text, numbers, lists and mappings, never markup: a template shows them as they are.
    """
    import typst  # read with the first paper, not with every server's start

    compiled: bytes = typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        format="pdf",
        sys_inputs={"data": json.dumps(data)},
        font_paths=[FONTS],
        ignore_system_fonts=True,
        pdf_standards=STANDARD,
    )
    return compiled
