"""The register of policy: documents of a unit, or of the province for all units."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Document(models.Model):
    """A document of policy (dokumen kebijakan) in one version.

    ``unit_code`` is empty for the province's own, which units inherit until they have one of that
    kind in force. ``series`` is shared by all versions of a document. ``fields`` are the blanks of
    a template as somebody completed them, ``template`` and ``digest`` the words they belong to.
    ``owner`` is a position, not a person ("Sekretaris"). ``revision`` grows with every change, so
    that the second of two editors is told.
    """

    class Kind(models.TextChoices):
        """What it is."""

        CIRCULAR = "circular", _("Surat edaran")
        CODE = "code", _("Kode perilaku")
        SOP = "sop", _("SOP")
        PACT = "pact", _("Pakta integritas")
        CLAUSE = "clause", _("Klausul kontrak")
        POSTER = "poster", _("Penempatan poster")
        SCRIPT = "script", _("Naskah admin SP4N-LAPOR!")
        OTHER = "other", _("Lainnya")

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("Draf")
        IN_FORCE = "in_force", _("Berlaku")
        REPLACED = "replaced", _("Diganti")
        ENDED = "ended", _("Tidak berlaku")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    series = models.UUIDField(default=uuid.uuid4, db_index=True)
    version = models.PositiveSmallIntegerField(default=1)
    unit_code = models.SlugField(max_length=100, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=100, blank=True)
    dated = models.DateField(null=True)
    in_force_from = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    owner = models.CharField(max_length=120, blank=True)
    places = models.PositiveSmallIntegerField(null=True)
    template = models.SlugField(max_length=80, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    fields = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        """One version of a series is in force; a version number is given once."""

        constraints = [
            models.UniqueConstraint(
                fields=["series"], condition=models.Q(state="in_force"), name="one_version_in_force"
            ),
            models.UniqueConstraint(fields=["series", "version"], name="one_document_version"),
        ]
        indexes = [models.Index(fields=["unit_code", "kind", "state"], name="policy_unit_kind")]


class Evidence(models.Model):
    """A file that shows that something is so (bukti): a scan, a photo, a signed list.

    Sealed; ``about`` and ``subject`` say what it belongs to: a document, an answer of a
    self-assessment, an action. ``added_name`` is what whoever added it was called then: it stays
    when the account is renamed or gone.
    """

    class About(models.TextChoices):
        """What it belongs to."""

        DOCUMENT = "document", _("Dokumen")
        ANSWER = "answer", _("Penilaian mandiri")
        ACTION = "action", _("Rencana aksi")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about = models.CharField(max_length=8, choices=About.choices)
    subject = models.UUIDField()
    unit_code = models.SlugField(max_length=100, blank=True)
    what = models.CharField(max_length=120, blank=True)
    media = models.CharField(max_length=30)
    size = models.PositiveIntegerField()
    sha256 = models.BinaryField(max_length=32)
    blob = models.CharField(max_length=120)
    sealed = models.BinaryField(max_length=256)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added_name = models.CharField(max_length=200, blank=True)

    class Meta:
        """Found by what it belongs to."""

        indexes = [models.Index(fields=["about", "subject"], name="policy_evidence_of")]
