"""The list of all pages and all parts of the API."""

from __future__ import annotations

from quietmuscle.web.endpoints import attachments
from quietmuscle.web.endpoints import days
from quietmuscle.web.endpoints import episodes
from quietmuscle.web.endpoints import status
from quietmuscle.web.endpoints import today
from quietmuscle.web.pages import more

ENDPOINTS = (attachments.router, days.router, episodes.router, status.router, today.router)
PAGES = (more.router,)
