from __future__ import annotations

from pathlib import Path

from quietmuscle.web import endpoints
from quietmuscle.web import pages
from quietmuscle.web.routers import ENDPOINTS
from quietmuscle.web.routers import PAGES


def modules(package: object) -> set[str]:
    folder = Path(str(package.__file__)).parent
    return {
        path.stem for path in folder.glob("*.py") if "router = Part(" in path.read_text("utf-8")
    }


def test_no_page_and_no_part_of_the_api_is_forgotten():
    assert len(ENDPOINTS) == len(set(map(id, ENDPOINTS))) == len(modules(endpoints))
    assert len(PAGES) == len(set(map(id, PAGES))) == len(modules(pages))
