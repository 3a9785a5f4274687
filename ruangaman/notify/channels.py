"""Which channels this installation has, and what carries each."""

from __future__ import annotations

from django.conf import settings

from ruangaman.core.instance import is_demo
from ruangaman.notify.letters import Channel, Transport
from ruangaman.notify.recorder import Recorder
from ruangaman.notify.sms import Sms
from ruangaman.notify.smtp import Smtp
from ruangaman.notify.whatsapp import WhatsApp

_TRANSPORTS: dict[Channel, type[Transport]] = {
    Channel.EMAIL: Smtp,
    Channel.SMS: Sms,
    Channel.WHATSAPP: WhatsApp,
}


def channels_configured() -> list[Channel]:
    """Return the channels over which something can go out, e-mail first; in a demo all of them."""
    addresses = {
        Channel.EMAIL: settings.SMTP_HOST,
        Channel.SMS: settings.SMS_URL,
        Channel.WHATSAPP: settings.WHATSAPP_URL,
    }
    demo = is_demo()
    return [channel for channel, address in addresses.items() if address or demo]


def transport_of(channel: str) -> Transport:
    """Return what carries letters over ``channel``; in a demo nothing is ever sent."""
    return Recorder() if is_demo() else _TRANSPORTS[Channel(channel)]()
