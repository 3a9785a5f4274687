"""A released semester with invented figures, for tests of what is public."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ruangaman.lib.credentials import public_of
from ruangaman.lib.signatures import document_text, text_sign
from ruangaman.oversight.models import Release

SEED = bytes(range(32))


def axis(key: str, *codes: str, many: bool = False) -> dict[str, Any]:
    """An axis whose labels are its codes in capitals (in English with EN before)."""
    told = [{"code": one, "label_id": one.upper(), "label_en": f"EN {one}"} for one in codes]
    titles = {"title_id": f"Sumbu {key}", "title_en": f"Axis {key}"}
    return {"key": key, "many": many, **titles, "codes": told}


def value(
    code: str, table: str, some: list[str], of: list[str], *, part: str = "", **number: Any
) -> dict[str, Any]:
    """An indicator as a release has it."""
    names = ("title", "definition", "formula")
    texts = {f"{name}_id": f"{name} {code}" for name in names}
    texts |= {f"{name}_en": f"EN {name} {code}" for name in names}
    source = {"table": table, "some": [[one] for one in some], "of": [[one] for one in of]}
    return {"code": code, "part": part, **texts, **source, **number}


_HIDDEN = "protected"
_CELLS: dict[tuple[str, str], int | str] = {
    ("rape", "female"): 12,
    ("rape", "male"): _HIDDEN,
    ("rape", "*"): _HIDDEN,
    ("other", "female"): 1031,
    ("other", "male"): _HIDDEN,
    ("other", "*"): _HIDDEN,
    ("*", "female"): 1043,
    ("*", "male"): 17,
    ("*", "*"): 1060,
}


def body() -> dict[str, Any]:
    """A document of two tables: one of two axes with hidden cells, one that asks yes or no."""
    return {
        "format": "ruangaman release 1",
        "grid": 1,
        "semester": "2026-S1",
        "from": "2026-01",
        "until": "2026-06",
        "number": 1,
        "released_on": "2026-08-03",
        "too_few": ["answers"],
        "indicators": [
            value("R2", "in-time", ["yes"], ["yes", "no"], count=30, of_count=40, percent=75),
            value("R5", "in-time", ["yes"], ["yes", "no"], hidden="protected"),
            value("O1", "easy", ["yes"], ["yes", "no"], part="easy", hidden="too_few"),
        ],
        "tables": [
            {
                "key": "type-sex",
                "counts": "records",
                "title_id": "Jenis menurut jenis kelamin",
                "title_en": "Kind by sex",
                "axes": [axis("type", "rape", "other"), axis("sex", "female", "male")],
                "cells": [
                    {"at": list(at), **({"count": n} if isinstance(n, int) else {"hidden": n})}
                    for at, n in _CELLS.items()
                ],
            },
            {
                "key": "in-time",
                "counts": "contacts",
                "title_id": "Dijawab tepat waktu",
                "title_en": "Acknowledged in time",
                "axes": [axis("in-time", "yes", "no")],
                "cells": [
                    {"at": ["yes"], "count": 30},
                    {"at": ["no"], "count": 10},
                    {"at": ["*"], "count": 40},
                ],
            },
        ],
    }


def release_made(*, signed: bool = True, **changed: Any) -> Release:
    """Keep a released semester, signed with a key of the tests, or signed by nobody."""
    text = document_text({**body(), **changed})
    return Release.objects.create(
        sequence=1,
        semester=changed.get("semester", "2026-S1"),
        released_on=dt.date(2026, 8, 3),
        document=text,
        signature=text_sign(text.encode(), seed=SEED) if signed else bytes(64),
        public=public_of(SEED),
        proposed_by="00000000-0000-0000-0000-000000000001",
        released_by="00000000-0000-0000-0000-000000000002",
    )
