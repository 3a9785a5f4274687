"""The headings of a list of participants, in Indonesian and English."""

from __future__ import annotations

from ruangaman.lib.table import Heading, Kind

NAME = Heading(
    "name",
    ("nama", "nama lengkap", "nama peserta", "nama pegawai", "nama dan gelar",
     "nama lengkap gelar",
     "nama fokal point", "name", "full name", "participant", "participant name",
     "name of participant"),
    required=True,
)  # fmt: skip
UNIT = Heading(
    "unit",
    ("unit", "unit kerja", "nama unit", "instansi", "asal instansi", "nama instansi", "opd",
     "nama opd", "asal opd", "perangkat daerah", "nama perangkat daerah", "skpd", "satuan kerja",
     "satker", "lembaga", "kantor", "organisasi", "organisation", "organization", "institution",
     "agency", "office", "work unit", "department"),
    required=True,
)  # fmt: skip
NIP = Heading(
    "nip",
    ("nip", "nip baru", "nomor induk pegawai", "no induk pegawai", "nip ni pppk", "ni pppk",
     "nipppk", "nippk", "civil servant number", "employee number", "staff number"),
    kind=Kind.DIGITS,
)  # fmt: skip
POSITION = Heading(
    "position", ("jabatan", "nama jabatan", "posisi", "position", "job title", "title", "function")
)
RANK = Heading(
    "rank",
    ("pangkat", "golongan", "gol", "gol ruang", "golongan ruang", "pangkat golongan",
     "pangkat gol", "pangkat gol ruang", "pangkat golongan ruang", "rank", "grade"),
)  # fmt: skip
SEX = Heading("sex", ("jenis kelamin", "jk", "j k", "kelamin", "l p", "gender", "sex", "m f", "lp"))
KIND = Heading(
    "kind",
    ("jenis kepegawaian", "status kepegawaian", "status pegawai", "jenis pegawai", "kepegawaian",
     "status asn", "status", "employment", "employment type", "employment status",
     "type of employment"),
)  # fmt: skip
PHONE = Heading(
    "phone",
    ("hp", "no hp", "nomor hp", "no hp wa", "no wa", "nomor wa", "wa", "whatsapp", "no whatsapp",
     "nomor whatsapp", "handphone", "no handphone", "telepon", "no telepon", "nomor telepon",
     "telp", "no telp", "kontak", "phone", "phone number", "mobile", "mobile number",
     "mobile phone"),
    kind=Kind.DIGITS,
)  # fmt: skip
EMAIL = Heading(
    "email", ("email", "e mail", "alamat email", "surel", "pos el", "email address", "mail")
)
TRAINED = Heading(
    "trained_on",
    ("tanggal pelatihan", "tgl pelatihan", "tanggal kegiatan", "waktu pelatihan", "hari pelatihan",
     "pelatihan", "tanggal ikut", "training date", "date of training", "trained on", "training"),
    kind=Kind.DAYS,
)  # fmt: skip
REMARK = Heading("remark", ("keterangan", "ket", "catatan", "remark", "remarks", "note", "notes"))

HEADINGS = (NAME, NIP, UNIT, POSITION, RANK, SEX, KIND, PHONE, EMAIL, TRAINED, REMARK)
