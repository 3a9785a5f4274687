"""``releases``: figures about reports as they were released and signed, and nothing beside them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from django.http import Http404, HttpRequest

from ruangaman.api.framework import Document, Path, Router, reads
from ruangaman.api.scopes import Scope
from ruangaman.api.views.parameters import SEMESTER
from ruangaman.oversight.models import Release
from ruangaman.oversight.selectors.releases import document, genuine, release_of, released

router = Router()
Semester = Annotated[str, Path(..., pattern=SEMESTER, description="2026-S1")]


class ReleaseHead(Document):
    """A release; ``signature`` is Ed25519 by ``public_key``, both hexadecimal."""

    semester: str
    number: int
    released_on: dt.date
    signature: str
    public_key: str


class ReleasedValue(Document):
    """An indicator of a release, or a part of one: the sum of ``some`` of the cells of a table.

    With ``of`` it is their share of these. ``hidden`` is ``protected`` where a count it needs is
    not published, and ``too_few`` where nothing of its kind is.
    """

    code: str
    part: str
    title_id: str
    title_en: str
    definition_id: str
    definition_en: str
    formula_id: str
    formula_en: str
    table: str
    some: list[list[str]]
    of: list[list[str]]
    count: int | None = None
    of_count: int | None = None
    percent: float | None = None
    hidden: str = ""


class ReleaseList(Document):
    """All releases, the newest first."""

    items: list[ReleaseHead]


class ReleaseDocument(ReleaseHead):
    """A release with its tables. What is signed is ``document`` in its canonical form (RFC 8785).

    A cell has a ``count``, or ``hidden`` says why it has none. ``*`` is a total. ``indicators`` are
    those of the document: a ``count``, a share as ``percent`` of ``of_count`` too, or ``hidden``.
    """

    indicators: list[ReleasedValue]
    document: dict[str, Any]


@reads(router, "releases", scope=Scope.RELEASES, name="releases", answer=ReleaseList)
def every(request: HttpRequest) -> ReleaseList:  # noqa: ARG001
    """Releases of figures about reports, each of a whole semester and the whole province."""
    return ReleaseList(items=[ReleaseHead(**_head(one)) for one in released() if genuine(one)])


@reads(router, "releases/{semester}", scope=Scope.RELEASES, name="release", answer=ReleaseDocument)
def one(request: HttpRequest, semester: Semester) -> ReleaseDocument:  # noqa: ARG001
    """One release: all tables, as they were signed."""
    found = release_found(semester)
    told = document(found)
    values = [ReleasedValue(**one) for one in told.get("indicators", ())]
    return ReleaseDocument(**_head(found), indicators=values, document=told)


def release_found(semester: str) -> Release:
    """Return a release whose signature fits, or raise ``Http404``."""
    found = release_of(semester)
    if found is None or not genuine(found):
        raise Http404
    return found


def _head(one: Release) -> dict[str, Any]:
    return {
        "semester": one.semester,
        "number": one.sequence,
        "released_on": one.released_on,
        "signature": bytes(one.signature).hex(),
        "public_key": bytes(one.public).hex(),
    }
