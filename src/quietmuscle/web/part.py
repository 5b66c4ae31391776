"""A part of the app: addresses that become routes of the framework when first asked for.

To work out what a route reads and answers costs the framework some milliseconds, and the app
has two hundred of them: a start would wait for all, and a run needs few.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from fastapi import APIRouter
from fastapi.params import Depends
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute
from starlette.routing import Match
from starlette.types import Receive
from starlette.types import Scope
from starlette.types import Send

Responses = dict[int | str, dict[str, Any]]


class Part(APIRouter):
    """A router of the framework whose routes are written down, and made when they are needed."""

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **wishes: Any) -> None:
        """Write a route down; `wishes` are those of the framework's own method."""
        written = Written(part=self, path=path, endpoint=endpoint, wishes=wishes)
        self.routes.append(LateRoute(written))

    def under(self, prefix: str, dependencies: Sequence[Depends]) -> list[LateRoute]:
        """The part's routes with their addresses behind a prefix, their calls behind these."""
        return [
            LateRoute(route.written, prefix, dependencies)
            for route in self.routes
            if isinstance(route, LateRoute)  # all are: the list is the framework's
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a module said of one of its addresses."""

    part: Part
    path: str
    endpoint: Callable[..., Any]
    wishes: Mapping[str, Any]

    def route(
        self,
        prefix: str = "",
        dependencies: Sequence[Depends] = (),
        responses: Responses | None = None,
    ) -> APIRoute:
        """The framework's route, its address behind `prefix` and its call behind `dependencies`."""
        maker = APIRouter(
            prefix=prefix + self.part.prefix,
            tags=list(self.part.tags),
            dependencies=[*dependencies, *self.part.dependencies],
            responses=responses,
        )
        maker.add_api_route(self.path, self.endpoint, **self.wishes)
        (made,) = maker.routes
        if not isinstance(made, APIRoute):
            raise TypeError(made)
        return made


class LateRoute(BaseRoute):
    """A route that is made once an address begins as its own does."""

    def __init__(
        self, written: Written, prefix: str = "", dependencies: Sequence[Depends] = ()
    ) -> None:
        self.written = written
        self.prefix = prefix
        self.dependencies = dependencies
        self.path = prefix + written.part.prefix + written.path
        self.methods = {each.upper() for each in written.wishes.get("methods") or ("GET",)}
        self._start, hole, _rest = self.path.partition("{")
        self._is_whole = not hole

    def described(self, responses: Responses) -> APIRoute:
        """A route for the description of the API, which tells also these answers."""
        return self.written.route(self.prefix, self.dependencies, responses)

    @cached_property
    def made(self) -> APIRoute:
        """The framework's route."""
        return self.written.route(self.prefix, self.dependencies)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether a request is for this route; only the beginning is looked at until it may be."""
        if scope["type"] != "http":
            return Match.NONE, {}
        path = scope["path"]
        if path != self._start if self._is_whole else not path.startswith(self._start):
            return Match.NONE, {}
        return self.made.matches(scope)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self.made.handle(scope, receive, send)
