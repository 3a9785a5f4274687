"""Rows of training, by what they are about."""

from ruangaman.training.models.attendance import Attendance, AttendanceTaken
from ruangaman.training.models.certificates import Batch, Certificate, IssuerKey
from ruangaman.training.models.content import Content
from ruangaman.training.models.events import (
    Counted,
    Event,
    EventTrainer,
    Material,
    Participant,
    Seats,
    Session,
)
from ruangaman.training.models.exchange import PeerAttendance, PeerSession, Post
from ruangaman.training.models.induction import InductionCount, InductionLink, InductionOnce
from ruangaman.training.models.learning import Evaluation, ObserverTask, RolePlay, Study, StudyStep
from ruangaman.training.models.tests import Answer, Paper, Sitting

__all__ = [
    "Answer",
    "Attendance",
    "AttendanceTaken",
    "Batch",
    "Certificate",
    "Content",
    "Counted",
    "Evaluation",
    "Event",
    "EventTrainer",
    "InductionCount",
    "InductionLink",
    "InductionOnce",
    "IssuerKey",
    "Material",
    "ObserverTask",
    "Paper",
    "Participant",
    "PeerAttendance",
    "PeerSession",
    "Post",
    "RolePlay",
    "Seats",
    "Session",
    "Sitting",
    "Study",
    "StudyStep",
]
