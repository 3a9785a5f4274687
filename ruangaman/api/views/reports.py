"""``reports``: what the key's own partner was told of a semester."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.http import Http404, HttpRequest

from ruangaman.api.access import key_of
from ruangaman.api.framework import Document, Router, reads
from ruangaman.api.scopes import Scope
from ruangaman.oversight.models import PartnerReport
from ruangaman.oversight.selectors.partners import reports_of

router = Router()


class ReportHead(Document):
    """A report; ``number`` grows where one of the same semester was corrected."""

    id: uuid.UUID
    semester: str
    number: int
    agreement: str
    made_on: dt.date


class ReportList(Document):
    """All reports of the partner, the newest semester first."""

    items: list[ReportHead]


class ReportDocument(ReportHead):
    """A report as it was made: the parts that were agreed, in both languages."""

    content: dict[str, Any]


@reads(router, "reports", scope=Scope.REPORTS, name="reports", answer=ReportList)
def every(request: HttpRequest) -> ReportList:
    """Semester reports to the partner of this key."""
    key = key_of(request)
    assert key is not None
    return ReportList(items=[ReportHead(**_head(one)) for one in reports_of(key.partner)])


@reads(router, "reports/{report}", scope=Scope.REPORTS, name="report", answer=ReportDocument)
def one(request: HttpRequest, report: uuid.UUID) -> ReportDocument:
    """One semester report to the partner of this key; another partner's is not there."""
    key = key_of(request)
    assert key is not None
    found = reports_of(key.partner).filter(pk=report).defer(None).first()
    if found is None:
        raise Http404
    return ReportDocument(**_head(found), content=found.content)


def _head(one: PartnerReport) -> dict[str, Any]:
    return {
        "id": one.pk,
        "semester": one.semester,
        "number": one.number,
        "agreement": one.agreement.title,
        "made_on": one.made_on,
    }
