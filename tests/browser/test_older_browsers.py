"""What older browsers lack is not needed."""

from __future__ import annotations

from steps import newest
from steps import on_body
from steps import until


def test_the_address_names_the_entry_also_where_the_browser_cannot_count_its_parts(server, visit):
    page = visit(f"{server.address}/care")
    page.add_init_script("delete URLSearchParams.prototype.size;")  # Safari before 17
    page.goto(f"{server.address}/twitch")
    on_body(page, "hand.right").tap()
    entry = until(lambda: newest(server)["id"])
    page.wait_for_url(f"**/twitch?id={entry}")
    page.reload()
    page.locator("#details").wait_for()
