"""Made-up requests to every operation of the API: no fault of ours, no answer out of form."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import cast
from uuid import UUID

import pytest
import schemathesis
from hypothesis import HealthCheck
from hypothesis import Phase
from hypothesis import settings

from quietmuscle.web.app import make_app
from quietmuscle.web.assets import Assets
from quietmuscle.web.house import House

if TYPE_CHECKING:
    from schemathesis import Case
    from schemathesis.schemas import BaseSchema
    from starlette.testclient import TestClient
    from starlette.types import ASGIApp

    from quietmuscle.flow.workspace import Workspace

EXAMPLES = 6
"""Beside some forty of an operation that schemathesis derives: each bound, each field left out."""
HOST = {"host": "localhost"}
KNOWN = UUID("00000000-0000-7000-8000-000000000001")
REFUSED_IN_WORDS = ["2xx", "403", "404", "409", "422"]
"""What a request may get that fits its schema: a schema cannot tell which zone or site exists."""


@schemathesis.serializer("application/zip")
def archive_bytes(_context: object, value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def description() -> BaseSchema:
    """The API as it describes itself; for that, no diary has to be open."""
    house = House(workspace=cast("Workspace", None), assets=Assets(version="0", files={}))
    return schemathesis.openapi.from_asgi("/api", make_app(house), headers=HOST)


schema = description()
schema.config.checks.positive_data_acceptance.expected_statuses = REFUSED_IN_WORDS


@schema.hook
def map_path_parameters(_context: object, path_parameters: dict[str, object]) -> object:
    """Ask half of the time for what is there."""
    for name, value in (path_parameters or {}).items():
        if name.endswith("_id") and is_an_id(value) and str(value)[-1:] in "02468ace":
            path_parameters[name] = str(KNOWN)
    return path_parameters


def is_an_id(text: object) -> bool:
    """Whether a made-up header holds an id in its usual form."""
    try:
        return str(UUID(str(text))) == text
    except ValueError:
        return False


@pytest.fixture
def diary_with_entries(app: ASGIApp, client: TestClient) -> ASGIApp:
    """An app around a diary that holds one entry of each kind."""
    client.put(f"/api/episodes/{KNOWN}", json={"sites": ["calf.left"], "note": "walk"})
    client.put("/api/days/2026-11-20/items/sleep", json={"value": 3})
    medicine = {"name": "Baclofen", "action": "started", "day": "2026-10-01"}
    client.put(f"/api/medicines/{KNOWN}", json=medicine)
    photo = b"\x89PNG\r\n\x1a\n" + b"0" * 100
    assert client.put(f"/api/attachments/{KNOWN}?episode={KNOWN}", content=photo).status_code == 200
    return app


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_keeps_its_word(case: Case, diary_with_entries: ASGIApp, house: House):
    if is_an_id(case.headers.get("Diary-Id")):
        # Any other diary's id is refused, whatever else the request says.
        case.headers["Diary-Id"] = str(house.workspace.diary.preferences.diary_id())
    case.call_and_validate(headers=HOST, app=diary_with_entries)
