"""The conversations and the checklist of the first home, as loading the pack keeps them."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from ruangaman.training.models import Content
from ruangaman.training.practice.talk import Talk

FOLDER = Path(__file__).parents[3] / "packs" / "ntt" / "training"


@cache
def talks_of_pack() -> list[Talk]:
    """Read the files."""
    return [_talk(path) for path in sorted((FOLDER / "dialogues").glob("*.toml"))]


@cache
def checklist_of_pack() -> dict[str, Any]:
    """Read the checklist."""
    found = tomllib.loads((FOLDER / "checklist.toml").read_text("utf-8"))
    return {**found.pop("checklist", {}), **found}


def content_load(*, reviewed: bool = False) -> None:
    """Let a database hold them."""
    for place, talk in enumerate(talks_of_pack()):
        Content.objects.create(
            kind=Content.Kind.DIALOGUE,
            key=talk.key,
            position=place,
            digest=talk.version,
            body=dict(talk.body),
            reviewed=reviewed,
        )
    Content.objects.create(
        kind=Content.Kind.CHECKLIST,
        key="pengamatan",
        digest="0" * 64,
        body=checklist_of_pack(),
        reviewed=reviewed,
    )


def walked(talk: Talk, choose: Any) -> str:
    """Go to an ending, choosing among the answers of each turn."""
    way: list[str] = []
    while (turn := talk.walk(".".join(way)).turn) is not None:
        way.append(choose([one["key"] for one in turn["answer"]]))
    return ".".join(way)


def _talk(path: Path) -> Talk:
    text = path.read_text("utf-8")
    found = tomllib.loads(text)
    body = {**found["dialogue"], "turn": found["turn"], "ending": found["ending"]}
    return Talk(body=body, version=hashlib.sha256(text.encode()).hexdigest())
