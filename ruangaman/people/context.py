"""What every staff page is told: who is signed in, and where she can go."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ruangaman.people.checks import page_alarms
from ruangaman.people.labels import role_in_team
from ruangaman.people.models import READER_ROLES, Role, RoleGrant
from ruangaman.people.selectors.receivers import news_for

_DESK = frozenset({Role.CASE_WORKER, Role.FOCAL_POINT, Role.EXAMINER})
_NOTES = frozenset({Role.CASE_WORKER, Role.FOCAL_POINT})
_ROSTER = frozenset({Role.CASE_WORKER, Role.FOCAL_POINT, Role.SUPERVISOR})
_TOLD = READER_ROLES | {Role.DPO, Role.ADMINISTRATOR}
_PRINTERS = frozenset({Role.COORDINATOR, Role.HEAD_OF_UNIT, Role.FOCAL_POINT})
_NETWORK = frozenset({Role.COORDINATOR, Role.HEAD_OF_UNIT})
_CULTURE = _PRINTERS | {Role.HEAD_OF_DINAS, Role.PARTNER, Role.STATISTICS}
_WATCH = frozenset({Role.COORDINATOR, Role.HEAD_OF_DINAS, Role.PARTNER, Role.STATISTICS}) | {
    Role.HEAD_OF_UNIT
}
_CASES, _OFFICE = gettext_lazy("Pendampingan"), gettext_lazy("Pengelolaan")
_PREVENTION = gettext_lazy("Pencegahan")
_SERVICES = gettext_lazy("Layanan")
_OWN = "network:own_declarations"
_PLACES = (
    (_DESK, _CASES, gettext_lazy("Kasus"), "cases:list"),
    (frozenset({Role.EXAMINER}), _CASES, gettext_lazy("Pemeriksaan"), "cases:examinations"),
    (_NOTES, _CASES, gettext_lazy("Catatan kontak"), "contacts:list"),
    (frozenset({Role.SUPERVISOR}), _CASES, gettext_lazy("Tenggat tim"), "cases:team"),
    (frozenset({Role.COORDINATOR}), _CASES, gettext_lazy("Tenggat tim penerima"), "cases:overdue"),
    (frozenset({Role.CASE_WORKER}), _CASES, gettext_lazy("Beban saya"), "cases:load"),
    (frozenset({Role.CASE_WORKER}), _CASES, _SERVICES, "directory:list"),
    (_ROSTER, _CASES, gettext_lazy("Piket"), "duty:roster"),
    (frozenset({Role.SUPERVISOR}), _CASES, gettext_lazy("Keterjangkauan"), "duty:reach"),
    (_DESK | {Role.SUPERVISOR}, _CASES, gettext_lazy("Penghapusan"), "cases:endings"),
    (READER_ROLES, _CASES, gettext_lazy("Penerima"), "receivers:list"),
    (_NETWORK, _PREVENTION, gettext_lazy("Jejaring"), "network:coverage"),
    (frozenset({Role.COORDINATOR}), _PREVENTION, pgettext_lazy("banyak", "Unit"), "network:units"),
    (_NETWORK, _PREVENTION, gettext_lazy("Orang jejaring"), "network:people"),
    (frozenset({Role.COORDINATOR}), _PREVENTION, gettext_lazy("Mutasi"), "network:rotation"),
    (frozenset({Role.COORDINATOR}), _PREVENTION, _SERVICES, "directory:list"),
    (_NETWORK, _PREVENTION, gettext_lazy("SK penunjukan"), "network:decree_list"),
    (frozenset({Role.FOCAL_POINT}), _PREVENTION, gettext_lazy("Penunjukan saya"), _OWN),
    (frozenset({Role.COORDINATOR}), _PREVENTION, gettext_lazy("Minggu ini"), "network:week"),
    (frozenset(Role.values), _PREVENTION, gettext_lazy("Pelatihan"), "training:home"),
    (_PRINTERS, _PREVENTION, gettext_lazy("Kebijakan"), "policy:home"),
    (_CULTURE, _PREVENTION, gettext_lazy("Survei"), "surveys:home"),
    (_WATCH, _PREVENTION, gettext_lazy("Pantau"), "oversight:home"),
    (_PRINTERS, _PREVENTION, gettext_lazy("Jadwal"), "network:calendar"),
    (_PRINTERS, _PREVENTION, gettext_lazy("Poster dan kartu"), "network:posters"),
    (_TOLD, _OFFICE, gettext_lazy("Penerima"), "receivers:list"),
    (frozenset({Role.DPO}), _OFFICE, gettext_lazy("Insiden"), "incidents:list"),
    (frozenset({Role.STATISTICS}), _OFFICE, gettext_lazy("Kunci statistik"), "statistics_half"),
    (frozenset({Role.ADMINISTRATOR}), _OFFICE, gettext_lazy("Pengguna"), "users:list"),
)
"""For whom a page is, below which heading it stands, its name and its address; of two with the
same address the first."""
Item = dict[str, Any]


def desk(request: HttpRequest) -> dict[str, Any]:
    """Return the navigation of existing pages and the role beside the name."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    grants = list(RoleGrant.objects.filter(user_id=user.pk).select_related("team"))
    roles = {grant.role for grant in grants}
    return {
        "receiver_alarms": page_alarms() if roles & _TOLD else [],
        "receiver_news": lambda: news_for(user),
        "navigation": _navigation(request.path, roles),
        "role_label": ", ".join(dict.fromkeys(_grant_label(grant) for grant in grants)),
        "vault_open": getattr(request, "reader", None) is not None,
    }


def _navigation(path: str, roles: set[str]) -> list[Item]:
    found: dict[str, Item] = {}
    for wanted, group, label, name in _PLACES:
        if roles & wanted and name not in found:
            found[name] = _item(str(group), str(label), name)
    items = [
        _item("", _("Beranda"), "home"),
        *found.values(),
        _item(_("Anda"), _("Lapor insiden"), "incidents:report"),
        _item(_("Anda"), _("Akun"), "account"),
    ]
    here = max((i["url"] for i in items if path.startswith(i["url"])), key=len, default="")
    home = items[0]["url"]
    for item in items:
        item["current"] = item["url"] == here and (here != home or path == home)
    return items


def _item(group: str, label: str, name: str) -> Item:
    return {"group": group, "label": label, "url": reverse(name)}


def _grant_label(grant: RoleGrant) -> str:
    if grant.team and grant.role == Role.FOCAL_POINT:
        return grant.team.short_name
    return role_in_team(str(Role(grant.role).label), grant.team.short_name if grant.team else "")
