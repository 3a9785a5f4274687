"""What can be done with a person: when, in which words, by which service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.network.forms import people as forms
from ruangaman.network.forms.certificates import CertificateForm
from ruangaman.network.forms.decree_fields import Versioned
from ruangaman.network.models import Person
from ruangaman.network.selectors.people import PersonPage, account_meant
from ruangaman.network.services import certificates, leaves, people, person_accounts, placements
from ruangaman.network.services.placements import Place
from ruangaman.people.faults import Refused
from ruangaman.people.models import User

Run = Callable[[Person, Any, User], None]


@dataclass(frozen=True, slots=True)
class Step:
    """A step. ``may`` says of a person's page whether it can be taken now."""

    title: Any
    intro: Any
    button: Any
    form: type[Versioned]
    run: Run
    may: Callable[[PersonPage], bool]
    done: Any
    serious: bool = False


def _place(form: Any) -> Place:
    given = form.cleaned_data
    return Place(
        unit_code=given["unit"].code,
        day=given["hari"],
        position=given["jabatan"],
        leads=given["memimpin"],
        commands=given["memerintah"],
        source=given["sumber"],
    )


def _move(person: Person, form: Any, by: User) -> None:
    placements.person_move(person=person, version=form.version, to=_place(form), by=by)


def _return(person: Person, form: Any, by: User) -> None:
    placements.person_return(person=person, version=form.version, to=_place(form), by=by)


def _leave(person: Person, form: Any, by: User) -> None:
    given = form.cleaned_data
    placements.person_leave(
        person=person, version=form.version, day=given["hari"], source=given["sumber"], by=by
    )


def _undo(person: Person, form: Any, by: User) -> None:
    placements.placement_undo(person=person, version=form.version, by=by)


def _away(person: Person, form: Any, by: User) -> None:
    given = form.cleaned_data
    deputy = Person.objects.get(pk=given["pengganti"]) if given["pengganti"] else None
    leaves.leave_record(
        person=person,
        version=form.version,
        first=given["pertama"],
        last=given["terakhir"],
        deputy=deputy,
        by=by,
    )


def _certify(person: Person, form: Any, by: User) -> None:
    given = form.cleaned_data
    certificates.certificate_record(
        person=person,
        version=form.version,
        number=given["nomor"],
        until=given["sampai"],
        by=by,
    )


def _link(person: Person, form: Any, by: User) -> None:
    user = account_meant(form.cleaned_data["akun"])
    if user is None:
        raise Refused(_("Tidak ada akun aktif dengan surel atau nama pengguna itu."))
    person_accounts.person_link_account(person=person, version=form.version, user=user, by=by)


def _unlink(person: Person, form: Any, by: User) -> None:
    person_accounts.person_unlink_account(person=person, version=form.version, by=by)


def _delete(person: Person, form: Any, by: User) -> None:
    people.person_delete(person=person, version=form.version, by=by)


STEPS: Mapping[str, Step] = {
    "pindah": Step(
        gettext_lazy("Pindah unit"),
        gettext_lazy(
            "Pada hari pindah, tugasnya sebagai fokal point di unit lama berakhir dan tempatnya"
            " tampak kosong. Penggantinya tidak ditunjuk dengan sendirinya: itu memerlukan SK."
        ),
        gettext_lazy("Catat perpindahan"),
        forms.PlaceForm,
        _move,
        lambda page: page.stays,
        gettext_lazy("Perpindahan dicatat."),
    ),
    "cuti": Step(
        gettext_lazy("Catat cuti"),
        gettext_lazy(
            "Selama cuti ia tidak ditawarkan kepada pelapor. Alasannya tidak ditanyakan dan tidak"
            " disimpan."
        ),
        gettext_lazy("Catat cuti"),
        forms.AwayForm,
        _away,
        lambda page: page.row.place is not None,
        gettext_lazy("Cuti dicatat."),
    ),
    "sertifikat": Step(
        gettext_lazy("Catat sertifikat"),
        gettext_lazy(
            "Salin dari sertifikat pelatihannya. Tanpa sertifikat yang berlaku ia tidak ditawarkan"
            " kepada pelapor."
        ),
        gettext_lazy("Catat sertifikat"),
        CertificateForm,
        _certify,
        lambda page: page.person.trained_on is not None or bool(page.person.certificate),
        gettext_lazy("Sertifikat dicatat."),
    ),
    "akun": Step(
        gettext_lazy("Hubungkan dengan akun"),
        gettext_lazy(
            "Dengan akunnya ia membuat pernyataan diri dan membuka pesan uji. Akun tidak memberinya"
            " peran: itu dilakukan administrator."
        ),
        gettext_lazy("Hubungkan"),
        forms.AccountForm,
        _link,
        lambda page: page.person.user_id is None,
        gettext_lazy("Akun dihubungkan."),
    ),
    "lepas-akun": Step(
        gettext_lazy("Lepaskan akun"),
        gettext_lazy(
            "Akunnya tetap ada dengan perannya, tetapi tidak lagi milik orang ini: ia tampak belum"
            " siap sampai dihubungkan lagi."
        ),
        gettext_lazy("Lepaskan akun"),
        forms.SureForm,
        _unlink,
        lambda page: page.person.user_id is not None,
        gettext_lazy("Akun dilepaskan."),
    ),
    "berhenti": Step(
        gettext_lazy("Catat berhenti"),
        gettext_lazy(
            "Untuk yang pensiun, mengundurkan diri, atau tidak bekerja lagi. Alasannya tidak"
            " disimpan. Tugasnya sebagai fokal point berakhir pada hari itu."
        ),
        gettext_lazy("Catat berhenti"),
        forms.LeaveServiceForm,
        _leave,
        lambda page: page.stays,
        gettext_lazy("Dicatat berhenti."),
        serious=True,
    ),
    "kembali": Step(
        gettext_lazy("Catat kembali bertugas"),
        gettext_lazy("SK yang sudah berakhir baginya tidak kembali; ia perlu ditunjuk lagi."),
        gettext_lazy("Catat kembali"),
        forms.PlaceForm,
        _return,
        lambda page: not page.stays,
        gettext_lazy("Dicatat kembali bertugas."),
    ),
    "batalkan": Step(
        gettext_lazy("Batalkan catatan tempat yang terakhir"),
        gettext_lazy(
            "Hanya bila perpindahan atau berhentinya dicatat karena keliru. Tugas yang ikut"
            " berakhir berlaku lagi, kecuali bila sudah ada orang lain di tempatnya."
        ),
        gettext_lazy("Batalkan catatan itu"),
        forms.SureForm,
        _undo,
        lambda page: page.undoable,
        gettext_lazy("Catatan dibatalkan."),
        serious=True,
    ),
    "hapus": Step(
        gettext_lazy("Hapus orang ini"),
        gettext_lazy(
            "Hanya bila ia tercatat karena keliru, misalnya dua kali. Datanya hilang untuk"
            " selamanya."
        ),
        gettext_lazy("Hapus"),
        forms.SureForm,
        _delete,
        lambda page: not page.named,
        gettext_lazy("Orang itu dihapus."),
        serious=True,
    ),
}
"""By the last part of the address, in the order of the page."""


def steps_of(page: PersonPage) -> list[tuple[str, Any]]:
    """Return the steps that can be taken with somebody now, with their names."""
    return [(name, way.title) for name, way in STEPS.items() if way.may(page)]
