"""The last that she does: take back a consent, and the report."""

from __future__ import annotations

import re

from deploy.trial.checks import expect, tried
from deploy.trial.people import mailbox
from deploy.trial.scratch import Scratch


@tried("a consent is taken back, and the report withdrawn")
def _(scratch: Scratch) -> None:
    she = mailbox(scratch)
    consents = re.findall(r'name="cabut" value="([^"]+)"', she.page)
    expect(consents, "no consent to take back")
    she.send("/pesan/", cabut=consents[0])
    expect(she.status == 200 and "Izin dicabut" in she.page, she.status)
    she.send("/pesan/", tarik="1")
    she.send("/pesan/", tarik_ya="1")
    expect(she.status == 200 and "Sudah ditarik" in she.page, she.page)
