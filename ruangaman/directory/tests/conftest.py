"""The pack of the first home, loaded as ``load-pack ntt`` does."""

from __future__ import annotations

import pytest

from ruangaman.ops.packs import pack_folder, pack_load


@pytest.fixture
def pack(db: None) -> None:
    """Load ``packs/ntt``."""
    pack_load(folder=pack_folder("ntt"))
