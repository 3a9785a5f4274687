"""SMS through a gateway that takes ``{"to", "text", "from"}`` as JSON."""

from __future__ import annotations

from django.conf import settings

from ruangaman.notify.gateway import post
from ruangaman.notify.letters import Letter, Result


class Sms:
    """The gateway of ``RUANGAMAN_SMS_URL``."""

    def send(self, letter: Letter) -> Result:
        """Hand the text to the gateway, sender first: a phone shows nothing else."""
        text = f"{settings.NOTICE_SENDER_NAME}: {letter.text}"
        body = {"to": letter.to, "text": text, "from": settings.NOTICE_SENDER_NAME}
        return post(settings.SMS_URL, settings.SMS_TOKEN, body)
