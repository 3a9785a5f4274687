"""The certificate of a training, as the coordinator types it."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from ruangaman.network.forms.decree_fields import Line, Versioned
from ruangaman.network.forms.people import AnyDay


class CertificateDay(AnyDay):
    """The last day of a certificate: some years ahead."""

    ahead = dt.timedelta(days=10 * 366)


class CertificateForm(Versioned):
    """What the certificate of a training says."""

    nomor = Line(_("Nomor sertifikat"), 120)
    sampai = CertificateDay(
        _("Berlaku sampai"),
        None,
        required=False,
        help_text=_("Kosongkan keduanya bila sertifikat ini dicatat karena keliru."),
    )
