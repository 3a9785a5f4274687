"""Writes what the pack says about policy; words that were signed stay as they were."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ruangaman.core.services.pack_content import content_write
from ruangaman.core.services.reference import Changes
from ruangaman.lib.pack.policy import Policy
from ruangaman.policy.models import Content


def policy_contents_write(*, policy: Policy | None) -> dict[str, Changes]:
    """Make the current content equal to ``policy``; changes by kind.

    A part of a load (``ops.packs.pack_load``), which holds the transaction and writes the audit
    event. A pack without policy has no current content.
    """
    said = policy or Policy()
    entries: dict[str, Iterable[Any]] = {
        Content.Kind.TEMPLATE: said.template,
        Content.Kind.PLEDGE: said.pledge,
        Content.Kind.STANDARD: said.standard,
        Content.Kind.CAPACITY: said.capacity,
    }
    return {
        f"policy_{kind}": content_write(Content, kind, found) for kind, found in entries.items()
    }
