"""The first screens speak the language that the browser asks for, until another is chosen."""

from __future__ import annotations

from steps import until


def test_the_welcome_begins_in_the_language_of_the_browser(server, visit):
    server.send("PUT", "/api/settings", {"introduced": False})
    page = visit(f"{server.address}/welcome", locale="de-DE")
    page.locator("html[lang=de]").wait_for()
    assert page.get_by_label("Sprache").input_value() == "de"
    page.get_by_label("Sprache").select_option("en")
    page.locator("html[lang=en]").wait_for()
    page.reload()
    assert page.get_by_label("Language").input_value() == "en"
    until(lambda: server.get("/api/settings")["language"] == "en")
