"""A certificate as an ``OpenBadgeCredential`` (1EdTech Open Badges 3.0, VC Data Model 2.0)."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ruangaman.lib.credentials import CredentialFault, credential_verify, did_key

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
KIND = "OpenBadgeCredential"
_LAST_SECOND = dt.timedelta(days=1) - dt.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Badge:
    """What a certificate says.

    ``address`` is its public page, ``site`` the beginning of all public addresses. ``first`` and
    ``last`` are its days, both among them, in ``zone``. ``hours`` are hours by what was learnt, in
    its order; ``band`` is a band of the score, empty without a test.
    """

    address: str
    site: str
    number: str
    name: str
    course: str
    title: str
    description: str
    criteria: str
    issuer: str
    hours: tuple[tuple[str, int], ...]
    band: str
    band_label: str
    first: dt.date
    last: dt.date
    zone: dt.tzinfo

    @property
    def total(self) -> int:
        """All hours together."""
        return sum(jp for _title, jp in self.hours)


def badge_document(badge: Badge, *, public: bytes) -> dict[str, Any]:
    """Return the credential without its proof, issued by the key ``public``.

    There is no ``credentialStatus``: a list of what was revoked would be a count for everybody.
    """
    begins = dt.datetime.combine(badge.first, dt.time(), badge.zone)
    ends = dt.datetime.combine(badge.last, dt.time(), badge.zone) + _LAST_SECOND
    return {
        "@context": list(CONTEXT),
        "id": badge.address,
        "type": ["VerifiableCredential", KIND],
        "name": badge.title,
        "issuer": {
            "id": did_key(public),
            "type": ["Profile"],
            "name": badge.issuer,
            "url": badge.site,
        },
        "validFrom": begins.isoformat(),
        "validUntil": ends.isoformat(),
        "credentialSubject": _subject(badge),
    }


def badge_read(signed: Mapping[str, Any]) -> tuple[bytes, dt.datetime, dt.datetime]:
    """Return the key, first and last moment of a genuine credential, or ``CredentialFault``."""
    if KIND not in list(signed.get("type") or []):
        raise CredentialFault(f"it is no {KIND}")
    public = credential_verify(signed)
    try:
        begins, ends = (
            dt.datetime.fromisoformat(str(signed[name])) for name in ("validFrom", "validUntil")
        )
    except (KeyError, ValueError) as fault:
        raise CredentialFault("it does not say until when it is valid") from fault
    if begins.tzinfo is None or ends.tzinfo is None:
        raise CredentialFault("its times have no offset")
    return public, begins, ends


def _subject(badge: Badge) -> dict[str, Any]:
    course = _urn(badge, badge.course)
    subject: dict[str, Any] = {
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": badge.name,
                "identityType": "name",
            }
        ],
        "licenseNumber": badge.number,
        "creditsEarned": badge.total,
        "achievement": {
            "id": course,
            "type": ["Achievement"],
            "achievementType": "Certificate",
            "name": badge.title,
            "description": badge.description,
            "criteria": {"narrative": badge.criteria},
            "creditsAvailable": badge.total,
            "inLanguage": "id",
        },
        "narrative": "; ".join(f"{title}: {jp} JP" for title, jp in badge.hours),
    }
    if badge.band:
        result = _urn(badge, f"{badge.course}/result")
        subject["achievement"]["resultDescription"] = [
            {
                "id": result,
                "type": ["ResultDescription"],
                "name": badge.band_label,
                "resultType": "PerformanceLevel",
            }
        ]
        subject["result"] = [{"type": ["Result"], "resultDescription": result, "value": badge.band}]
    return subject


def _urn(badge: Badge, path: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{badge.site}#{path}").urn
