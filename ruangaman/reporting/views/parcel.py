"""The files of a message that is being written: sealed into its form, bound to its report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import nullcontext

from django.http import HttpRequest
from django.utils import timezone

from ruangaman.core.carry import carrier
from ruangaman.core.uploads import LAST_FIELD, Upload, takes_file
from ruangaman.lib.carry import CarryError
from ruangaman.lib.cleaning.limits import Refused
from ruangaman.reporting.attached import MOST_FILES, Attached
from ruangaman.reporting.models import Report
from ruangaman.reporting.services.files import Opened, file_keep

PARCEL = "lampiran"


def parcel_sealed(report: Report, files: Sequence[Attached]) -> str:
    """Return the text of the hidden field; empty without files."""
    if not files:
        return ""
    body = json.dumps([one.to_json() for one in files])
    return carrier().seal(body.encode(), step=_step(report), now=timezone.now())


def parcel_read(request: HttpRequest, report: Report) -> list[Attached]:
    """Return the files a form carried, or raise ``CarryError``."""
    text = request.POST.get(PARCEL, "")
    if not text:
        return []
    body = carrier().open(text, step=_step(report), now=timezone.now())
    try:
        return [Attached.from_json(one) for one in json.loads(body)]
    except (ValueError, KeyError, TypeError) as fault:
        raise CarryError("body") from fault


def parcel_with_upload(
    request: HttpRequest,
    report: Report,
    files: list[Attached],
    *,
    needed: bool,
    opened: Opened = nullcontext,
) -> list[Attached]:
    """Return ``files`` and the one this form brought, or raise ``Refused``.

    Without a file there is nothing to add, which is a fault only where one is ``needed``.
    """
    upload = request.FILES.get("file")
    if not isinstance(upload, Upload):
        if takes_file(request) and LAST_FIELD not in request.POST:
            raise Refused("cut")
        if needed:
            raise Refused("none")
        return files
    if upload.refused:
        raise Refused(upload.refused)
    if LAST_FIELD not in request.POST:
        raise Refused("cut")
    if len(files) >= MOST_FILES:
        raise Refused("full")
    kept = file_keep(report=report, raw=upload.raw, name=upload.name or "", opened=opened)
    return [*files, kept]


def refused_status(reason: str) -> int:
    """Return the HTTP status under which a refused file is told of."""
    return {"busy": 503, "disk": 507, "large": 413}.get(reason, 422)


def _step(report: Report) -> str:
    return f"lampiran {report.id.hex}"
