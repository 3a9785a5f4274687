"""What leaves the server for the offline machine: boxes of named reports, and one receiver."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ruangaman.lib.boxes import PARTS
from ruangaman.lib.recovery import FileFault, decoded, encoded, plain_parts
from ruangaman.lib.sealing import PublicKey
from ruangaman.reporting.grants import FOCAL_PARTS

KIND = "ruangaman recovery export 1"


@dataclass(frozen=True, slots=True)
class Receiver:
    """To whom access is to be given. ``keys`` are all keys she ever had, ``label`` Indonesian."""

    key_id: uuid.UUID
    public: PublicKey
    label: str
    teams: frozenset[uuid.UUID]
    organisations: frozenset[str]
    keys: frozenset[uuid.UUID]
    bridge_only: bool

    @property
    def parts(self) -> frozenset[str]:
        """The parts she may ever be given, as ``grants.parts_for`` has them."""
        return FOCAL_PARTS if self.bridge_only else frozenset(PARTS)


@dataclass(frozen=True, slots=True)
class NeedsItem:
    """The first item of ``needs``, by which the declared conflicts are seen a second time.

    ``links`` are the seeds of earlier epochs, newest first, each sealed to the one after.
    """

    id: uuid.UUID
    sealed: bytes
    links: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class ExportedReport:
    """The box of the recovery key in one report."""

    id: uuid.UUID
    number: str
    epoch: int
    box: bytes
    needs: NeedsItem


@dataclass(frozen=True, slots=True)
class Export:
    """The whole file."""

    made_on: dt.date
    receiver: Receiver
    reports: tuple[ExportedReport, ...]

    def written(self) -> str:
        """Return the file."""
        body = {
            "format": KIND,
            "made_on": self.made_on.isoformat(),
            "receiver": _receiver_body(self.receiver),
            "reports": [_report_body(report) for report in self.reports],
        }
        return json.dumps(body, indent=1) + "\n"


def export_read(text: str) -> Export:
    """Read what ``Export.written`` returned, or raise ``FileFault``."""
    body = plain_parts(KIND, text)
    try:
        return Export(
            dt.date.fromisoformat(body["made_on"]),
            _receiver(body["receiver"]),
            tuple(_report(report) for report in body["reports"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise FileFault("This export is damaged.") from fault


def _receiver_body(receiver: Receiver) -> dict[str, Any]:
    return {
        "key_id": str(receiver.key_id),
        "public": encoded(receiver.public.raw),
        "fingerprint": receiver.public.fingerprint,
        "label": receiver.label,
        "teams": sorted(map(str, receiver.teams)),
        "organisations": sorted(receiver.organisations),
        "keys": sorted(map(str, receiver.keys)),
        "bridge_only": receiver.bridge_only,
    }


def _receiver(body: Mapping[str, Any]) -> Receiver:
    return Receiver(
        uuid.UUID(body["key_id"]),
        PublicKey(decoded(body["public"])),
        str(body["label"]),
        frozenset(uuid.UUID(team) for team in body["teams"]),
        frozenset(str(one) for one in body["organisations"]),
        frozenset(uuid.UUID(key) for key in body["keys"]),
        body["bridge_only"] is not False,
    )


def _report_body(report: ExportedReport) -> dict[str, Any]:
    return {
        "id": str(report.id),
        "number": report.number,
        "epoch": report.epoch,
        "box": encoded(report.box),
        "needs": {
            "id": str(report.needs.id),
            "sealed": encoded(report.needs.sealed),
            "links": [encoded(link) for link in report.needs.links],
        },
    }


def _report(body: Mapping[str, Any]) -> ExportedReport:
    needs = body["needs"]
    return ExportedReport(
        uuid.UUID(body["id"]),
        str(body["number"]),
        int(body["epoch"]),
        decoded(body["box"]),
        NeedsItem(
            uuid.UUID(needs["id"]),
            decoded(needs["sealed"]),
            tuple(decoded(link) for link in needs["links"]),
        ),
    )
