"""What the OpenAPI document promises is what the server does: schemathesis asks it in earnest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import negative_data_rejection, positive_data_acceptance

from ruangaman.api.services import calls
from ruangaman.api.tests.test_keys import made
from tests.clients import StaffClient, in_force
from tests.contracts.permission_api import KEYED
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]
EXAMPLES = 8
_UNSURE = [negative_data_rejection]
"""It also counts what is lost on the way to the server; wrong parameters are tested by name."""


application = cache(get_wsgi_application)


def staff(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    """Answer as the staff surface's own process."""
    with in_force(StaffClient.surface):
        answer: Iterable[bytes] = application()(environ, start)
        return answer


@pytest.fixture
def document() -> Iterator[Any]:
    """The document; meanwhile the end of a request does not close the test's own connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", staff)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_every_address_is_in_the_document(document: Any) -> None:
    described = {one.ok().definition.raw["operationId"] for one in document.get_all_operations()}
    assert described == {name.removeprefix("v1:") for name in KEYED}


@pytest.mark.parametrize("name", sorted(KEYED))
def test_an_endpoint_does_what_is_promised(
    world: World, document: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status, type and shape of every answer; right and wrong parameters; without the key, 401."""
    monkeypatch.setattr(calls, "PER_MINUTE", 1_000_000)
    _, secret = made(world)
    operation = document.find_operation_by_id(name.removeprefix("v1:"))
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def promised(case: Any) -> None:
            bearer = {"Authorization": f"Bearer {secret}"}
            unsure = [*_UNSURE, positive_data_acceptance] if _turned(case) else _UNSURE
            case.call_and_validate(headers=bearer, excluded_checks=unsure)

        promised()


def _turned(case: Any) -> bool:
    """Say whether the last month comes before the first: no schema can forbid that."""
    given = case.query or {}
    since, until = (str(given.get(name) or "") for name in ("since", "until"))
    return bool(since and until and since > until)
