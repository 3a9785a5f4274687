"""What pages say about numbers of civil servants that cannot be right, or may not be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ruangaman.lib import nip
from ruangaman.lib.nip import Doubt, Fault

_FAULTS: Mapping[Fault, Any] = {
    Fault.SIGNS: _("NIP hanya berisi angka."),
    Fault.LENGTH: _("NIP harus 18 angka."),
    Fault.BIRTH: _("Delapan angka pertama NIP bukan tanggal lahir yang mungkin."),
    Fault.MONTH: _("Angka ke-13 dan ke-14 NIP bukan bulan, dan bukan kode PPPK."),
    Fault.AGE: _("Menurut NIP ini, ia belum 18 tahun waktu diangkat."),
    Fault.SEX: _("Angka ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan)."),
}
_DOUBTS: Mapping[Doubt, Any] = {
    Doubt.NOT_PNS: _("NIP ini tampak seperti nomor PPPK, bukan PNS."),
    Doubt.NOT_PPPK: _("NIP ini tampak seperti nomor PNS, bukan PPPK."),
    Doubt.OTHER_SEX: _("Jenis kelamin dalam NIP berbeda dari yang dipilih."),
    Doubt.LATER: _("Menurut NIP ini, ia baru diangkat di kemudian hari."),
}


def fault_words(digits: str, today: dt.date) -> str:
    """Say why this cannot be a number; nothing where it can."""
    return " ".join(str(_FAULTS[one]) for one in nip.faults(digits, today))


def fault_word(fault: str) -> str:
    """Say one fault, by its word."""
    return str(_FAULTS[Fault(fault)])


def doubt_word(doubt: str) -> str:
    """Say one doubt, by its word."""
    return str(_DOUBTS[Doubt(doubt)])


def doubt_words(digits: str, *, kind: str, sex: str, today: dt.date) -> list[str]:
    """Say what is worth a second look at a number without faults."""
    return [str(_DOUBTS[one]) for one in nip.doubts(digits, kind=kind, sex=sex, today=today)]
