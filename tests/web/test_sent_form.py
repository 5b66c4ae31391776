"""Forms with more fields than a page has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient


@pytest.mark.parametrize(("address", "most"), [("/care/check/1", 500), ("/kind", 200)])
def test_too_many_fields_are_refused_in_words(client: TestClient, address: str, most: int) -> None:
    client.get("/care/check")
    assert client.post(address, content="&".join(["a=b"] * most)).status_code in {200, 422}
    answer = client.post(address, content="&".join(["a=b"] * (most + 1)))
    assert answer.status_code == 400
    assert "What was sent could not be read. Nothing was changed." in answer.text
