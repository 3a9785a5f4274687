"""Every setting is documented, and nothing else reads the environment."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READERS = "env|env_bool|env_number|env_list|secret|password|outside_address|mail_address"
READERS += "|smtp_security"
READ = re.compile(rf'\b(?:{READERS})\(\s*"(\w+)"')
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (no|yes.*?) \| (.+) \|$", re.MULTILINE)
MAY_SET_IT = {
    "environment.py",
    "settings.py",
    "serve.py",
    "__main__.py",
    "wsgi_public.py",
    "wsgi_staff.py",
}
GIVEN_ONLY = {
    "DATABASE_URL",
    "DATABASE_URL_BACKUP",
    "DATABASE_URL_PUBLIC",
    "DATABASE_URL_STAFF",
    "RUANGAMAN_METRICS_TOKEN",
}
"""Secrets that nothing makes by itself."""


def settings_read() -> set[str]:
    return set(READ.findall((ROOT / "ruangaman" / "settings.py").read_text("utf-8")))


def settings_documented() -> dict[str, tuple[str, str, str]]:
    rows = ROW.findall((ROOT / "docs" / "settings.md").read_text("utf-8"))
    return {name: (default, secret, meaning) for name, default, secret, meaning in rows}


def test_every_setting_is_documented_and_none_that_is_not() -> None:
    assert settings_read() == settings_documented().keys()


def test_secrets_are_called_secret() -> None:
    secrets = {name for name, (_, secret, _) in settings_documented().items() if secret != "no"}
    source = (ROOT / "ruangaman" / "settings.py").read_text("utf-8")
    assert secrets == {*GIVEN_ONLY, *re.findall(r'\b(?:secret|password)\("(\w+)"', source)}


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "ruangaman").rglob("*.py")
        if "tests" not in path.parts
        and path.name not in MAY_SET_IT
        and re.search(r"\bos\.(environ|getenv)\b", path.read_text("utf-8"))
    }
    assert not readers
