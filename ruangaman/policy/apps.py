"""The room ``policy``."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """Register the room with Django."""

    name = "ruangaman.policy"
    label = "policy"

    def ready(self) -> None:
        """Let files be added to documents, and the list of what there is to do ask this room."""
        from ruangaman.network.selectors.todo import also_todo
        from ruangaman.policy.evidence import belongs
        from ruangaman.policy.models import Evidence
        from ruangaman.policy.selectors.document_evidence import document_subject
        from ruangaman.policy.selectors.pledge_todo import pledge_todo
        from ruangaman.policy.selectors.review_todo import review_todo

        also_todo("policy_pledges", pledge_todo)
        also_todo("policy_reviews", review_todo)
        belongs(Evidence.About.DOCUMENT, document_subject)
