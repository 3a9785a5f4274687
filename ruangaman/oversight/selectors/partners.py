"""Reads partners: all of them, those of a person, their agreements and reports."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from ruangaman.oversight.models import Agreement, Partner, PartnerMember, PartnerReport
from ruangaman.oversight.permissions import WATCHES
from ruangaman.oversight.semesters import Semester, semester_now, semester_of
from ruangaman.people.models import Role, User
from ruangaman.people.permissions import holds_role


def partners_for(user: User) -> QuerySet[Partner]:
    """Return the partners whose reports a person may read: all of them, or her own."""
    partners = Partner.objects.order_by("name")
    if not holds_role(user, WATCHES):
        partners = partners.filter(members__user=user)
    return partners


def partners_listed(user: User) -> QuerySet[Partner]:
    """Return the same with ``until``, the last day of any agreement, and their number."""
    counts = Count("agreements", distinct=True)
    return partners_for(user).annotate(until=Max("agreements__ends"), agreed=counts)


def agreement_one(pk: uuid.UUID) -> Agreement | None:
    """Return an agreement, or None."""
    return Agreement.objects.select_related("partner").filter(pk=pk).first()


def last_of(agreement: Agreement) -> dt.date:
    """Return the last day of an agreement, ended early or not."""
    return agreement.ended_on or agreement.ends


def holds_now(agreement: Agreement) -> bool:
    """Say whether an agreement holds today."""
    return agreement.starts <= timezone.localdate() <= last_of(agreement)


def semesters_due(agreement: Agreement) -> list[Semester]:
    """Return the semesters of an agreement that are over, the newest first."""
    found, now = [], semester_now()
    one = semester_of(agreement.starts)
    while one < now and one.begins_on <= last_of(agreement):
        found.append(one)
        one = one.following
    return found[::-1]


def reports_of(partner: Partner) -> QuerySet[PartnerReport]:
    """Return the reports to a partner without what is in them, the newest semester first."""
    reports = PartnerReport.objects.filter(agreement__partner=partner).defer("content")
    return reports.select_related("agreement")


def report_for(user: User, pk: uuid.UUID) -> PartnerReport | None:
    """Return a report that a person may read, or None."""
    reports = PartnerReport.objects.select_related("agreement__partner")
    return reports.filter(pk=pk, agreement__partner__in=partners_for(user)).first()


def accounts_free(partner: Partner) -> list[tuple[uuid.UUID, str]]:
    """Return accounts with the role of a partner that read for this one, or for none."""
    others = PartnerMember.objects.exclude(partner=partner).values("user")
    users = User.objects.filter(grants__role=Role.PARTNER, is_active=True).exclude(pk__in=others)
    return list(users.distinct().order_by("name").values_list("pk", "name"))
