"""Why an indicator has no value: a word that is kept, and the sentence that pages show."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Why(models.TextChoices):
    """A reason, for the province or for one unit."""

    ONLY_RELEASED = (
        "only_released",
        _("Hanya ada dalam rilis per semester yang lolos pengamanan angka kecil."),
    )
    NOT_RECORDED = (
        "not_recorded",
        _("Tidak tercatat: bulan itu belum dihitung di sistem ini, atau sistem sedang mati."),
    )
    NOT_COMPUTED = "not_computed", _("Sistem ini belum dapat menghitung indikator ini.")
    NO_UNITS = "no_units", _("Belum ada unit pada bulan itu.")
    NO_STAFF = "no_staff", _("Jumlah pegawai belum diisi.")
    NO_FOCAL_POINTS = "no_focal_points", _("Belum ada fokal point dengan SK yang berlaku.")
    NO_SEX = "no_sex", _("Jenis kelamin fokal point tidak dicatat; mengisinya memang tidak wajib.")
    NO_REFILL = "no_refill", _("Dalam tiga bulan itu tidak ada kekosongan yang terisi kembali.")
    NO_COURSE = "no_course", _("Dalam 12 bulan itu belum ada tes pelatihan yang selesai.")
    NO_LATER_TEST = "no_later_test", _("Belum ada tes lanjutan tiga bulan yang selesai.")
    FEW = "few", _("Orangnya terlalu sedikit untuk menunjukkan angka.")
    NO_SURVEY = "no_survey", _("Belum ada survei seperti ini yang ditutup.")
    OLD_SURVEY = "old_survey", _("Survei terakhir sudah terlalu lama.")
    NO_ASSESSMENT = (
        "no_assessment",
        _("Belum ada penilaian mandiri yang diverifikasi dalam 12 bulan."),
    )
    NO_SAMPLE = "no_sample", _("Biro PBJ belum menyampaikan hasil pemeriksaan contoh kontrak.")
    NO_SERVICES = "no_services", _("Belum ada layanan rujukan yang dicatat.")
    NO_SESSIONS = "no_sessions", _("Dalam 12 bulan itu belum ada sesi supervisi.")
    NO_LIMIT = (
        "no_limit",
        _("Batas untuk menghitungnya belum dimuat. Administrator memuat ulang paket data."),
    )
    NOT_THERE = "not_there", _("Unit ini tidak ada pada hari terakhir bulan itu.")


def said(why: str) -> str:
    """Return the sentence of a reason in the language of the page; empty for no reason."""
    return str(Why(why).label) if why in Why.values else ""
