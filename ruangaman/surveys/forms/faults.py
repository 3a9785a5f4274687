"""What is wrong with a question, in sentences for whoever writes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ruangaman.lib.details import Detail
from ruangaman.lib.questionnaire import DefinitionFault

SENTENCES: Mapping[str, Promise] = {
    "wrong-type": _("Isinya tidak dapat dibaca. Isi lagi."),
    "unknown-field": _("Isinya tidak dapat dibaca. Isi lagi."),
    "missing-value": _("Ini tidak boleh kosong."),
    "missing-translation": _("Tulis juga terjemahannya: survei tampil dalam dua bahasa."),
    "too-long": _("Terlalu panjang: %(value)s huruf, paling banyak %(limit)s."),
    "control-character": _("Ada huruf yang tidak tampak. Ketik ulang kalimat ini."),
    "bad-key": _("Isinya tidak dapat dibaca. Isi lagi."),
    "unknown-choice": _("Pilih salah satu dari daftar."),
    "duplicate": _("Ini sudah ada: %(value)s."),
    "too-few": _("Baru ada %(value)s; paling sedikit %(limit)s."),
    "too-many": _("Ada %(value)s; paling banyak %(limit)s."),
    "bad-number": _("Tulis angka yang boleh."),
    "too-long-survey": _("Menjawabnya perlu %(value)s menit; paling lama %(limit)s menit."),
    "minutes": _("Lama menjawab berubah. Simpan sekali lagi."),
    "no-warning": _("Ada pertanyaan tentang kejadian. Tulis dulu halaman peringatannya."),
    "no-anchor": _("Pertanyaan dua kalimat memerlukan satu pertanyaan jangkar."),
    "half": _("Angka ini terlalu dekat dengan setengah; tidak ada yang bisa dihitung darinya."),
    "own-birthday": _("Jangan hari lahir penjawab sendiri: NIP menunjukkannya."),
    "free-text": _("Survei tidak memakai jawaban tulisan."),
}
"""By the codes of ``lib.questionnaire``."""

DETAILS: Mapping[Detail, Promise] = {
    Detail.EMAIL: _("Ada alamat surel. Hapus dulu: survei tidak memuat alamat."),
    Detail.CASE: _("Ada yang tampak seperti nomor kasus. Hapus dulu."),
    Detail.NUMBER: _("Ada nomor panjang seperti NIK atau NIP. Hapus dulu."),
    Detail.PHONE: _(
        "Ada nomor telepon. Hapus dulu: nomor bantuan tampil sendiri di setiap halaman."
    ),
}


def sentence(fault: DefinitionFault) -> str:
    """Return the sentence of a fault."""
    return str(SENTENCES[fault.code]) % {"value": fault.value, "limit": fault.limit}


def faults_noted(
    form: forms.Form, faults: Iterable[DefinitionFault], fields: Mapping[tuple[str | int, ...], str]
) -> None:
    """Add faults to the fields of a form; those of no field to the form."""
    for fault in faults:
        name = fields.get(fault.place)
        if name and name in form.errors:
            continue
        form.add_error(name if name in form.fields else None, sentence(fault))
