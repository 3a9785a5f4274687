"""Reads where help is."""

from __future__ import annotations

from ruangaman.directory.health import HealthHours, health_hours
from ruangaman.directory.selectors.help import hotlines, service_duties, services_for

__all__ = ["HealthHours", "health_hours", "hotlines", "service_duties", "services_for"]
