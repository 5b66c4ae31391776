"""One's own data: out, in, kept, and gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from full_diary import fill
from steps import episodes
from steps import until

if TYPE_CHECKING:
    from playwright.sync_api import Page


def exported(page: Page) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name="Export everything").tap()
    assert download.value.suggested_filename.startswith("quietmuscle-")
    return Path(download.value.path())


def import_file(page: Page, path: Path) -> None:
    page.get_by_label("Exported file").set_input_files(path)
    page.get_by_role("button", name="Import this file").tap()


def test_export_wipe_and_import_give_the_same_diary_bit_for_bit(server, visit):
    fill(server)
    entries = len(episodes(server))
    page = visit(f"{server.address}/data")
    before = exported(page).read_bytes()
    page.get_by_role("link", name="Delete everything").tap()
    gone = page.get_by_role("button", name="Delete everything for good")
    assert gone.is_disabled()
    kept = exported(page)
    page.get_by_label("I want everything to be gone for good").check()
    gone.tap()
    page.get_by_text("Everything is gone. Your diary is empty.").wait_for()
    assert episodes(server) == []
    page.get_by_role("link", name="Bring an exported file in").tap()
    import_file(page, kept)
    page.get_by_text("Added: ").wait_for()
    assert len(episodes(server)) == entries
    assert exported(page).read_bytes() == before
    import_file(page, kept)
    page.get_by_text("Added: 0.").wait_for()
    assert len(episodes(server)) == entries


def test_a_file_that_is_no_export_changes_nothing(server, visit, tmp_path: Path):
    other = tmp_path / "holiday.zip"
    other.write_bytes(b"PK but no archive")
    page = visit(f"{server.address}/data")
    import_file(page, other)
    outcome = page.locator(".outcome")
    until(lambda: outcome.inner_text() not in {"", "Reading the file …"})
    assert "Added" not in outcome.inner_text()
    assert episodes(server) == []


def test_what_waits_on_the_device_is_wiped_too(far_server, visit):
    page = visit(f"{far_server.address}/data/wipe")
    page.evaluate(
        """async () => {
        const app = document.querySelector("[src*='/app.js']").src;
        const outbox = await import(app.replace("app.js", "outbox.js"));
        await outbox.keep(outbox.prepare({ entry: "x", method: "PUT", path: "/nowhere" }));
    }"""
    )
    page.get_by_label("I want everything to be gone for good").check()
    page.get_by_role("button", name="Delete everything for good").tap()
    page.get_by_text("Everything is gone.").wait_for()
    left = page.evaluate(
        """async () => {
        const app = document.querySelector("[src*='/app.js']").src;
        return (await (await import(app.replace("app.js", "outbox.js"))).changes()).length;
    }"""
    )
    assert left == 0


def test_a_backup_is_made_and_gone_back_to_by_keyboard(server, visit):
    entry = "/api/episodes/01990000-0000-7000-8000-000000000001"
    server.send("PUT", entry, {"sites": ["calf.left"], "note": "before"})
    page = visit(f"{server.address}/data/backups", width=1280, height=800)
    page.get_by_role("button", name="Make a backup now").press("Enter")
    page.get_by_text("A backup was made.").wait_for()
    server.send("PUT", entry, {"sites": ["calf.left"], "note": "after"})
    page.locator("summary").first.press("Enter")
    page.get_by_text("Your diary will be as it was on").wait_for()
    page.get_by_role("button", name="Yes, go back").press("Enter")
    page.get_by_text("Your diary is as it was then.").wait_for()
    assert server.get(entry)["note"] == "before"
    assert page.locator(".backups li").count() == 2


def test_tables_for_a_spreadsheet_are_downloads(server, visit):
    fill(server)
    page = visit(f"{server.address}/data")
    for name in ("Entries as CSV", "Days as CSV"):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).tap()
        assert download.value.suggested_filename.endswith(".csv")
        assert Path(download.value.path()).stat().st_size > 500
