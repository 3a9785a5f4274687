"""Rights to answer: made with their codes, which whoever asked prints and nobody keeps."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ruangaman.core.statements import rows_insert
from ruangaman.lib.slips import slip_new
from ruangaman.people.faults import Refused
from ruangaman.surveys.models import Stratum, Survey, Token
from ruangaman.surveys.tokens import token_index

_AT_ONCE = 100


@transaction.atomic
def tokens_add(*, survey: Survey, stratum: int, count: int) -> list[str]:
    """Make slips of a stratum and return their codes. ``Refused`` unless the survey is open.

    Rows are written in the order of their keyed hashes: it says nothing of the order of the codes.
    """
    if not Survey.objects.filter(pk=survey.pk, state=Survey.State.OPEN).exists():
        raise Refused(_("Slip hanya dibuat selama survei dibuka."))
    codes = {token_index(code): code for code in (slip_new() for _ in range(count))}
    rows = [
        Token(index=index, survey=survey, stratum=stratum, receipt=b"") for index in sorted(codes)
    ]
    for begin in range(0, len(rows), _AT_ONCE):
        rows_insert(rows[begin : begin + _AT_ONCE])
    added = {"made": F("made") + len(rows), "drawn": F("drawn") + len(rows)}
    Stratum.objects.filter(survey=survey, position=stratum).update(**added)
    return list(codes.values())
