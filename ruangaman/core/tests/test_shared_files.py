"""Rights of stored files: the process's own, or its group's where the folder is the group's."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from ruangaman.core.storage import DurableStorage


@pytest.mark.parametrize(
    ("folder", "file", "inner"), [(0o700, 0o600, 0o700), (0o770, 0o660, 0o770)]
)
def test_a_file_has_the_rights_its_folder_gives(
    settings: Any, tmp_path: Path, folder: int, file: int, inner: int
) -> None:
    settings.FILES_HOME = tmp_path / "files"
    settings.FILES_HOME.mkdir()
    settings.FILES_HOME.chmod(folder)
    saved = Path(settings.FILES_HOME) / DurableStorage().save("ab/abcd", ContentFile(b"sealed"))
    assert stat.S_IMODE(saved.stat().st_mode) == file
    assert stat.S_IMODE(saved.parent.stat().st_mode) & 0o777 == inner
