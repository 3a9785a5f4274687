"""What pages of other rooms say about duty: a gap, somebody whom nothing reaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ruangaman.core.templatetags.dates import day
from ruangaman.duty.hours import hours_written
from ruangaman.duty.models import ChannelName
from ruangaman.duty.permissions import is_receiver, teams_led
from ruangaman.duty.selectors.pages import (
    addresses_failing,
    gaps,
    month_test_is_here,
    reaches,
    waits_for_test,
)
from ruangaman.notify.letters import Reason
from ruangaman.people.models import User

register = template.Library()


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to do about duty, with the page on which to do it."""

    href: str
    title: str
    text: str


@register.simple_tag
def duty_alerts(user: User) -> list[Alert]:
    """Return what somebody should look after: her own addresses, then her teams."""
    return [*_own(user), *_of_teams(user)] if user.is_authenticated else []


@register.simple_tag
def gets_notices(user: User) -> bool:
    """Say whether somebody gets notices."""
    return is_receiver(user)


@register.filter
def reason_words(reason: str) -> str:
    """Return why nothing arrives, in words."""
    return (
        {
            Reason.UNREACHABLE: _("Server pengirim tidak menjawab."),
            Reason.TLS: _("Server pengirim tidak terenkripsi dengan benar."),
            Reason.SIGN_IN: _("Server pengirim menolak kata sandi kita."),
            Reason.SENDER: _("Server pengirim menolak alamat pengirim kita."),
            Reason.BUSY: _("Penerima sedang sibuk atau penuh."),
            Reason.RECIPIENT: _("Alamat ini tidak dikenal atau menolak pesan."),
            Reason.CONTENT: _("Pesan ditolak."),
            Reason.RETURNED: _("Pesan kembali karena tidak dapat diantar."),
        }.get(Reason(reason), "")
        if reason
        else ""
    )


@register.filter
def hours_words(hours: Iterable[str]) -> str:
    """Return hours as people write them: ``07.30, 16.00``; in English ``07:30, 16:00``."""
    return ", ".join(hours_written(hours))


@register.filter
def channel_words(channel: str) -> str:
    """Return what a channel is called."""
    return str(ChannelName(channel).label)


def _own(user: User) -> list[Alert]:
    if not is_receiver(user):
        return []
    here = reverse("duty:mine")
    failing = ", ".join(channel_words(one.channel) for one in addresses_failing(user))
    alerts = []
    if failing:
        text = _("Melalui %(channels)s tidak ada yang sampai. Periksa alamat Anda.")
        title = _("Pemberitahuan tidak sampai kepada Anda")
        alerts.append(Alert(here, title, text % {"channels": failing}))
    if month_test_is_here(user):
        text = _("Buka di sini, dengan satu tombol. Tanpa itu Anda tidak dihitung siap.")
        alerts.append(Alert(reverse("duty:opened"), _("Pesan uji bulan ini"), text))
    elif waits_for_test(user):
        text = _("Buka surel atau ponsel Anda, lalu ketik kode dari pesan uji bulan ini.")
        alerts.append(Alert(reverse("duty:opened"), _("Pesan uji menunggu"), text))
    return alerts


def _of_teams(user: User) -> list[Alert]:
    led = list(teams_led(user))
    alerts = [
        Alert(
            reverse("duty:team", args=[team.pk]),
            _("Piket kosong: %(team)s") % {"team": team.short_name},
            ", ".join(day(one) for one in days),
        )
        for team, days in gaps(teams=led)
    ]
    number = len(
        {one.person.pk for reach in reaches(teams=led) for one in reach.troubles if one.failing}
    )
    if number:
        text = ngettext(
            "%(number)d orang punya saluran yang tidak sampai.",
            "%(number)d orang punya saluran yang tidak sampai.",
            number,
        )
        alerts.append(
            Alert(reverse("duty:reach"), _("Ada yang tidak terjangkau"), text % {"number": number})
        )
    return alerts
