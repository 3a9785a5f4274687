"""What is kept of policy."""

from ruangaman.policy.models.acknowledgements import (
    Acknowledgement,
    Group,
    PledgeLink,
    StaffMember,
)
from ruangaman.policy.models.assessments import Action, Answer, Assessment, Dismissal
from ruangaman.policy.models.content import Content
from ruangaman.policy.models.documents import Document, Evidence

__all__ = [
    "Acknowledgement",
    "Action",
    "Answer",
    "Assessment",
    "Content",
    "Dismissal",
    "Document",
    "Evidence",
    "Group",
    "PledgeLink",
    "StaffMember",
]
