"""WhatsApp through a gateway that takes messages in the form of the Cloud API.

The number is written without its plus sign, as that interface wants it.
"""

from __future__ import annotations

from django.conf import settings

from ruangaman.notify.gateway import post
from ruangaman.notify.letters import Letter, Result


class WhatsApp:
    """The gateway of ``RUANGAMAN_WHATSAPP_URL``."""

    def send(self, letter: Letter) -> Result:
        """Hand the text to the gateway, without a preview of the address in it."""
        body = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": letter.to.removeprefix("+"),
            "type": "text",
            "text": {"preview_url": False, "body": letter.text},
        }
        return post(settings.WHATSAPP_URL, settings.WHATSAPP_TOKEN, body)
