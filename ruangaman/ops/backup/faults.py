"""Why a backup or a restore did not happen."""

from __future__ import annotations


class BackupRefused(Exception):
    """Nothing was made or changed; the text says why and what to do, in English."""


class RestoreRefused(Exception):
    """Nothing was changed; the text says why and what to do, in English."""


class NotFinished(Exception):
    """The data is in its place, but not ready to be served; the text says what is left to do."""
