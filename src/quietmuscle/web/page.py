"""How a page is made: template, words, and what stands on every page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi.responses import HTMLResponse
from jinja2 import Environment
from jinja2 import FileSystemLoader
from jinja2 import StrictUndefined

from quietmuscle import __version__
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import catalogue
from quietmuscle.base.text import say
from quietmuscle.flow.place import today_of
from quietmuscle.knowledge.facts import status_words
from quietmuscle.knowledge.sites import site_name
from quietmuscle.model.words import words_of
from quietmuscle.web import formats
from quietmuscle.web.house import house_of

if TYPE_CHECKING:
    from fastapi import Request

TEMPLATES_FOLDER = Path(__file__).resolve().parent / "templates"
ZONE_COOKIE = "zone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One of the few places that the app has, always in the same order."""

    name: str
    label: str
    address: str
    icon: str


PLACES = (
    Place(name="today", label=_("Today"), address="/", icon="today"),
    Place(name="measure", label=_("Measure"), address="/measure", icon="measure"),
    Place(name="helps", label=_("What helps"), address="/helps", icon="helps"),
    Place(name="care", label=_("Care"), address="/care", icon="care"),
    Place(name="more", label=_("More"), address="/more", icon="more"),
)


@lru_cache(maxsize=16)
def _environment(language: str) -> Environment:
    """The templates, speaking one language."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    words = catalogue(language)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        words.gettext, words.ngettext, newstyle=True
    )
    environment.globals["say"] = lambda message: say(
        message if isinstance(message, Message) else Message(message), language
    )
    environment.globals["site_name"] = lambda ref: say(site_name(ref), language)
    environment.globals["status_words"] = status_words
    environment.filters["where"] = lambda sites: ", ".join(
        say(site_name(ref), language) for ref in sites
    )
    environment.globals["words_of"] = lambda answer: say(Message(words_of(answer)), language)
    environment.globals["version"] = __version__
    environment.globals["places"] = PLACES
    formats.install(environment, language)
    return environment


def device_zone(request: Request) -> str | None:
    """The zone that the device told us in its cookie, if it is one we know."""
    from quietmuscle.base.errors import ValueNotUnderstoodError
    from quietmuscle.base.zone import read_zone

    name = request.cookies.get(ZONE_COOKIE, "").replace("%2F", "/")
    try:
        return read_zone(name).key if name else None
    except ValueNotUnderstoodError:
        return None


def piece(template: str, language: str, **values: object) -> str:
    """A piece of a page, without what stands on every page."""
    return _environment(language).get_template(template).render(**values)


def page(
    request: Request, template: str, *, place: str, status_code: int = 200, **values: object
) -> HTMLResponse:
    """A page in the person's language, theme and text size.

    `place` is the place in the navigation that it belongs to.
    """
    house = house_of(request)
    settings = house.workspace.diary.preferences.settings()
    html = (
        _environment(settings.language)
        .get_template(template)
        .render(
            settings=settings,
            asset=house.assets.address,
            modules=house.assets.modules,
            demo=house.demo,
            diary=house.workspace.diary.preferences.diary_id(),
            place=place,
            today=values.pop("today", None) or today_of(house.workspace, device_zone(request)),
            **values,
        )
    )
    return HTMLResponse(html, status_code=status_code)
