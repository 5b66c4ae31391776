from __future__ import annotations

from html import unescape

from starlette.testclient import TestClient

from quietmuscle.model.settings import Settings
from quietmuscle.model.settings import Theme
from quietmuscle.web.app import make_app


def test_a_phone_is_asked_for_a_name_and_a_code(house) -> None:
    house.workspace.diary.preferences.put_settings(Settings(zone="Asia/Tokyo", theme=Theme.DARK))
    app = make_app(house, frozenset({"quietmuscle.local"}))
    phone = TestClient(app, base_url="https://quietmuscle.local:8766")
    html = unescape(phone.get("/pair").text)
    phone.close()
    assert 'id="code"' in html
    assert 'value="My phone"' in html
    assert 'data-theme="dark"' in html
    assert "Tokyo" not in html
    assert "data-day-start" not in html
    assert "app.js" not in html


def test_on_the_computer_it_leads_to_the_page_with_the_codes(client) -> None:
    answer = client.get("/pair")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/phone"
