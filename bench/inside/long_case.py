"""A long case: ``python -m bench.inside.long_case make MESSAGES FILES`` prints its number,
``open TIMES NUMBER`` the milliseconds of whole requests that open it.

Her messages and the team's take turns; the files are pictures that were cleaned and sealed as
always, all in one message of hers.
"""

from __future__ import annotations

import io
import os
import secrets
import sys
import time
import uuid

from django.test import Client
from PIL import Image

from bench.inside import answer
from bench.inside.desk import unlocked
from bench.inside.people import reader
from bench.inside.states import GIVEN, story
from ruangaman.core.surface import heap_settle
from ruangaman.lib.codename import Code
from ruangaman.people.readers import Reader
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.attached import Attached
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.desk import report_for
from ruangaman.reporting.selectors.mailbox import mailbox_open
from ruangaman.reporting.services import desk
from ruangaman.reporting.services.files import file_keep
from ruangaman.reporting.services.mailbox import mailbox_change, message_add
from ruangaman.reporting.services.submit import report_submit

PARTS = ("needs", "account", "messages")


def made(messages: int, files: int) -> str:
    """Send a report, let both sides write, and return its number."""
    sent = report_submit(
        answers=Answers({**GIVEN, "cerita": story()}), random=secrets.token_bytes(32)
    )
    opened_box = mailbox_open(sent.code)
    assert opened_box is not None
    report, worker = opened_box.report, reader(0)
    kept = [file_keep(report=report, raw=_picture(), name="foto.jpg") for _ in range(files)]
    for turn in range(messages):
        if turn % 2:
            _answered(worker, report.number)
        else:
            _written(report, sent.code, kept if turn == 0 else [])
    return report.number


def opened(client: Client, number: str) -> float:
    """Return the milliseconds in which the whole case is opened: a POST that commits first."""
    before = time.perf_counter()
    page = client.post(f"/kasus/{number}/buka/", {"bagian": PARTS})
    if page.status_code != 200 or b"foto.jpg" not in page.content:
        raise RuntimeError(f"{number}: {page.status_code}")
    return (time.perf_counter() - before) * 1000


def _written(report: Report, code: Code, files: list[Attached]) -> None:
    item, text = uuid.uuid4(), story()[:400]
    mailbox_change(
        code, report.pk, lambda box: message_add(box, text=text, item_id=item, files=files)
    )


def _answered(worker: Reader, number: str) -> None:
    report, box = report_for(reader=worker, number=number)
    if report.state == Report.State.RECEIVED:
        desk.report_acknowledge(
            reader=worker, report=report, box=box, text="Terima kasih.", item_id=uuid.uuid4()
        )
        return
    desk.staff_message_add(
        reader=worker, report=report, box=box, text=story()[:400], item_id=uuid.uuid4()
    )


def _picture() -> bytes:
    image = Image.frombytes("RGB", (640, 480), os.urandom(640 * 480 * 3))
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=80)
    return stream.getvalue()


if __name__ == "__main__":
    if sys.argv[1] == "make":
        answer(made(int(sys.argv[2]), int(sys.argv[3])))
    else:
        heap_settle()
        reads = unlocked(0)
        opened(reads, sys.argv[3])
        answer([opened(reads, sys.argv[3]) for _ in range(int(sys.argv[2]))])
