"""The list of all pages and all parts of the API."""

from __future__ import annotations

from quietmuscle.web.endpoints import attachments
from quietmuscle.web.endpoints import days
from quietmuscle.web.endpoints import episodes
from quietmuscle.web.endpoints import medicines
from quietmuscle.web.endpoints import person
from quietmuscle.web.endpoints import settings
from quietmuscle.web.endpoints import status
from quietmuscle.web.endpoints import today
from quietmuscle.web.pages import about
from quietmuscle.web.pages import care
from quietmuscle.web.pages import episode
from quietmuscle.web.pages import history
from quietmuscle.web.pages import medicines as medicine_pages
from quietmuscle.web.pages import more
from quietmuscle.web.pages import settings as settings_page

ENDPOINTS = (
    attachments.router,
    days.router,
    episodes.router,
    medicines.router,
    person.router,
    settings.router,
    status.router,
    today.router,
)
PAGES = (
    about.router,
    care.router,
    episode.router,
    history.router,
    medicine_pages.router,
    more.router,
    settings_page.router,
)
