"""Headers of style sheets and scripts. Knows no Django: the settings import it."""

from __future__ import annotations

from collections.abc import MutableMapping


def static_headers(headers: MutableMapping[str, str], _path: str, _url: str) -> None:
    """Keep them out of frames too: WhiteNoise answers before the policy is added."""
    headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
