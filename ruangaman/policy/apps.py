"""The room ``policy``."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """Register the room with Django."""

    name = "ruangaman.policy"
    label = "policy"

    def ready(self) -> None:
        """Let files be added to what is kept here, and the list of what there is to do ask."""
        from ruangaman.network.selectors.todo import also_todo
        from ruangaman.network.unit_facts import also_told
        from ruangaman.policy.evidence import belongs
        from ruangaman.policy.models import Evidence
        from ruangaman.policy.selectors.document_evidence import document_subject
        from ruangaman.policy.selectors.pledge_todo import pledge_todo
        from ruangaman.policy.selectors.review_todo import review_todo
        from ruangaman.policy.selectors.subjects import action_subject, answer_subject
        from ruangaman.policy.selectors.todo import policy_todo
        from ruangaman.policy.selectors.unit_told import policy_told

        also_todo("policy_pledges", pledge_todo)
        also_todo("policy_reviews", review_todo)
        belongs(Evidence.About.DOCUMENT, document_subject)
        belongs(Evidence.About.ANSWER, answer_subject)
        belongs(Evidence.About.ACTION, action_subject)
        also_todo(self.label, policy_todo)
        also_told(self.label, policy_told)
