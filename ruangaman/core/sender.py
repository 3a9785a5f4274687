"""Where a request comes from: for counters in memory, and for nothing else."""

from __future__ import annotations

import ipaddress
from collections.abc import MutableMapping
from typing import Any

from django.http import HttpRequest

_SAID_BY_PROXIES = ("HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED")
_ONE_HOME = 64
"""Bits of an IPv6 address that one household or phone is given."""


def address_believed(meta: MutableMapping[str, Any], *, proxies: int) -> str:
    """Return the sender's address behind ``proxies`` trusted ones; empty if there is none.

    Each trusted proxy appends the address it saw to ``X-Forwarded-For``, so the sender stands
    that many places from the end. What stands before it was written by the sender herself.
    """
    seen = str(meta.get("REMOTE_ADDR", ""))
    places = str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    if not proxies or len(places) < proxies:
        return seen
    told = places[-proxies].strip()
    return told if _parsed(told) else seen


def address_settle(meta: MutableMapping[str, Any], *, proxies: int) -> None:
    """Make ``REMOTE_ADDR`` the address to believe, and drop what proxies and senders wrote."""
    meta["REMOTE_ADDR"] = address_believed(meta, proxies=proxies)
    for name in _SAID_BY_PROXIES:
        meta.pop(name, None)


def sender_of(request: HttpRequest) -> bytes:
    """Return what requests of one sender have in common, to be counted and never kept.

    An IPv4 address, or the first 64 bits of an IPv6 address. Behind an onion service, or a proxy
    that is not trusted, everybody is the same sender.
    """
    address = _parsed(str(request.META.get("REMOTE_ADDR", "")))
    if address is None:
        return b""
    if isinstance(address, ipaddress.IPv6Address):
        mapped = address.ipv4_mapped
        return mapped.packed if mapped else address.packed[: _ONE_HOME // 8]
    return address.packed


def _parsed(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
