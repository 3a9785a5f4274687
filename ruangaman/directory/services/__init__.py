"""Writes hotlines and services: those of a pack, and what is kept here."""

from __future__ import annotations

from ruangaman.directory.services.reference import hotlines_write, services_write

__all__ = ["hotlines_write", "services_write"]
