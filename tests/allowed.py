"""Checks that say yes, wherever in the program they are asked."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest
from django.urls import get_resolver


def always_true(monkeypatch: pytest.MonkeyPatch, module: ModuleType, *names: str) -> None:
    """Let these functions of ``module`` answer True, in every module that has taken them over.

    All views are read before: one that took over the answer would keep it after the test.
    """
    for surface in ("public", "staff"):
        _ = get_resolver(f"ruangaman.urls_{surface}").url_patterns
    checks = [getattr(module, name) for name in names]
    for one in [one for name, one in sys.modules.items() if name.startswith("ruangaman")]:
        for name, held in list(vars(one).items()):
            if any(held is check for check in checks):
                monkeypatch.setattr(one, name, lambda *_args, **_more: True)
