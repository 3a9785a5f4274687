"""The pages of keys: made once, watched, revoked."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from ruangaman.api.models import Key
from ruangaman.api.tests.test_keys import ask
from ruangaman.oversight.models import Partner
from tests.clients import StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_key_is_made_shown_once_used_and_revoked(world: World) -> None:
    dewi = world.sign_in(StaffClient(), "dewi")
    partner = Partner.objects.create(name="Mitra Satu")
    far = timezone.localdate() + dt.timedelta(days=400)
    given = {"mitra": partner.pk, "program": "Dasbor", "bagian": ["units"], "sampai": far}
    refused = dewi.post("/api/kunci/baru/", given)
    assert refused.status_code == 422
    assert "Dasbor" in refused.content.decode()
    given["sampai"] = timezone.localdate() + dt.timedelta(days=90)
    page = dewi.post("/api/kunci/baru/", given).content.decode()
    (secret,) = re.findall(r"ruangaman_[-\w]{43}", page)
    key = Key.objects.get()
    assert (ask(secret, "units").status_code, ask(secret, "finder").status_code) == (200, 403)
    shown = dewi.get(f"/api/kunci/{key.pk}/").content.decode()
    assert secret not in shown
    assert "units" in shown
    assert "Dasbor" in dewi.get("/api/kunci/").content.decode()
    assert dewi.post(f"/api/kunci/{key.pk}/cabut/").status_code == 302
    assert ask(secret, "units").status_code == 401
    assert "dicabut" in dewi.get("/api/kunci/").content.decode()


def test_what_can_be_asked_is_told_to_everybody() -> None:
    page = StaffClient().get("/en/api/").content.decode()
    assert "/api/v1/indicators/{code}" in page
    assert StaffClient().get("/api/v1/openapi.json").json()["openapi"].startswith("3.")
