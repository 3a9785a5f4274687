"""A report from the form to the code, the mailbox, the desk and back, over HTTPS."""

from __future__ import annotations

import re
import secrets

from bench.way import WAY
from deploy.trial.checks import expect, tried
from deploy.trial.scratch import PUBLIC_HOST, STAFF_HOST, Scratch
from deploy.trial.wire import Browser

STORY, MESSAGE, ANSWER = (f"kenari{secrets.token_hex(6)}" for _ in range(3))
SHE: dict[str, str] = {}


@tried("a report goes from the form to its code, over HTTPS")
def _(scratch: Scratch) -> None:
    she = Browser(scratch, PUBLIC_HOST)
    she.get("/lapor/")
    for page, fields in WAY:
        she.send("/lapor/", **(fields | {"cerita": STORY} if page == "apa" else fields))
    expect('id="kode"' in she.page, she.page)
    SHE["code"] = " ".join(re.findall(r"<li>(\w+)</li>", she.page.split('id="kode"')[1])[:8])
    expect(len(SHE["code"].split()) == 8, SHE)


@tried("its code opens the mailbox, and a message is kept there")
def _(scratch: Scratch) -> None:
    she = mailbox(scratch)
    she.send("/pesan/", pesan=MESSAGE, kirim="1")
    expect(MESSAGE in she.page, she.page)


@tried("another code opens nothing")
def _(scratch: Scratch) -> None:
    she = Browser(scratch, PUBLIC_HOST)
    she.get("/pesan/")
    words = SHE["code"].split()
    she.send("/pesan/", kode=" ".join(reversed(words)), buka="1")
    expect(she.status in (404, 422) and MESSAGE not in she.page, she.status)


@tried("a worker signs in, opens it at the desk and answers")
def _(scratch: Scratch) -> None:
    worker = next(row for row in scratch.world["accounts"] if row["username"] == "maria")
    desk = Browser(scratch, STAFF_HOST)
    desk.get("/masuk/")
    desk.send("/masuk/", login=worker["username"], password=worker["password"])
    desk.get("/kunci/")
    phrase = re.search(r'type="(?:password|text)" name="(\w+)"', desk.page)
    desk.send("/kunci/", **{phrase[1] if phrase else "": worker["passphrase"]})
    for number in re.findall(r"/kasus/([A-Z]{3}-\d{4})/", desk.get("/kasus/")):
        desk.get(f"/kasus/{number}/")
        desk.send("/buka/")
        desk.send("/buka/", bagian=["needs", "messages", "account"])
        if STORY in desk.page:
            desk.send("/jawab/", teks=ANSWER)
            expect(desk.status == 200, desk.status)
            return
    expect(False, "the worker does not find the report")


@tried("the answer and the opening stand in the mailbox")
def _(scratch: Scratch) -> None:
    expect(ANSWER in mailbox(scratch).page, "no answer")


def mailbox(scratch: Scratch) -> Browser:
    """Open the mailbox of the report that was sent."""
    she = Browser(scratch, PUBLIC_HOST)
    she.get("/pesan/")
    she.send("/pesan/", kode=SHE["code"], buka="1")
    expect(she.status == 200, she.status)
    return she
