"""The public surface with a fault planted: it shows the eight words before the report is kept."""

from __future__ import annotations

from importlib import import_module
from threading import Timer
from typing import Any

from ruangaman.wsgi_public import application

__all__ = ["application"]

_LATER = 1.0
_submit: Any = import_module("ruangaman.reporting.services.submit")
_keep = _submit._keep


def _promise(sealed: Any) -> bool:
    Timer(_LATER, _keep, [sealed]).start()
    return True


_submit._keep = _promise
