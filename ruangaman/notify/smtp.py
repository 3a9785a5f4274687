"""E-mail over SMTP (RFC 5321), encrypted unless the server is this machine."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formataddr, formatdate
from functools import partial

from django.conf import settings

from ruangaman.notify.letters import Letter, Reason, Result, accepted, later, never

TIMEOUT = 15.0
"""Seconds without an answer after which the server counts as unreachable."""

_PERMANENT = 500


class Smtp:
    """The server of ``RUANGAMAN_SMTP_HOST``."""

    def send(self, letter: Letter) -> Result:
        """Hand one letter to the server, over a connection of its own."""
        try:
            with _connected() as server:
                return _handed_over(server, letter)
        except smtplib.SMTPAuthenticationError:
            return later(Reason.SIGN_IN)
        except (ssl.SSLError, smtplib.SMTPNotSupportedError):
            return later(Reason.TLS)
        except (OSError, smtplib.SMTPException):
            return later(Reason.UNREACHABLE)


def message_of(letter: Letter) -> EmailMessage:
    """Return the letter as an e-mail. Nothing in it says what it is about but its text."""
    message = EmailMessage()
    domain = settings.NOTICE_SENDER.rpartition("@")[2]
    message["From"] = formataddr((settings.NOTICE_SENDER_NAME, settings.NOTICE_SENDER))
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = formatdate(usegmt=True)
    message["Message-ID"] = f"<{letter.token.hex}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(letter.text, cte="quoted-printable")
    return message


def envelope_sender(letter: Letter) -> str:
    """Return where a letter that cannot be delivered comes back to: it names the letter."""
    if not settings.NOTICE_BOUNCES:
        return str(settings.NOTICE_SENDER)
    local, _, domain = settings.NOTICE_BOUNCES.rpartition("@")
    return f"{local}+{letter.token.hex}@{domain}"


def _connected() -> smtplib.SMTP:
    where = (settings.SMTP_HOST, settings.SMTP_PORT)
    connect = partial(smtplib.SMTP, *where, local_hostname="localhost", timeout=TIMEOUT)
    if settings.SMTP_SECURITY == "tls":
        connect = partial(
            smtplib.SMTP_SSL,
            *where,
            local_hostname="localhost",
            timeout=TIMEOUT,
            context=ssl.create_default_context(),
        )
    server = connect()
    try:
        _introduce(server)
    except BaseException:
        server.close()
        raise
    return server


def _introduce(server: smtplib.SMTP) -> None:
    if settings.SMTP_SECURITY == "starttls":
        server.starttls(context=ssl.create_default_context())
    if settings.SMTP_USER:
        server.login(settings.SMTP_USER, settings.SMTP_PASSWORD)


def _handed_over(server: smtplib.SMTP, letter: Letter) -> Result:
    """Return what the server said; once it has taken the text, nothing undoes that."""
    try:
        server.send_message(message_of(letter), envelope_sender(letter), [letter.to])
    except smtplib.SMTPRecipientsRefused as refused:
        ((code, _text),) = refused.recipients.values()
        return never(Reason.RECIPIENT) if code >= _PERMANENT else later(Reason.BUSY)
    except smtplib.SMTPSenderRefused:
        return later(Reason.SENDER)
    except smtplib.SMTPDataError as refused:
        code = refused.smtp_code
        return never(Reason.CONTENT) if code >= _PERMANENT else later(Reason.BUSY)
    except (ValueError, smtplib.SMTPNotSupportedError):
        return never(Reason.RECIPIENT)  # an address in letters that this server does not take
    return accepted()
