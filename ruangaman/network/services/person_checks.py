"""What must hold for an entry about somebody, before anything of it is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.models import PackText
from ruangaman.network.models import Person
from ruangaman.network.nip_words import fault_words
from ruangaman.network.private import nip_reference
from ruangaman.network.selectors.units import units_in_force
from ruangaman.people.faults import Refused

if TYPE_CHECKING:
    from ruangaman.network.services.people import PersonEntry

LONGEST = {
    "name": 120, "position": 200, "office_phone": 40, "hours": 120, "phone": 40, "email": 254,
}  # fmt: skip
EARLIEST = dt.date(1945, 8, 17)
FURTHEST = dt.timedelta(days=366)
"""How far ahead somebody's first day in a unit may be recorded."""
ASN = frozenset({str(Person.Kind.PNS), str(Person.Kind.PPPK)})
_KINDS, _SEXES = frozenset(Person.Kind.values), frozenset(Person.Sex.values)
_BATCH = 500


@dataclass(frozen=True, slots=True)
class EntryFault:
    """What is wrong with an entry: its place in the list from 0, the field, a sentence."""

    place: int
    field: str
    message: str


class PeopleRefused(Refused):
    """Nobody was recorded; ``faults`` says all that is wrong, in the order of the entries."""

    def __init__(self, faults: Sequence[EntryFault]) -> None:
        """Keep the faults; the first speaks for all."""
        super().__init__(faults[0].message)
        self.faults = tuple(faults)


def entry_faults(
    entries: Sequence[PersonEntry], *, known: Person | None = None, placed: bool = True
) -> list[EntryFault]:
    """Return what is wrong with entries, in a fixed number of queries.

    ``known`` is who is changed: her own number is no double. ``placed``: the unit counts.
    """
    units = set(units_in_force().values_list("code", flat=True)) if placed else None
    ranks = set(PackText.objects.filter(section="ranks").values_list("key", flat=True))
    if known is not None:
        ranks.add(known.rank)
    doubles = _doubles(entries, known)
    today = timezone.localdate()
    found = []
    for place, entry in enumerate(entries):
        faults = [*_of_words(entry, ranks), *_of_nip(entry, today), *_of_days(entry, today)]
        if units is not None and entry.unit_code not in units:
            faults.append(("unit_code", _("Unit ini tidak ada, atau sudah berakhir.")))
        if place in doubles:
            faults.append(("nip", doubles[place]))
        found += [EntryFault(place, field, message) for field, message in faults]
    return found


def _of_words(entry: PersonEntry, ranks: set[str]) -> Iterator[tuple[str, str]]:
    if not entry.name.strip():
        yield "name", _("Tulis namanya.")
    for field, most in LONGEST.items():
        if len(getattr(entry, field)) > most:
            yield field, _("Terlalu panjang: paling banyak %(most)d huruf.") % {"most": most}
    if entry.kind not in _KINDS:
        yield "kind", _("Pilih jenis kepegawaian dari daftar.")
    if entry.sex not in _SEXES:
        yield "sex", _("Pilih jenis kelamin dari daftar.")
    if entry.rank and entry.rank not in ranks:
        yield "rank", _("Pangkat ini tidak ada dalam daftar.")


def _of_nip(entry: PersonEntry, today: dt.date) -> Iterator[tuple[str, str]]:
    if not entry.nip:
        return
    if words := fault_words(entry.nip, today):
        yield "nip", words
    elif entry.kind not in ASN:
        yield "nip", _("Hanya PNS dan PPPK yang punya NIP. Kosongkan, atau ganti jenisnya.")


def _of_days(entry: PersonEntry, today: dt.date) -> Iterator[tuple[str, str]]:
    if entry.first and not EARLIEST <= entry.first <= today + FURTHEST:
        yield "first", _("Tanggal ini terlalu jauh. Periksa tahunnya.")
    if entry.trained_on and not EARLIEST <= entry.trained_on <= today:
        yield "trained_on", _("Hari pelatihan tidak boleh di masa depan.")


def _doubles(entries: Sequence[PersonEntry], known: Person | None) -> dict[int, str]:
    """Say for each entry, by its place, whose number it repeats."""
    references = {place: nip_reference(one.nip) for place, one in enumerate(entries) if one.nip}
    taken = _taken(list(set(references.values())), known)
    found, first_at = {}, dict[bytes, int]()
    for place, reference in references.items():
        if reference in taken:
            found[place] = _("NIP ini sudah tercatat atas nama %(name)s.") % {
                "name": taken[reference]
            }
        elif reference in first_at:
            found[place] = _("NIP ini sama dengan NIP %(name)s dalam daftar yang sama.") % {
                "name": entries[first_at[reference]].name
            }
        first_at.setdefault(reference, place)
    return found


def _taken(references: Sequence[bytes], known: Person | None) -> dict[bytes, str]:
    found: dict[bytes, str] = {}
    for start in range(0, len(references), _BATCH):
        people = Person.objects.filter(nip_index__in=references[start : start + _BATCH])
        if known is not None:
            people = people.exclude(pk=known.pk)
        found |= {bytes(index): name for index, name in people.values_list("nip_index", "name")}
    return found
