"""Passwords: words that everybody here would try first do not count."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ruangaman.people.models import Team

LEAST_LEFT = 8
WORDS = frozenset(
    [
        "ruangaman",
        "ruang",
        "aman",
        "layanan",
        "informasi",
        "nusa",
        "tenggara",
        "timur",
        "ntt",
        "kupang",
        "flores",
        "sumba",
        "timor",
        "alor",
        "rote",
        "sabu",
        "lembata",
        "manggarai",
        "indonesia",
        "provinsi",
        "pemprov",
        "pemerintah",
        "dinas",
        "badan",
        "biro",
        "kantor",
        "inspektorat",
        "sekretariat",
        "uptd",
        "ppa",
        "pseah",
        "sapa",
        "fokal",
        "point",
        "focal",
        "admin",
        "administrator",
        "petugas",
        "pegawai",
        "asn",
        "password",
        "passphrase",
        "sandi",
        "kata",
        "kunci",
        "rahasia",
        "masuk",
        "selamat",
        "datang",
        "lapor",
        "laporan",
        "pesan",
        "kasus",
        "demo",
        "contoh",
        "test",
        "uji",
        "coba",
        "qwerty",
        "asdf",
        "januari",
        "februari",
        "maret",
        "april",
        "mei",
        "juni",
        "juli",
        "agustus",
        "september",
        "oktober",
        "november",
        "desember",
        "merdeka",
        "garuda",
        "pancasila",
        "komodo",
        "sasando",
    ]
)
"""Of the place, the offices, the product, and of the seasons of every office's passwords."""

_NOT_LETTERS = re.compile(r"[^a-z]+")


class OwnWords:
    """Refuses a password that is little more than words of this place."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ``ValidationError`` if fewer than eight signs are left without such words."""
        del user
        left = password.casefold()
        for word in sorted(WORDS | _names(), key=len, reverse=True):
            left = left.replace(word, "")
        if len(re.sub(r"[\W_\d]+", "", left)) < LEAST_LEFT and left != password.casefold():
            raise ValidationError(self.get_help_text(), code="password_own_words")

    def get_help_text(self) -> str:
        """Return the sentence for people."""
        return _("Nama kantor, daerah, dan aplikasi ini mudah ditebak. Pilih kata-kata yang lain.")


def _names() -> set[str]:
    """Return the words of the teams' names: the offices of this installation."""
    names = Team.objects.values_list("name", "short_name", "code")
    words = {word for row in names for name in row for word in _NOT_LETTERS.split(name.casefold())}
    return {word for word in words if len(word) > 2}
