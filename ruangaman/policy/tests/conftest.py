"""A head and a coordinator, and what a unit keeps."""

from __future__ import annotations

import datetime as dt

import pytest

from ruangaman.people.models import RoleGrant
from ruangaman.policy.models import Document


@pytest.fixture
def headed(world):
    """Hasan heads Dinas Kesehatan, whose focal points are Rina and Beni."""
    RoleGrant.objects.filter(user=world.hasan).update(unit_code="dinas-kesehatan")
    return world


def document(unit_code: str = "dinas-kesehatan", **more: object) -> Document:
    """Make a document; in force unless said otherwise."""
    values: dict[str, object] = {
        "kind": Document.Kind.CIRCULAR,
        "state": Document.State.IN_FORCE,
        "title": "Surat edaran",
        "in_force_from": dt.date(2026, 11, 1),
    }
    return Document.objects.create(unit_code=unit_code, **values | more)
