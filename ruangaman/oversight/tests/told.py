"""Indicators, months and a signed release for tests that only look at them."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from ruangaman.lib.credentials import public_of
from ruangaman.lib.signatures import document_text, text_sign
from ruangaman.oversight.models import Content, Figure, Release

SEED = b"s" * 32
TEXTS = ("title", "definition", "formula", "data", "owner", "unit_title")
SEXES = [
    {"code": "female", "label_id": "Perempuan", "label_en": "Female"},
    {"code": "male", "label_id": "Laki-laki", "label_en": "Male"},
]


def indicator(code: str, *, released: bool = False, parts: tuple[str, ...] = ()) -> None:
    """Define an indicator as the pack would."""
    body: dict[str, Any] = {
        f"{name}_{lang}": f"{name} {lang}" for name in TEXTS for lang in ("id", "en")
    }
    same = {"code": code, "group": "network", "frequency": "month", "value": "percent"}
    said = [{"key": one, "title_id": one, "title_en": one, "value": "number"} for one in parts]
    body |= same | {"better": "", "target": None, "released": released, "unit_yes": False}
    body |= {"part": said, "source": "", "mark": "D"}
    Content.objects.create(kind="indicator", key=code.lower(), position=1, body=body)


def figure(code: str, month: dt.date, value: float | None, **more: Any) -> None:
    row = {"value": value, "computed_at": timezone.now(), **more}
    Figure.objects.create(code=code, month=month, **row)


def release(cells: list[dict[str, Any]]) -> Release:
    """Release one table by sex, signed."""
    table = {"key": "sex", "counts": "records", "axes": [{"key": "sex", "codes": SEXES}]}
    text = document_text({"semester": "2026-S1", "tables": [{**table, "cells": cells}]})
    return Release.objects.create(
        sequence=1,
        semester="2026-S1",
        released_on=dt.date(2026, 8, 1),
        document=text,
        signature=text_sign(text.encode(), seed=SEED),
        public=public_of(SEED),
        proposed_by=uuid.uuid4(),
        released_by=uuid.uuid4(),
    )
