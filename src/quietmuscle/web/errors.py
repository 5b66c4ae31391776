"""Refusals at the web's door: a sentence for a person, a code for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from quietmuscle.base.errors import ArchiveRefusedError
from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import DamagedDiaryError
from quietmuscle.base.errors import DiskFullError
from quietmuscle.base.errors import FolderInUseError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import NotHereError
from quietmuscle.base.errors import OtherDiaryError
from quietmuscle.base.errors import QuietMuscleError
from quietmuscle.base.errors import StorageError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.base.text import say
from quietmuscle.base.unread import unread
from quietmuscle.web.guard import TOO_LARGE
from quietmuscle.web.guard import BodyTooLargeError
from quietmuscle.web.home.door import is_stranger
from quietmuscle.web.house import house_of
from quietmuscle.web.page import page

if TYPE_CHECKING:
    from fastapi import FastAPI
    from fastapi import Request
    from fastapi.responses import Response

STATUS = {
    ValueNotUnderstoodError: 422,
    NotHereError: 403,
    NotFoundError: 404,
    ConflictError: 409,
    OtherDiaryError: 421,
    ArchiveRefusedError: 422,
    DiskFullError: 507,
    StorageError: 503,
    DamagedDiaryError: 503,
    FolderInUseError: 503,
}
NOT_THERE = _("There is no such page. Your diary is safe.")
NOT_READ = _("What was sent could not be read. Nothing was changed.")
WRONG_METHOD = _("This address does not take that kind of request.")
BROKEN = _("Something went wrong on our side. What was saved before is safe. Please try again.")

log = structlog.get_logger("quietmuscle.web")


class Problem(BaseModel):
    """A refusal as the API sends it."""

    error: str
    sentence: str


def install_errors(app: FastAPI) -> None:
    """Answer each refusal with its sentence and its status."""

    @app.exception_handler(QuietMuscleError)
    def refused(request: Request, error: QuietMuscleError) -> Response:
        return problem(request, STATUS.get(type(error), 400), type(error).__name__, error.message)

    @app.exception_handler(RequestValidationError)
    def not_understood(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        part, *place = first["loc"]
        if part != "body":  # of a name in the address or the head, the kinds that were tried
            place = place[:1]
        message = unread(first["type"], place, first.get("ctx", {}))
        return problem(request, 422, "ValueNotUnderstoodError", message)

    @app.exception_handler(HTTPException)
    def not_served(request: Request, error: HTTPException) -> Response:
        if isinstance(error.__cause__, BodyTooLargeError):  # met while the framework read the body
            return too_large(request, error.__cause__)
        if error.status_code == 400:  # the framework's word for a body that is no JSON
            return problem(request, 422, "ValueNotUnderstoodError", Message(NOT_READ))
        sentence = WRONG_METHOD if error.status_code == 405 else NOT_THERE
        answer = problem(request, error.status_code, "NotFoundError", Message(sentence))
        answer.headers.update(error.headers or {})
        if error.status_code == 405 and (methods := _methods_there(request)):
            answer.headers["allow"] = ", ".join(methods)
        return answer

    @app.exception_handler(BodyTooLargeError)
    def too_large(request: Request, _error: BodyTooLargeError) -> Response:
        return problem(request, 413, "BodyTooLargeError", Message(TOO_LARGE))

    @app.exception_handler(Exception)
    def broken(request: Request, error: Exception) -> Response:
        log.error("request_failed", path_template=_route(request), kind=type(error).__name__)
        return problem(request, 500, "InternalError", Message(BROKEN))


def problem(request: Request, status_code: int, code: str, message: Message) -> Response:
    """The answer that says what was refused and why: JSON for the API, else a page."""
    try:
        language = house_of(request).workspace.diary.preferences.settings().language
        if not request.url.path.startswith("/api"):
            if is_stranger(request):  # whose settings are not theirs to see
                return PlainTextResponse(say(message, language), status_code=status_code)
            return page(request, "problem.html", place="", status_code=status_code, message=message)
    except QuietMuscleError:
        # The diary itself cannot be read: say so without it.
        if not request.url.path.startswith("/api"):
            return PlainTextResponse(say(message), status_code=status_code)
        language = "en"
    wire = Problem(error=code, sentence=say(message, language))
    return JSONResponse(wire.model_dump(), status_code=status_code)


def _methods_there(request: Request) -> list[str]:
    """The methods that an address of the API takes; the framework names those of one route only."""
    paths, path = request.app.openapi()["paths"], request.url.path
    # An address that is named itself is none of those that only fit a pattern.
    named = [path] if path in paths else [t for t in paths if compile_path(t)[0].match(path)]
    return sorted(method.upper() for template in named for method in paths[template])


def _route(request: Request) -> str:
    """The route's pattern: an address itself may hold what a person typed."""
    return getattr(request.scope.get("route"), "path", "unknown")
