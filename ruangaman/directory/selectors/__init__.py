"""Reads where help is."""

from __future__ import annotations

from ruangaman.directory.health import HealthHours, health_hours
from ruangaman.directory.selectors.groups import Group, group_said
from ruangaman.directory.selectors.help import hotlines, service_duties, services_for

__all__ = [
    "Group",
    "HealthHours",
    "group_said",
    "health_hours",
    "hotlines",
    "service_duties",
    "services_for",
]
