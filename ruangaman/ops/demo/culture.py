"""Policy and work culture in the demo world: what the province and one unit have, sign and plan."""

from __future__ import annotations

import datetime as dt
import secrets

from django.utils import timezone

from ruangaman.network.models import Unit
from ruangaman.ops.demo.people import HEALTH
from ruangaman.people.models import User
from ruangaman.policy.models import Answer, Assessment, Content, Document, Group, StaffMember
from ruangaman.policy.selectors.assessments import standards_now
from ruangaman.policy.selectors.pledges import pledge_content
from ruangaman.policy.services.actions import Plan, action_add
from ruangaman.policy.services.assessments import Reply, answer_save
from ruangaman.policy.services.pledges import pledge_link_make, pledges_on_paper
from ruangaman.policy.services.staff import staff_add
from ruangaman.surveys.models import Briefing

DAY = dt.timedelta(days=1)
_KINDS = (
    (Document.Kind.CIRCULAR, "Surat edaran pencegahan kekerasan seksual (contoh)", ""),
    (Document.Kind.CODE, "Kode perilaku pegawai (contoh)", ""),
    (Document.Kind.SOP, "SOP menerima dan merujuk (contoh)", ""),
    (Document.Kind.CODE, "Kode perilaku Dinas Kesehatan (contoh)", HEALTH),
    (Document.Kind.POSTER, "Penempatan poster (contoh)", HEALTH),
)
_STAFF = (
    ("Andi Contoh", Group.CIVIL_SERVANT),
    ("Bella Contoh", Group.CIVIL_SERVANT),
    ("Cici Contoh", Group.HONORARY),
    ("Dodi Contoh", Group.GUARD),
    ("Endang Contoh", Group.CONTRACTOR),
    ("Fitri Contoh", Group.INTERN),
)
_SCORES = (2, 1, 2, 1, 0, 1, 2, 1)
_SIGNED = 3


def culture_create() -> None:
    """Make what a unit has after a year of work."""
    unit = Unit.objects.filter(code=HEALTH, valid_to=None).first()
    if unit is None or not Content.objects.filter(kind=Content.Kind.STANDARD).exists():
        return  # a pack without policy
    hasan = User.objects.get(username="kepala-unit")
    _documents()
    _signatures(unit, hasan)
    _assessments(hasan)
    _briefings()


def _documents() -> None:
    today = timezone.localdate()
    for place, (kind, title, unit) in enumerate(_KINDS):
        Document.objects.create(
            unit_code=unit,
            kind=kind,
            title=title,
            state=Document.State.IN_FORCE,
            number=f"{place + 1}/CONTOH/{today.year}",
            dated=today - 200 * DAY,
            in_force_from=today - 200 * DAY,
            review_on=today + 165 * DAY,
            owner="Sekretaris",
            places=6 if kind == Document.Kind.POSTER else None,
        )


def _signatures(unit: Unit, hasan: User) -> None:
    content = pledge_content()
    if content is None:
        return
    pledge_link_make(unit=unit, by=hasan)
    staff_add(unit=unit, people=[(name, group.value) for name, group in _STAFF], by=hasan)
    signed = StaffMember.objects.filter(unit_code=unit.code).order_by("group", "pk")[:_SIGNED]
    pledges_on_paper(
        unit=unit,
        content=content,
        members=[one.pk for one in signed],
        day=timezone.localdate() - 9 * DAY,
        by=hasan,
    )


def _assessments(hasan: User) -> None:
    """Last year's is verified, this year's half written; two actions come from its gaps."""
    year, eight = timezone.localdate().year, standards_now()[Answer.View.STANDARD]
    before = Assessment.objects.create(
        unit_code=HEALTH,
        year=year - 1,
        state=Assessment.State.VERIFIED,
        submitted_on=dt.date(year - 1, 11, 20),
        verified_on=dt.date(year - 1, 12, 4),
    )
    Answer.objects.bulk_create(
        Answer(
            assessment=before,
            view=Answer.View.STANDARD,
            key=one.key,
            digest=one.digest,
            score=max(score - 1, 0),
        )
        for one, score in zip(eight, _SCORES, strict=False)
    )
    for one, score in zip(eight[:5], _SCORES, strict=False):
        answer_save(
            code=HEALTH, year=year, content=one, version=0, reply=Reply(score=score), by=hasan
        )
    for days, what in ((-12, "Pasang poster di ruang tunggu"), (40, "Masukkan klausul ke kontrak")):
        plan = Plan(what=what, who="Sekretaris", due=timezone.localdate() + days * DAY)
        action_add(code=HEALTH, year=year, plan=plan, by=hasan)


def _briefings() -> None:
    today = timezone.localdate()
    for days, reached, women in ((190, 24, 15), (35, 31, 18)):
        Briefing.objects.create(
            unit_code=HEALTH,
            kind=Briefing.Kind.BRIEFING,
            day=today - days * DAY,
            reached=reached,
            women=women,
            once=secrets.token_bytes(32),
        )
