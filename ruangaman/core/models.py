"""Values of law and practice, audit events, and what this installation is."""

from __future__ import annotations

from django.db import models


class Instance(models.Model):
    """The installation itself: one row. ``demo`` keeps invented and real people apart.

    ``secret_mark`` is a keyed hash by which ``check`` sees that the secret outside the database
    is still the one everything was sealed with; it gives nothing away about it.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    demo = models.BooleanField(default=False)
    secret_mark = models.BinaryField(max_length=16, default=bytes)


class PackLoad(models.Model):
    """Which pack was loaded last, by the SHA-256 of its files."""

    name = models.CharField(max_length=50, primary_key=True)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)


class JobRun(models.Model):
    """When a job of the worker process was last tried, and when it last succeeded.

    The worker itself is the job ``worker``: it succeeds once a minute while it runs.
    """

    name = models.SlugField(max_length=40, primary_key=True)
    tried_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)


class RuleValue(models.Model):
    """A value that comes from a law or a practice (nilai aturan), with its history.

    A changed value gets a new row; the old one keeps its ``valid_to``. ``mark`` is how well the
    source is known: S (found and read), K-h, K-m, K-l (general knowledge), D (a design choice).
    ``value`` is empty only for the unit ``no_limit``. ``valid_to`` is the last day on which the
    value holds.
    """

    key = models.SlugField(max_length=80)
    label_id = models.CharField(max_length=300)
    label_en = models.CharField(max_length=300)
    value = models.PositiveIntegerField(null=True)
    value_max = models.PositiveIntegerField(null=True)
    unit = models.CharField(max_length=20)
    clock = models.CharField(max_length=10)
    source = models.CharField(max_length=300)
    mark = models.CharField(max_length=3)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    verified_by = models.CharField(max_length=200, blank=True)
    verified_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """At most one value of a rule is in force."""

        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(valid_to=None), name="one_value_in_force"
            )
        ]

    def __str__(self) -> str:
        """Return the rule's key."""
        return self.key


class PackText(models.Model):
    """A text of the pack shown to people (rights, needs, notes), as JSON per section."""

    section = models.SlugField(max_length=40)
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    body = models.JSONField()

    class Meta:
        """Texts are read section by section, in order."""

        ordering = ["section", "position"]
        constraints = [models.UniqueConstraint(fields=["section", "key"], name="one_pack_text")]


class AuditEvent(models.Model):
    """A staff action, append-only and chained by hash. Never holds content or a case number.

    ``subject`` is a keyed reference (``lib.chain.keyed_reference``) to the object acted on.
    """

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    action = models.SlugField(max_length=60)
    subject = models.BinaryField(max_length=16, default=bytes)
    detail = models.JSONField(default=dict)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)


class AuditHead(models.Model):
    """The chain's last link, signed with a key outside the database: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.BinaryField(max_length=32)
    signature = models.BinaryField(max_length=64)


class Region(models.Model):
    """A regency or city (kabupaten/kota), by its code of the Ministry of Home Affairs."""

    code = models.CharField(max_length=8, primary_key=True)
    kind = models.SlugField(max_length=20)
    name = models.CharField(max_length=120)
    capital = models.CharField(max_length=120)
    population = models.PositiveIntegerField()
    area_km2 = models.PositiveIntegerField()
    districts = models.PositiveSmallIntegerField()
    villages = models.PositiveSmallIntegerField()
    capital_mark = models.CharField(max_length=3, blank=True)
    source = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=3, blank=True)
    verified_by = models.CharField(max_length=200, blank=True)
    verified_on = models.DateField(null=True)

    def __str__(self) -> str:
        """Return the name."""
        return self.name
