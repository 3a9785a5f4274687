"""Loads a pack: reference data becomes rows, all of them or none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record
from ruangaman.core.models import PackLoad
from ruangaman.core.services.reference import Changes
from ruangaman.core.services.regions import regions_write
from ruangaman.core.services.rules import rules_write
from ruangaman.core.services.texts import pack_texts_write
from ruangaman.directory.services import hotlines_write, services_write
from ruangaman.lib.pack import (
    FILES,
    Pack,
    oversight_files,
    policy_files,
    read_pack,
    surveys_files,
    training_files,
)
from ruangaman.network.services.units import units_kept, units_write
from ruangaman.oversight.services.content import oversight_contents_write
from ruangaman.people.services.teams import focal_point_teams_write, teams_write
from ruangaman.policy.services.content import policy_contents_write
from ruangaman.surveys.services.content import surveys_contents_write
from ruangaman.training.services.content import contents_write
from ruangaman.training.services.pack_events import pack_events_write


class PackRefused(Exception):
    """This pack cannot be loaded here; the text says why."""


@dataclass(frozen=True)
class Loaded:
    """A pack that was loaded, and what that changed, by table."""

    pack: Pack
    changes: dict[str, Changes]

    @property
    def changed(self) -> bool:
        """Say whether anything changed."""
        return any(self.changes.values())


def pack_folder(name: str) -> Path:
    """Return the folder of a pack: a path as it is, a bare name below ``RUANGAMAN_PACKS``.

    Raises ``PackRefused`` where no folder is.
    """
    folder = Path(name) if "/" in name else settings.PACKS_DIR / name
    if folder.is_dir():
        return folder
    known = sorted(path.parent.name for path in settings.PACKS_DIR.glob("*/pack.toml"))
    raise PackRefused(f"{folder}: there is no such folder. Known packs: {', '.join(known) or '-'}.")


def pack_load(*, folder: Path, dry_run: bool = False) -> Loaded:
    """Check every file of the pack, then write what differs, in one transaction.

    Raises ``lib.pack.PackError`` with all faults, or ``PackRefused``; nothing is written then.
    A dry run writes nothing either.
    """
    pack = read_pack(folder)
    with transaction.atomic():
        if other := PackLoad.objects.exclude(name=pack.info.name).first():
            raise PackRefused(
                f"The pack {other.name} is loaded here; {pack.info.name} would replace it."
                " An installation has one pack."
            )
        written = _write(pack).items()
        loaded = Loaded(pack, {table: done for table, done in written if done or done.kept})
        _record(loaded, _digest(folder))
        transaction.set_rollback(dry_run)
    return loaded


def _write(pack: Pack) -> dict[str, Changes]:
    """Write every table; a table before those that point to it."""
    today = timezone.localdate()
    return {
        "rules": rules_write(rules=pack.rules, today=today),
        "regions": regions_write(regions=pack.regions),
        "teams": teams_write(teams=pack.teams),
        "focal_point_teams": focal_point_teams_write(
            units=pack.units, today=today, keep=units_kept()
        ),
        "units": units_write(units=pack.units, today=today),
        "hotlines": hotlines_write(hotlines=pack.hotlines),
        "services": services_write(services=pack.services),
        **pack_texts_write(pack=pack),
        **contents_write(training=pack.training),
        **policy_contents_write(policy=pack.policy),
        **surveys_contents_write(surveys=pack.surveys),
        **oversight_contents_write(oversight=pack.oversight),
        "training_events": pack_events_write(training=pack.training, today=today),
    }


def _record(loaded: Loaded, digest: str) -> None:
    """Remember the files, and put what changed on record."""
    name = loaded.pack.info.name
    if loaded.changed or not PackLoad.objects.filter(name=name, digest=digest).exists():
        PackLoad.objects.update_or_create(name=name, defaults={"digest": digest})
        audit_record(
            actor=None,
            action="pack_load",
            detail={"pack": name, "version": loaded.pack.info.version, "digest": digest}
            | summary(loaded),
        )


def summary(loaded: Loaded) -> dict[str, Any]:
    """Return the changes as JSON: counts of new rows, the codes and fields of others.

    ``kept`` are rows that were changed here and stay so, whatever the pack says.
    """
    tables = loaded.changes.items()
    return {
        "added": {table: len(done.added) for table, done in tables if done.added},
        "changed": {table: done.changed for table, done in tables if done.changed},
        "retired": {table: done.retired for table, done in tables if done.retired},
        "kept": {table: done.kept for table, done in tables if done.kept},
    }


def _digest(folder: Path) -> str:
    """Return the SHA-256 of the pack's files, names included."""
    digest = hashlib.sha256()
    found = (
        *training_files(folder),
        *policy_files(folder),
        *surveys_files(folder),
        *oversight_files(folder),
    )
    below = (path.relative_to(folder).as_posix() for path in found)
    for name in (*FILES, *below):
        digest.update(name.encode() + hashlib.sha256((folder / name).read_bytes()).digest())
    return digest.hexdigest()
