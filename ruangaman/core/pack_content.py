"""Content of the pack that is kept with its versions: what a room teaches, asks or prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import get_language


class PackContent(models.Model):
    """An entry of the pack as JSON in ``body``, of a ``kind`` of the room, in the pack's order.

    A changed entry becomes a new row, because what people answered or signed points at the words
    they read; only one row of a kind and key is ``current``. Each room names its kinds.
    """

    kind = models.CharField(max_length=12)
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    digest = models.CharField(max_length=64)
    body = models.JSONField()
    reviewed = models.BooleanField(default=False)
    current = models.BooleanField(default=True)

    class Meta:
        """Each room makes a table of its own; one row of a kind and key is current."""

        abstract = True
        ordering = ["kind", "position", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=models.Q(current=True),
                name="one_current_%(app_label)s",
            ),
            models.UniqueConstraint(
                fields=["kind", "key", "digest"], name="one_version_%(app_label)s"
            ),
        ]

    def __str__(self) -> str:
        """Return kind and key."""
        return f"{self.kind} {self.key}"


Row = TypeVar("Row", bound=PackContent)


def contents_of(rows: type[Row], kind: str) -> list[Row]:
    """Return the current entries of a kind, in the order of the pack."""
    current = rows._default_manager.filter(kind=kind, current=True)
    return list(current.order_by("position", "key"))


def content_of(rows: type[Row], kind: str, key: str) -> Row | None:
    """Return the current entry with this key; None when the pack has none."""
    return rows._default_manager.filter(kind=kind, key=key, current=True).first()


def said(body: Mapping[str, Any], name: str) -> Any:
    """Return the text (or list of texts) ``name`` of an entry in the language of the page."""
    language = "en" if (get_language() or "id").startswith("en") else "id"
    return body.get(f"{name}_{language}") or body.get(f"{name}_id", "")


def source_said(body: Mapping[str, Any]) -> str:
    """Return where an entry comes from, in English where the pack says so."""
    return str(said({**body, "source_id": body["source"]}, "source"))
