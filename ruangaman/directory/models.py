"""Where help is: hotlines and services."""

from __future__ import annotations

from django.db import models


class Hotline(models.Model):
    """A public number of help (saluran bantuan), national and sourced."""

    code = models.SlugField(max_length=60, primary_key=True)
    position = models.PositiveSmallIntegerField()
    label_id = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    kind = models.SlugField(max_length=20)
    display = models.CharField(max_length=40)
    dial = models.CharField(max_length=40)
    hours = models.CharField(max_length=120, blank=True)
    note_id = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=3, blank=True)
    verified_by = models.CharField(max_length=200, blank=True)
    verified_on = models.DateField(null=True)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        """Return the number as people write it."""
        return self.display


class Service(models.Model):
    """A service people can be referred to (layanan rujukan). Never a shelter's address.

    ``needs`` are keys of needs (``aman``, ``dokter``, ...); ``regions`` are region codes or
    ``["*"]``; ``languages`` are codes, empty where not known. ``contact`` is a hotline's code
    for the kinds ``hotline`` and ``via``, an office address for ``address``, else empty.
    """

    code = models.SlugField(max_length=100, primary_key=True)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    needs = models.JSONField(default=list)
    level = models.SlugField(max_length=20)
    regions = models.JSONField(default=list)
    what_id = models.TextField()
    what_en = models.TextField()
    cost = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    languages = models.JSONField(default=list)
    disability_access = models.CharField(max_length=200, blank=True)
    men = models.CharField(max_length=20, blank=True)
    children = models.CharField(max_length=20, blank=True)
    must_report = models.CharField(max_length=20, blank=True)
    contact_kind = models.CharField(max_length=20, blank=True)
    contact = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=3, blank=True)
    verified_by = models.CharField(max_length=200, blank=True)
    verified_on = models.DateField(null=True)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        """Return the name."""
        return self.name
