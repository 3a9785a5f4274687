"""The teaching content of ``packs/ntt`` as rows, for tests of what reads them."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

from ruangaman.training.models import Content

PACK = Path(__file__).resolve().parents[3] / "packs" / "ntt" / "training"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((PACK / name).read_text("utf-8"))


def _row(kind: str, key: str, body: dict[str, Any], position: int = 0) -> Content:
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    return Content.objects.create(kind=kind, key=key, body=body, digest=digest, position=position)


def forms_taught() -> None:
    """Make the rows of the evaluation forms and the self-check."""
    found = _read("evaluation.toml")
    head = found.pop("evaluation")
    _row(Content.Kind.EVALUATION, head["key"], head | found)
    found = _read("self_check.toml")
    head = found.pop("self_check")
    _row(Content.Kind.SELF_CHECK, head["key"], head | found)


def curriculum_taught() -> None:
    """Make the rows of modules and requirements."""
    found = _read("curriculum.toml")
    for place, body in enumerate(found["module"]):
        _row(Content.Kind.MODULE, body["key"], body, place)
    for place, body in enumerate(found["requirement"]):
        _row(Content.Kind.REQUIREMENT, f"{body['role']}-{body['course']}", body, place)


def items_taught() -> None:
    """Make the rows of the written items."""
    place = 0
    for path in sorted((PACK / "items").glob("m*.toml")):
        for body in tomllib.loads(path.read_text("utf-8"))["item"]:
            _row(Content.Kind.ITEM, body["key"], body, place)
            place += 1
