"""What runs inside a house: ``python -m tests.drill.inside NAME`` of a function."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import uuid

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ruangaman.settings")
django.setup()

from django.conf import settings  # noqa: E402

from ruangaman.lib.codename import Code  # noqa: E402
from ruangaman.lib.sealing import KeyPair  # noqa: E402
from ruangaman.lib.tests.pictures import jpeg  # noqa: E402
from ruangaman.network.models import Decree, DecreeFile  # noqa: E402
from ruangaman.network.scans import scan_pieces  # noqa: E402
from ruangaman.network.services.decree_files import scan_keep  # noqa: E402
from ruangaman.ops.demo.people import PEOPLE, seed_of  # noqa: E402
from ruangaman.ops.demo.reports import STORIES  # noqa: E402
from ruangaman.people.models import RecipientKey, User  # noqa: E402
from ruangaman.people.readers import reader_for  # noqa: E402
from ruangaman.reporting.models import Box, Report  # noqa: E402
from ruangaman.reporting.selectors.desk import box_open  # noqa: E402
from ruangaman.reporting.selectors.ending import Actor, actor_for  # noqa: E402
from ruangaman.reporting.selectors.mailbox import mailbox_open  # noqa: E402
from ruangaman.reporting.services import ending, mailbox  # noqa: E402
from ruangaman.reporting.tests import ends  # noqa: E402

_CODES = {story.name: story.code for story in STORIES}


def opened() -> dict[str, list[str]]:
    """Return whose keys open anything sealed of each report, every key there is being tried."""
    keys = {person.username: KeyPair(seed_of(person)) for person in PEOPLE}
    found = {}
    for name, code in _CODES.items():
        own = {"reporter": KeyPair(code.seed(settings.SEAL_SECRET))}
        report = Report.objects.filter(lookup=_lookup(name)).first()
        found[name] = [
            who
            for who, key in {**keys, **own}.items()
            if report and ends.opened({who: key}, report)
        ]
    return found


def reading() -> list[str]:
    """Return who reads any part of the supported report at the desk."""
    found = []
    for key in RecipientKey.objects.select_related("user").order_by("user__username"):
        reader = _actor(key.user.username).reader
        box = Box.objects.filter(recipient=key, report__lookup=_lookup("supported")).first()
        if reader and box and box_open(box, reader):
            found.append(key.user.username)
    return found


def dispose() -> None:
    """Let the reporter of the concluded report wish its end, and two people carry it out."""
    report, code = _report("concluded")
    ends.wished(report, code)
    ending.ending_propose(actor=_actor("maria"), report=report)
    ending.ending_confirm(actor=_actor("yosef"), report=report)


def withdraw() -> None:
    """Let the reporter of the supported report withdraw it."""
    report, code = _report("supported")
    ends.changed(report, code, lambda box: mailbox.report_withdraw(box, item_id=uuid.uuid4()))


def scanned() -> str:
    """Keep a signed decree as its scan; return its SHA-256."""
    decree = Decree.objects.filter(state=Decree.State.ISSUED).order_by("pk").first()
    assert decree
    by = User.objects.get(username="koordinator")
    return bytes(scan_keep(decree=decree, raw=jpeg(), by=by).sha256).hex()


def scan() -> list[str]:
    """Return the SHA-256 of what each scan gives when it is opened."""
    files = DecreeFile.objects.order_by("uploaded_at")
    return [hashlib.sha256(b"".join(scan_pieces(file))).hexdigest() for file in files]


def _lookup(name: str) -> bytes:
    return _CODES[name].lookup(settings.SEAL_SECRET)


def _report(name: str) -> tuple[Report, Code]:
    opened = mailbox_open(_CODES[name])
    assert opened
    return opened.report, _CODES[name]


def _actor(username: str) -> Actor:
    key = RecipientKey.objects.select_related("user").get(user__username=username)
    person = next(person for person in PEOPLE if person.username == username)
    return actor_for(user_id=key.user_id, reader=reader_for(key, KeyPair(seed_of(person))))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(globals()[sys.argv[1]]()))
