"""What this installation calls is named in its settings, and spoken to over an encrypted line."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from ruangaman.environment import mail_address, outside_address, password, smtp_security


@pytest.mark.parametrize(
    "address",
    [
        "https://gateway.example/kirim",
        "http://127.0.0.1:9000/",
        "http://localhost/",
        "http://[::1]/",
        "",
    ],
)
def test_an_encrypted_address_or_this_machine(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUANGAMAN_SMS_URL", address)
    assert outside_address("RUANGAMAN_SMS_URL") == address


@pytest.mark.parametrize(
    "address",
    [
        "http://gateway.example/kirim",
        "http://127.0.0.1.example/",
        "http://localhost@gateway.example/",
        "ftp://gateway.example/",
        "file:///etc/passwd",
        "https:///kirim",
        "gateway.example",
    ],
)
def test_only_encrypted_addresses_are_taken(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUANGAMAN_SMS_URL", address)
    with pytest.raises(ImproperlyConfigured):
        outside_address("RUANGAMAN_SMS_URL")


def test_mail_goes_unencrypted_to_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert smtp_security("RUANGAMAN_SMTP_SECURITY", "mail.example") == "starttls"
    monkeypatch.setenv("RUANGAMAN_SMTP_SECURITY", "none")
    assert smtp_security("RUANGAMAN_SMTP_SECURITY", "127.0.0.1") == "none"
    for host, chosen in (("mail.example", "none"), ("mail.example", "ssl")):
        monkeypatch.setenv("RUANGAMAN_SMTP_SECURITY", chosen)
        with pytest.raises(ImproperlyConfigured):
            smtp_security("RUANGAMAN_SMTP_SECURITY", host)


@pytest.mark.parametrize("address", ["info", "a@b\r\nBcc: c@d", "Info <info@b.id>", "a+b@c.id"])
def test_a_sender_is_one_address(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUANGAMAN_NOTICE_SENDER", address)
    with pytest.raises(ImproperlyConfigured):
        mail_address("RUANGAMAN_NOTICE_SENDER")


def test_the_public_process_does_not_know_the_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUANGAMAN_SMTP_PASSWORD", "rahasia")
    monkeypatch.setenv("RUANGAMAN_SURFACE", "public")
    assert password("RUANGAMAN_SMTP_PASSWORD") == ""
    monkeypatch.setenv("RUANGAMAN_SURFACE", "staff")
    assert password("RUANGAMAN_SMTP_PASSWORD") == "rahasia"
