"""The room ``policy``."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """Register the room with Django."""

    name = "ruangaman.policy"
    label = "policy"

    def ready(self) -> None:
        """Let files be added to documents."""
        from ruangaman.policy.evidence import belongs
        from ruangaman.policy.models import Evidence
        from ruangaman.policy.selectors.document_evidence import document_subject

        belongs(Evidence.About.DOCUMENT, document_subject)
