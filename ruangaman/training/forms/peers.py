"""What is planned of a session among peers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import DayField, Line, Versioned
from ruangaman.people.models import User
from ruangaman.training.models import PeerSession
from ruangaman.training.selectors.peers import hosts_to_choose
from ruangaman.training.services.peers import PeerEntry


class _Day(DayField):
    back = dt.timedelta(days=400)
    ahead = dt.timedelta(days=800)


class PeerForm(Versioned):
    """Title, day and hour, place, host, hours."""

    judul = Line(_("Judul"), 200, missing=_("Tulis judulnya."))
    hari = _Day(_("Hari"), _("Pilih harinya."))
    jam = forms.TimeField(
        label=_("Jam mulai"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        input_formats=["%H:%M", "%H.%M"],
        error_messages={
            "required": _("Tulis jam mulainya."),
            "invalid": _("Tulis jam seperti 09.00."),
        },
    )
    tempat = Line(_("Tempat atau tautan rapat (boleh kosong)"), 200)
    pemandu = forms.ChoiceField(
        label=_("Pemandu"),
        help_text=_("Orang ini mencentang siapa yang hadir."),
        error_messages={
            "required": _("Pilih pemandunya."),
            "invalid_choice": _("Pilih dari daftar."),
        },
    )
    jp = forms.IntegerField(
        label=_("Jam pelajaran (1 JP = 45 menit)"),
        min_value=1,
        max_value=20,
        initial=3,
        error_messages={
            "required": _("Tulis berapa JP."),
            "invalid": _("Tulis angka 1 sampai 20."),
            "min_value": _("Tulis angka 1 sampai 20."),
            "max_value": _("Tulis angka 1 sampai 20."),
        },
    )

    def __init__(self, *args: Any, session: PeerSession | None = None, **options: Any) -> None:
        """Offer whoever may lead a session; the host so far stays on the list."""
        if session is not None and "initial" not in options:
            options["initial"] = initial_of(session)
        super().__init__(*args, **options)
        if session is None:
            del self.fields["versi"]
        hosts = {str(one.pk): one for one in hosts_to_choose()}
        if session is not None and session.host is not None:
            hosts.setdefault(str(session.host.pk), session.host)
        self._hosts: dict[str, User] = hosts
        field = self.fields["pemandu"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Pilih")), *((key, one.name) for key, one in hosts.items())]

    @property
    def entry(self) -> PeerEntry:
        """What was typed."""
        given = self.cleaned_data
        starts = timezone.make_aware(dt.datetime.combine(given["hari"], given["jam"]))
        return PeerEntry(
            title=given["judul"],
            starts_at=starts,
            place=given["tempat"],
            host=self._hosts[given["pemandu"]],
            jp=given["jp"],
        )


class NameSearch(forms.Form):
    """A part of a name."""

    cari = Line(_("Cari nama"), 100)


def initial_of(session: PeerSession) -> dict[str, Any]:
    """Return a session as its form shows it."""
    local = timezone.localtime(session.starts_at)
    return {
        "judul": session.title,
        "hari": local.date(),
        "jam": local.time(),
        "tempat": session.place,
        "pemandu": str(session.host_id or ""),
        "jp": session.jp,
        "versi": session.version,
    }
