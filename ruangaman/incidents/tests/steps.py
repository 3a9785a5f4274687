"""Incidents as tests report them and go on with them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.utils import timezone

from ruangaman.incidents.models import Incident
from ruangaman.people.tests.steps import text_of
from tests.clients import StaffClient
from tests.world import World


def found(hours: int = 1, **changes: Any) -> dict[str, Any]:
    """Return an incident as somebody types it."""
    at = timezone.localtime() - dt.timedelta(hours=hours)
    return {
        "jenis": "perangkat", "tanggal": str(at.date()), "jam": str(at.hour),
        "terkait": ["needs", "messages"], "cara": "rekan", "catatan": "Tertinggal di bemo.",
        **changes,
    }  # fmt: skip


def hidden(page: Any, path: str = "/insiden/lapor/") -> dict[str, str]:
    text = page.content.decode()
    if path != "/insiden/lapor/":
        text = re.search(rf'action="[^"]*{path}"[^>]*>(.*?)</form>', text, re.S)[1]  # type: ignore[index]
    value = re.search(r'name="butir" value="([^"]+)"', text)
    assert value
    return {"butir": value[1]}


def reported(world: World, name: str = "tono", **changes: Any) -> str:
    client = world.sign_in(StaffClient(), name)
    carried = hidden(client.get("/insiden/lapor/"))
    page = client.post("/insiden/lapor/", {**carried, **found(**changes)})
    assert "Insiden tercatat" in text_of(page)
    client.post("/insiden/lapor/", {**carried, **found(**changes)})
    return Incident.objects.order_by("-due_at").values_list("code", flat=True)[0]


def step(client: Any, code: str, name: str, **fields: Any) -> Any:
    carried = hidden(client.get(f"/insiden/{code}/"), f"/{code}/{name}/")
    return client.post(f"/insiden/{code}/{name}/", {**carried, **fields})
