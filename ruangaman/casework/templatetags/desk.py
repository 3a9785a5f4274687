"""What the home page says of the desk: what waits, where a key is open or a team is led."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from ruangaman.casework.contacts.selectors import checks_wait
from ruangaman.casework.selectors.teams import teams_wait
from ruangaman.people.models import Role
from ruangaman.people.permissions import holds_role
from ruangaman.people.readers import Reader
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.desk_list import desk_page

register = template.Library()


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that waits, with the page on which it is done."""

    href: str
    title: str
    text: str


@register.simple_tag(takes_context=True)
def desk_alerts(context: dict[str, Any]) -> list[Alert]:
    """Return what waits for whoever looks: her cases, her contacts, the teams she leads."""
    request = context["request"]
    reader = getattr(request, "reader", None)
    mine = [*_of_reader(reader)] if reader and not reader.stopped else []
    return [*mine, *_of_leader(request.user)]


def _of_reader(reader: Reader) -> list[Alert]:
    found = []
    if desk_page(reader=reader, after="", search="", states={Report.State.RECEIVED}, size=1).rows:
        words = _(
            "Belum dijawab, dan bisa tentang anak, bahaya, atau 72 jam: itu selesai hari ini juga."
        )
        found.append(Alert(reverse("cases:today"), _("Ada tulisan baru"), words))
    if checks_wait(reader=reader):
        words = _("Sudah waktunya menanyakan apakah seseorang sampai ke layanan.")
        found.append(Alert(reverse("contacts:list"), _("Tanya kabar"), words))
    return found


def _of_leader(user: Any) -> list[Alert]:
    if not holds_role(user, (Role.SUPERVISOR,)) or not teams_wait(user_id=user.pk):
        return []
    words = _(
        "Sebuah tulisan baru di tim Anda belum dijawab. Pastikan ada yang membukanya hari ini."
    )
    return [Alert(reverse("cases:team"), _("Tulisan baru menunggu"), words)]
