"""The list of all pages and all parts of the API."""

from __future__ import annotations

from quietmuscle.web.pages import more

ENDPOINTS = ()
PAGES = (more.router,)
