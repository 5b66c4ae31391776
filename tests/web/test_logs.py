from __future__ import annotations

import json
import logging
from io import StringIO
from uuid import UUID

import pytest
import structlog

from quietmuscle.web.app import make_app
from quietmuscle.web.logs import HIDDEN
from quietmuscle.web.logs import configure_logs
from quietmuscle.web.logs import places_of

SECRET = "zebra in my left calf"
ID = UUID(int=5)


@pytest.fixture
def written():
    """Everything that is written down, as it would stand in a terminal."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = StringIO()
    configure_logs(stream)
    yield stream
    logging.captureWarnings(capture=False)
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def lines(stream):
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_on_a_terminal_only_faults_are_written():
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    root = logging.getLogger()
    handlers = root.handlers[:]
    stream = Terminal()
    configure_logs(stream)
    structlog.get_logger("quietmuscle.web").info("backup_made")
    structlog.get_logger("quietmuscle.web").error("request_failed")
    logging.captureWarnings(capture=False)
    root.handlers = handlers
    structlog.reset_defaults()
    assert [line["event"] for line in lines(stream)] == ["request_failed"]


def test_ids_and_counts_are_written_as_they_are_and_words_are_not(written):
    structlog.get_logger("quietmuscle.web").info(
        "kept",
        entry=ID,
        entries=3,
        share=0.5,
        ok=True,
        nothing=None,
        kind="DiskFullError",
        note=SECRET,
    )
    (line,) = lines(written)
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "kept",
        "level": "info",
        "entry": str(ID),
        "entries": 3,
        "share": 0.5,
        "ok": True,
        "nothing": None,
        "kind": "DiskFullError",
        "note": HIDDEN,
    }


def test_a_list_of_what_a_person_told_is_hidden_too(written):
    structlog.get_logger().warning("odd", told=[SECRET], more={"note": SECRET})
    (line,) = lines(written)
    assert (line["told"], line["more"]) == (HIDDEN, HIDDEN)


def test_of_a_librarys_line_only_who_and_where_is_written(written):
    logging.getLogger("some.library").error("could not store %s", SECRET)
    logging.getLogger("uvicorn.access").warning("GET /?words=%s", SECRET)
    logging.getLogger("py.warnings").warning("%s", f"a.py:1: UserWarning: {SECRET}")
    assert SECRET not in written.getvalue()
    first, second, third = lines(written)
    assert (first["library"], first["kind"]) == ("some.library", "")
    assert first["place"].startswith("test_logs.py:")
    assert (second["library"], third["library"]) == ("uvicorn.access", "py.warnings")


def test_of_a_fault_the_kind_and_the_places_are_written_and_not_its_words(written):
    try:
        int(SECRET)
    except ValueError:
        logging.getLogger("some.library").exception("it failed with %s", SECRET)
    (line,) = lines(written)
    assert line["kind"] == "ValueError"
    assert line["trace"].startswith("test_logs.py:")
    assert SECRET not in written.getvalue()


def test_without_a_trace_there_are_no_places():
    assert places_of(None) == ""


def test_a_line_below_warning_of_a_library_is_not_written(written):
    logging.getLogger("uvicorn.error").info("Started server process [%d]", 7)
    assert written.getvalue() == ""


def test_nothing_of_a_diary_reaches_the_log_even_when_the_server_fails(
    house, client_of, written, monkeypatch
):
    with client_of(make_app(house)) as client:
        told = {"sites": ["calf.left"], "note": SECRET}
        client.put(f"/api/episodes/{ID}", json=told)
        client.get("/api/episodes", params={"words": SECRET})
        client.get(f"/history/list?words={SECRET}")
        client.put(f"/api/episodes/{ID}", json={**told, "count": 0})

        def fails(*_arguments, **_named):
            raise RuntimeError(SECRET)

        monkeypatch.setattr(type(house.workspace.diary.episodes), "change", fails)
        answer = client.put(f"/api/episodes/{ID}", json=told)
        assert answer.status_code == 500
        assert "What was saved before is safe" in answer.json()["sentence"]
        assert SECRET not in answer.text
    assert SECRET not in written.getvalue()
    assert "calf" not in written.getvalue()
    failed = [line for line in lines(written) if line["event"] == "request_failed"]
    assert [(line["path_template"], line["kind"]) for line in failed] == [
        ("/api/episodes/{episode_id}", "RuntimeError")
    ]
