"""What is signed in a unit: the words, the documents they stand for, and what both are called."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Mapping, Sequence

from ruangaman.network.unit_links import MOST_TYPED
from ruangaman.policy.models import Content, Document, PledgeLink
from ruangaman.policy.pledge_links import LINKS
from ruangaman.policy.selectors.content import contents
from ruangaman.policy.selectors.documents import PROVINCE, held_of

SIGNED_KINDS = (Document.Kind.CIRCULAR, Document.Kind.CODE, Document.Kind.PACT)
"""Documents that staff sign; a new version of one of them is signed again."""

_DAYS_A_MONTH = 30.44


def pledge_content() -> Content | None:
    """Return the words to sign, if the pack has some."""
    return next(iter(contents(Content.Kind.PLEDGE)), None)


def link_found(typed: str) -> PledgeLink | None:
    """Return the link, in force or ended, that stands in an address; None for no such link."""
    if len(typed) > MOST_TYPED:
        return None
    return PledgeLink.objects.filter(token_index=LINKS.index(typed)).defer("sealed").first()


def link_in_force(code: str) -> PledgeLink | None:
    """Return the link that a unit has now."""
    return PledgeLink.objects.filter(unit_code=code, ended_on=None).first()


def documents_signed(codes: Collection[str]) -> dict[str, list[Document]]:
    """Return for each unit what its staff sign: of each kind its own, else the province's."""
    rows = list(
        Document.objects.filter(
            state=Document.State.IN_FORCE, kind__in=SIGNED_KINDS, unit_code__in=[*codes, PROVINCE]
        ).only("id", "unit_code", "kind", "title", "number")
    )
    return {code: [one.document for one in held_of(code, rows)] for code in codes}


def pledge_digest(content: Content, documents: Sequence[Document]) -> str:
    """Return what one signature stands for: the version of the words, and the documents."""
    ids = sorted(one.pk.hex for one in documents)
    plain = "\n".join([content.key, str(content.body["version"]), *ids])
    return hashlib.sha256(plain.encode()).hexdigest()


def pledge_digests(content: Content, codes: Collection[str]) -> Mapping[str, str]:
    """Return for each unit what a signature of today stands for."""
    found = documents_signed(codes)
    return {code: pledge_digest(content, found[code]) for code in codes}


def signed_since(content: Content, today: dt.date) -> dt.date:
    """Return the day from which signatures still count."""
    months = int(content.body["valid_months"])
    return today - dt.timedelta(days=round(months * _DAYS_A_MONTH))
