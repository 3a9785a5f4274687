"""Records of the work on a case that the desk writes and the mailbox shows, or the other way.

All of them stand in the needs. Her place here is asked later, never on the way to "send".
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PLAN = "plan"
INCIDENT = "incident"
BRIDGE = "fokal_point"
WHO = (
    ("tim", _("Tim kami")),
    (BRIDGE, _("Fokal point")),
    ("layanan", _("Layanan lain")),
    ("penyintas", _("Penyintas sendiri")),
)
"""Who does a step: by role, never by name."""
AGREED = "setuju"
"""What she signs about a step: True, or False where it is not what she wants."""

RISK = "risk"
WITHOUT_YES, WHY = "tanpa_izin", "sebab"
"""That help was called without her yes, in mortal danger, and why: she is told."""

AGE, UNDER_18 = "age", "anak"
"""That a worker learned that she is under 18: she is told, and a child's clock and help count."""
AGE_FROM = (
    ("bilang", _("Ia mengatakannya")),
    ("tulis", _("Ia menulisnya")),
    ("dewasa", _("Orang dewasa yang ia percaya mengatakannya")),
)

PLACE = "place"
PLACE_FIELD = "siapa"
PLACES = (
    ("pegawai", _("Pegawai atau tenaga kerja di kantor")),
    ("magang", _("Magang, PKL, atau relawan")),
    ("pasien", _("Pasien atau keluarganya di rumah sakit")),
    ("murid", _("Murid sekolah")),
    ("warga", _("Warga yang mengurus layanan atau bantuan")),
    ("lain", _("Lainnya")),
)
