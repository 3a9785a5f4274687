"""What somebody finds of her own appointments, and the form she may sign on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.templatetags.dates import day
from ruangaman.network.models import Appointment, Declaration, DecreeStep, Person
from ruangaman.network.selectors.decrees import State, standing_of, unit_names
from ruangaman.network.selectors.people import leave_proposed
from ruangaman.network.selectors.placements import place_today
from ruangaman.people.models import User

_OPEN = (State.DRAFT, State.SUBMITTED)
_TOLD = ("revoked", "revoke_asked", "revoke_refused", "amended")


@dataclass(frozen=True, slots=True)
class OwnLine:
    """An appointment as she sees it; ``told`` is what was asked or decided about it, newest."""

    appointment: Appointment
    unit: str
    standing: State
    declaration: Declaration | None
    told: DecreeStep | None

    @property
    def asks(self) -> bool:
        """Say whether she can still declare."""
        return self.standing in _OPEN


def own_lines(user: User) -> list[OwnLine]:
    """Return where somebody is or was named, newest first, in three queries."""
    found = list(
        Appointment.objects.filter(person__user=user)
        .exclude(decree__state=State.WITHDRAWN)
        .select_related("decree", "declaration", "person")
        .order_by("-decree__created_at")
    )
    names = unit_names({one.decree.unit_code for one in found})
    told: dict[Any, DecreeStep] = {}
    steps = DecreeStep.objects.filter(
        decree__in=[one.decree_id for one in found], action__in=_TOLD
    ).order_by("at")
    for step in steps:
        told[step.decree_id] = step
    today = timezone.localdate()
    return [
        OwnLine(
            one,
            names.get(one.decree.unit_code, one.decree.unit_code),
            standing_of(one.decree, today),
            getattr(one, "declaration", None),
            told.get(one.decree_id),
        )
        for one in found
    ]


def own_away(user: User) -> dict[str, Any]:
    """Return for her own page when somebody is away, and what her head of unit proposed."""
    person = Person.objects.filter(user=user).first()
    if person is None:
        return {}
    coming = person.leaves.filter(last__gte=timezone.localdate()).select_related("deputy")
    return {
        "person": person,
        "placed": place_today(person) is not None,
        "coming": list(coming.order_by("first")),
        "proposal": leave_proposed(person),
    }


def declarations_waiting(user: User) -> int:
    """Return how many appointments of somebody wait for her declaration."""
    return Appointment.objects.filter(
        person__user=user, decree__state__in=_OPEN, declaration=None
    ).count()


def declaration_paper_data(one: Appointment, language: str) -> dict[str, Any]:
    """Return what ``templates/declaration.typ`` shows, in the language spoken now."""
    unit = unit_names([one.decree.unit_code]).get(one.decree.unit_code, "")
    return {
        "lang": language[:2],
        "name": one.person.name,
        "words": {
            "title": _("Pernyataan calon fokal point"),
            "subtitle": _("Diisi dan ditandatangani sendiri, tanpa paksaan"),
            "begin": _("Yang bertanda tangan di bawah ini:"),
            "asked": _("menyatakan dengan sebenarnya:"),
            "tick": _("Beri tanda pada kotak yang sesuai."),
            "no_column": _("No."),
            "statement": _("Pernyataan"),
            "yes": _("Ya"),
            "no": _("Tidak"),
            "place_and_day": _("………………………, tanggal ………………………"),
        },
        "facts": [
            {"label": _("Nama"), "value": one.person.name},
            {"label": _("Unit"), "value": unit},
            {"label": _("Diusulkan sebagai"), "value": str(one.get_role_display())},
            {
                "label": _("Masa tugas"),
                "value": f"{day(one.decree.starts)} – {day(one.decree.ends)}",
            },
        ],
        "statements": [
            _("Saya bersedia menjadi fokal point, atas kemauan sendiri."),
            _("Saya bukan kepala unit."),
            _("Saya tidak punya wewenang perintah atau disiplin atas banyak orang."),
            _("Saya tidak pernah terbukti melakukan pelanggaran."),
            _("Saya menjaga kerahasiaan, selama dan sesudah masa tugas."),
        ],
        "notes": [
            _("Anda boleh menolak. Menolak tidak berakibat apa pun bagi pekerjaan Anda."),
            _("Satu jawaban “tidak” berarti Anda tidak ditunjuk. Alasannya tidak ditanya."),
        ],
    }
