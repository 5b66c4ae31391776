"""The first screens speak the language that the browser asks for, until another is chosen."""

from __future__ import annotations

from steps import until


def test_the_welcome_begins_in_the_language_of_the_browser(server, chromium):
    server.send("PUT", "/api/settings", {"introduced": False})
    context = chromium.new_context(locale="de-DE")
    page = context.new_page()
    page.goto(f"{server.address}/welcome")
    page.locator("html[lang=de]").wait_for()
    assert page.get_by_label("Sprache").input_value() == "de"
    page.get_by_label("Sprache").select_option("en")
    page.locator("html[lang=en]").wait_for()
    page.reload()
    assert page.get_by_label("Language").input_value() == "en"
    until(lambda: server.get("/api/settings")["language"] == "en")
    context.close()
