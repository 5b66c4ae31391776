"""The list of all pages and all parts of the API."""

from __future__ import annotations

from quietmuscle.web.endpoints import attachments
from quietmuscle.web.endpoints import backups
from quietmuscle.web.endpoints import care as care_endpoints
from quietmuscle.web.endpoints import data
from quietmuscle.web.endpoints import days
from quietmuscle.web.endpoints import episodes
from quietmuscle.web.endpoints import facts
from quietmuscle.web.endpoints import health
from quietmuscle.web.endpoints import kinds
from quietmuscle.web.endpoints import labs
from quietmuscle.web.endpoints import measurement_trace
from quietmuscle.web.endpoints import measurements
from quietmuscle.web.endpoints import medicine_review
from quietmuscle.web.endpoints import medicines
from quietmuscle.web.endpoints import person
from quietmuscle.web.endpoints import phones
from quietmuscle.web.endpoints import report
from quietmuscle.web.endpoints import session_uses
from quietmuscle.web.endpoints import settings
from quietmuscle.web.endpoints import status
from quietmuscle.web.endpoints import today
from quietmuscle.web.endpoints import trends
from quietmuscle.web.endpoints import trials
from quietmuscle.web.endpoints import uploads
from quietmuscle.web.pages import about
from quietmuscle.web.pages import care
from quietmuscle.web.pages import care_check
from quietmuscle.web.pages import care_checks
from quietmuscle.web.pages import care_watch
from quietmuscle.web.pages import data as data_page
from quietmuscle.web.pages import day as day_page
from quietmuscle.web.pages import earlier
from quietmuscle.web.pages import episode
from quietmuscle.web.pages import health as health_page
from quietmuscle.web.pages import helps
from quietmuscle.web.pages import history
from quietmuscle.web.pages import ideas as ideas_page
from quietmuscle.web.pages import kind
from quietmuscle.web.pages import labs as lab_pages
from quietmuscle.web.pages import learn
from quietmuscle.web.pages import measure
from quietmuscle.web.pages import measurement_film
from quietmuscle.web.pages import measurement_trace as trace_pages
from quietmuscle.web.pages import measurements as measurement_pages
from quietmuscle.web.pages import measurements_held
from quietmuscle.web.pages import medicine_review as medicine_review_pages
from quietmuscle.web.pages import medicines as medicine_pages
from quietmuscle.web.pages import more
from quietmuscle.web.pages import offline
from quietmuscle.web.pages import pair
from quietmuscle.web.pages import phone
from quietmuscle.web.pages import report as report_page
from quietmuscle.web.pages import session
from quietmuscle.web.pages import settings as settings_page
from quietmuscle.web.pages import today as today_page
from quietmuscle.web.pages import trends as trends_page
from quietmuscle.web.pages import trial as trial_page
from quietmuscle.web.pages import trials as trial_pages
from quietmuscle.web.pages import twitch
from quietmuscle.web.pages import waiting
from quietmuscle.web.pages import welcome
from quietmuscle.web.pages import why

ENDPOINTS = (
    attachments.router,
    backups.router,
    care_endpoints.router,
    data.router,
    days.router,
    episodes.router,
    facts.router,
    health.router,
    kinds.router,
    labs.router,
    uploads.router,
    measurements.router,
    measurement_trace.router,
    medicine_review.router,
    medicines.router,
    person.router,
    phones.router,
    report.router,
    session_uses.router,
    settings.router,
    status.router,
    today.router,
    trends.router,
    trials.router,
)
PAGES = (
    about.router,
    care.router,
    care_check.router,
    care_checks.router,
    care_watch.router,
    data_page.router,
    day_page.router,
    earlier.router,
    episode.router,
    health_page.router,
    helps.router,
    history.router,
    kind.router,
    lab_pages.router,
    learn.router,
    why.router,
    measurements_held.router,
    measure.router,  # before the pages of single measurements, whose addresses take any last word
    measurement_film.router,
    trace_pages.router,
    measurement_pages.router,
    medicine_review_pages.router,  # before the next, whose addresses take any last word
    medicine_pages.router,
    more.router,
    offline.router,
    pair.router,
    phone.router,
    report_page.router,
    session.router,
    settings_page.router,
    today_page.router,
    trends_page.router,
    ideas_page.router,
    trial_pages.router,  # before the page of one, whose address takes any word
    trial_page.router,
    twitch.router,
    waiting.router,
    welcome.router,
)
